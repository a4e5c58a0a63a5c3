using System.Buffers;

namespace Catalog.Gateway.Relaying;

/// <summary>Cuts an event stream into blocks without changing a byte; lines end in LF, CR or CRLF.</summary>
internal sealed class SseReader(Stream stream, int maxBytes)
{
    private byte[] _buffer = new byte[4096];
    private int _filled;
    private int _scanned;
    private int _lineStart;
    private bool _ended;
    private bool _endedInCr;

    /// <summary>The next block; null at the end of the stream, where an unfinished block is dropped as clients do.</summary>
    /// <exception cref="IOException">The stream broke, or a block is longer than allowed.</exception>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = FindEnd();
            if (end > 0)
            {
                var raw = _buffer.AsMemory(0, end).ToArray();
                Buffer.BlockCopy(_buffer, end, _buffer, 0, _filled - end);
                _filled -= end;
                _scanned = 0;
                _lineStart = 0;
                return new SseEvent(raw, DataOf(raw));
            }

            if (_ended)
            {
                return null;
            }

            if (_filled == _buffer.Length)
            {
                if (_filled >= maxBytes)
                {
                    throw new IOException($"The upstream sent an event of more than {maxBytes} bytes");
                }

                Array.Resize(ref _buffer, (int)Math.Min((long)_buffer.Length * 2, Math.Max(maxBytes, _buffer.Length + 1)));
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            _ended = read == 0;
            _filled += read;
        }
    }

    /// <summary>A block that carries a message, in place of another: the fields other than data stay.</summary>
    public static byte[] WithData(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(raw.Length + data.Length);
        foreach (var (start, length) in Lines(raw.Span))
        {
            var line = raw.Span.Slice(start, length);
            if (!line.IsEmpty && !line.StartsWith("data:"u8) && !line.SequenceEqual("data"u8))
            {
                buffer.Write(line);
                buffer.Write("\n"u8);
            }
        }

        buffer.Write("data: "u8);
        buffer.Write(LineForm.Of(data).Span);
        buffer.Write("\n\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The id of a block; null where it has none.</summary>
    public static string? IdOf(ReadOnlyMemory<byte> raw)
    {
        foreach (var (start, length) in Lines(raw.Span))
        {
            var line = raw.Span.Slice(start, length);
            if (line.StartsWith("id:"u8))
            {
                line = line[3..];
                return System.Text.Encoding.UTF8.GetString(line.StartsWith(" "u8) ? line[1..] : line);
            }
        }

        return null;
    }

    /// <summary>A block of the gateway's own.</summary>
    public static byte[] Message(ReadOnlyMemory<byte> data) => WithData("event: message\n"u8.ToArray(), data);

    private int FindEnd()
    {
        while (_scanned < _filled)
        {
            var letter = _buffer[_scanned];
            if (letter is not ((byte)'\n' or (byte)'\r'))
            {
                _scanned++;
                continue;
            }

            if (letter == (byte)'\n' && _scanned == _lineStart && (_scanned > 0 ? _buffer[_scanned - 1] == (byte)'\r' : _endedInCr))
            {
                // The second half of a CRLF that two reads tore apart: no line of its own.
                _lineStart = ++_scanned;
                continue;
            }

            var crLf = letter == (byte)'\r' && _scanned + 1 < _filled && _buffer[_scanned + 1] == (byte)'\n';
            var next = _scanned + (crLf ? 2 : 1);
            var isEmpty = _scanned == _lineStart;
            _scanned = next;
            _lineStart = next;
            if (isEmpty)
            {
                _endedInCr = _buffer[next - 1] == (byte)'\r';
                return next;
            }
        }

        return 0;
    }

    private static ReadOnlyMemory<byte>? DataOf(byte[] raw)
    {
        ArrayBufferWriter<byte>? joined = null;
        ReadOnlyMemory<byte>? single = null;
        foreach (var (start, length) in Lines(raw))
        {
            var line = raw.AsMemory(start, length);
            if (line.Span.StartsWith("\uFEFF"u8))
            {
                line = line[3..];
            }

            if (!line.Span.StartsWith("data:"u8))
            {
                continue;
            }

            line = line[5..];
            line = line.Span.StartsWith(" "u8) ? line[1..] : line;
            if (single is null)
            {
                single = line;
                continue;
            }

            if (joined is null)
            {
                joined = new ArrayBufferWriter<byte>(raw.Length);
                joined.Write(single.Value.Span);
            }

            joined.Write("\n"u8);
            joined.Write(line.Span);
        }

        return joined is null ? single : joined.WrittenMemory;
    }

    private static List<(int Start, int Length)> Lines(ReadOnlySpan<byte> raw)
    {
        var lines = new List<(int, int)>(4);
        var start = 0;
        while (start < raw.Length)
        {
            var end = raw[start..].IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                lines.Add((start, raw.Length - start));
                break;
            }

            lines.Add((start, end));
            var at = start + end;
            start = at + (raw[at] == (byte)'\r' && at + 1 < raw.Length && raw[at + 1] == (byte)'\n' ? 2 : 1);
        }

        return lines;
    }
}
