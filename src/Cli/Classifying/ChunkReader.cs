using System.Buffers;
using System.Text;

namespace Catalog.Cli.Classifying;

/// <summary>Reads a stream in large runs of whole lines, which other threads can then go through by themselves.</summary>
/// <param name="stream">UTF-8, or UTF-16 with its mark in front.</param>
internal sealed class ChunkReader(Stream stream)
{
    // Some hundred definitions: enough to be worth handing over, few enough to keep all processors busy to the end.
    private const int Size = 1 << 17;

    private Stream? _opened;
    private byte[] _carried = [];

    /// <summary>The next lines; null at the end. A line that is longer than a chunk is one of its own.</summary>
    public async ValueTask<LineChunk?> ReadOrNullAsync(CancellationToken cancellationToken)
    {
        _opened ??= await OpenAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(Size, _carried.Length));
        var length = _carried.Length;
        _carried.CopyTo(buffer, 0);
        _carried = [];
        while (true)
        {
            if (length == buffer.Length)
            {
                buffer = Grow(buffer);
            }

            var read = await _opened.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                return length == 0 ? None(buffer) : new LineChunk(buffer, length);
            }

            if (length >= Size && EndOf(buffer.AsSpan(0, length)) is > 0 and var end)
            {
                _carried = buffer.AsSpan(end, length - end).ToArray();
                return new LineChunk(buffer, end);
            }
        }
    }

    // Behind the last line that is whole; what ends with `\r` is whole only where something other than `\n` follows.
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[..^1].LastIndexOfAny((byte)'\n', (byte)'\r');
        return bytes[^1] == '\n' ? bytes.Length : at < 0 ? 0 : at + 1;
    }

    private static LineChunk? None(byte[] buffer)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    // The mark of UTF-8 says nothing and is left out; UTF-16 is turned into UTF-8.
    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var front = new byte[2];
        var length = await stream.ReadAtLeastAsync(front, front.Length, throwOnEndOfStream: false, cancellationToken);
        var encoding = front switch
        {
            [0xFF, 0xFE] => Encoding.Unicode,
            [0xFE, 0xFF] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is not null)
        {
            return Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
        }

        _carried = [.. front.AsSpan(0, length)];
        if (front is [0xEF, 0xBB])
        {
            var last = new byte[1];
            var more = await stream.ReadAtLeastAsync(last, last.Length, throwOnEndOfStream: false, cancellationToken);
            _carried = last[0] == 0xBF ? [] : [.. front, .. last.AsSpan(0, more)];
        }

        return stream;
    }
}
