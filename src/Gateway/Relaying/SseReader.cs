using System.Buffers;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// Cuts an event stream into blocks without changing a byte, unless some readers would find an event in them that others do not; lines end in LF,
/// CR or CRLF.
/// </summary>
/// <param name="stream">The stream.</param>
/// <param name="maxBytes">The longest block that is kept.</param>
/// <param name="skipsLong">Whether the stream goes on behind a longer one, of which nothing is kept.</param>
internal sealed class SseReader(Stream stream, int maxBytes, bool skipsLong = false)
{
    private const int FirstBytes = 4096;
    // From here on an event leaves with the buffer that it came in, and is not copied out of it.
    private const int LargeBytes = 32 * 1024;
    private const int SkipBytes = 64 * 1024;

    private byte[] _buffer = new byte[FirstBytes];
    private int _filled;
    private int _scanned;
    private int _lineStart;
    private bool _ended;
    private bool _endedInCr;
    private bool _hasBegun;

    /// <summary>The next block; null at the end of the stream, where an unfinished block is dropped as clients do.</summary>
    /// <exception cref="IOException">The stream broke.</exception>
    /// <exception cref="LongEventException">A block is longer than allowed, and is not to be skipped.</exception>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = FindEnd();
            if (end > 0)
            {
                return Read(Take(end));
            }

            if (_ended)
            {
                return null;
            }

            if (_filled == _buffer.Length)
            {
                if (_filled >= maxBytes)
                {
                    return skipsLong ? await SkipAsync(cancellationToken) : throw new LongEventException(maxBytes);
                }

                Array.Resize(ref _buffer, (int)Math.Min((long)_buffer.Length * 2, Math.Max(maxBytes, _buffer.Length + 1)));
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            _ended = read == 0;
            _filled += read;
        }
    }

    private SseEvent Read(ReadOnlyMemory<byte> raw)
    {
        if (!_hasBegun)
        {
            // A byte order mark belongs to no field.
            _hasBegun = true;
            raw = raw.Span.StartsWith("\uFEFF"u8) ? raw[3..] : raw;
        }

        var data = DataOf(raw);
        return new SseEvent(EventClarity.IsClear(raw.Span) ? raw : EventClarity.Clear(raw, data), data);
    }

    /// <summary>Passes over the rest of a block that is too long. Gives its id, so that nobody asks for it again; null at the end of the stream.</summary>
    private async ValueTask<SseEvent?> SkipAsync(CancellationToken cancellationToken)
    {
        var skipped = new LongEvent();
        var held = _buffer.AsMemory(0, _filled);
        // The second half of a CRLF whose first ended the block before.
        held = _endedInCr && held.Span.StartsWith("\n"u8) ? held[1..] : held;
        int used;
        while (!skipped.TryEnd(held.Span, out used))
        {
            held = _buffer.AsMemory(0, Math.Min(_buffer.Length, SkipBytes));
            held = held[..await stream.ReadAsync(held, cancellationToken)];
            if (held.IsEmpty)
            {
                return null;
            }
        }

        _buffer = new byte[Math.Max(FirstBytes, held.Length - used)];
        held[used..].CopyTo(_buffer);
        (_filled, _scanned, _lineStart, _endedInCr, _hasBegun) = (held.Length - used, 0, 0, skipped.EndedInCr, true);
        return new SseEvent(skipped.Id is { } id ? WithId(id) : default, null, skipped);
    }

    // As servers do that have an id to tell and nothing else.
    private static byte[] WithId(string id) => System.Text.Encoding.UTF8.GetBytes($"id: {id}\ndata:\n\n");

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
    public static string? IdOf(ReadOnlyMemory<byte> raw) => FieldOf(raw, "id:"u8);

    /// <summary>The first value of a field of a block; null where it has none.</summary>
    /// <param name="raw">The block.</param>
    /// <param name="field">The name of the field with its colon.</param>
    public static string? FieldOf(ReadOnlyMemory<byte> raw, ReadOnlySpan<byte> field)
    {
        foreach (var (start, length) in Lines(raw.Span))
        {
            var line = raw.Span.Slice(start, length);
            if (line.StartsWith(field))
            {
                line = line[field.Length..];
                return System.Text.Encoding.UTF8.GetString(line.StartsWith(" "u8) ? line[1..] : line);
            }
        }

        return null;
    }

    /// <summary>A block of the gateway's own.</summary>
    public static byte[] Message(ReadOnlyMemory<byte> data) => WithData("event: message\n"u8.ToArray(), data);

    /// <summary>The first bytes of what was received, which are an event. A stream that lives for hours does not keep the room of its longest one.</summary>
    private ReadOnlyMemory<byte> Take(int end)
    {
        var (held, rest) = (_buffer, _filled - end);
        var leaves = end >= LargeBytes;
        _buffer = leaves ? new byte[Math.Max(FirstBytes, rest)] : held;
        ReadOnlyMemory<byte> raw = leaves ? held.AsMemory(0, end) : held.AsSpan(0, end).ToArray();
        Buffer.BlockCopy(held, end, _buffer, 0, rest);
        (_filled, _scanned, _lineStart) = (rest, 0, 0);
        return raw;
    }

    private int FindEnd()
    {
        while (_scanned < _filled)
        {
            var hop = _buffer.AsSpan(_scanned, _filled - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (hop < 0)
            {
                _scanned = _filled;
                break;
            }

            _scanned += hop;
            var letter = _buffer[_scanned];
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

    private static ReadOnlyMemory<byte>? DataOf(ReadOnlyMemory<byte> raw)
    {
        ArrayBufferWriter<byte>? joined = null;
        ReadOnlyMemory<byte>? single = null;
        foreach (var (start, length) in Lines(raw.Span))
        {
            var line = raw.Slice(start, length);
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

    internal static List<(int Start, int Length)> Lines(ReadOnlySpan<byte> raw)
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
