using System.Buffers.Text;
using System.Text;

namespace Catalog.Storage.Redis;

/// <summary>Reads replies from a stream; bounded, for a server that is none may send anything.</summary>
internal sealed class RedisReader(Stream stream)
{
    private const int MostBytes = 1024 * 1024;
    private const int MostItems = 10_000;
    private const int MostDepth = 8;

    private byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    /// <summary>The next reply.</summary>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="RedisException">What came is no reply, or a too long one.</exception>
    public async ValueTask<RedisReply> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var at = _start;
            if (TryRead(ref at, 0) is { } reply)
            {
                _start = at;
                return reply;
            }

            await FillAsync(cancellationToken);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MostBytes)
            {
                throw new RedisException("the server sent a reply that is too long");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        if (read == 0)
        {
            throw new IOException("the server closed the connection");
        }

        _end += read;
    }

    /// <summary>A reply, or null where more bytes are needed.</summary>
    private RedisReply? TryRead(ref int at, int depth)
    {
        var line = _buffer.AsSpan(at, _end - at);
        var length = line.IndexOf("\r\n"u8);
        if (length < 0)
        {
            return null;
        }

        line = line[..length];
        if (line.IsEmpty || depth > MostDepth)
        {
            throw NoReply();
        }

        at += length + 2;
        var rest = line[1..];
        return line[0] switch
        {
            (byte)'+' => new RedisReply(Encoding.UTF8.GetString(rest)),
            (byte)'-' => new RedisReply(Encoding.UTF8.GetString(rest), IsError: true),
            (byte)':' => new RedisReply(null, Number(rest)),
            (byte)'$' => TryReadText(ref at, Number(rest)),
            (byte)'*' => TryReadItems(ref at, Number(rest), depth),
            _ => throw NoReply(),
        };
    }

    private RedisReply? TryReadText(ref int at, long length)
    {
        if (length == -1)
        {
            return new RedisReply(null);
        }

        if (length is < 0 or > MostBytes)
        {
            throw NoReply();
        }

        if (_end - at < length + 2)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(_buffer, at, (int)length);
        at += (int)length + 2;
        return new RedisReply(text);
    }

    private RedisReply? TryReadItems(ref int at, long count, int depth)
    {
        if (count == -1)
        {
            return new RedisReply(null);
        }

        if (count is < 0 or > MostItems)
        {
            throw NoReply();
        }

        var items = new RedisReply[count];
        for (var i = 0; i < items.Length; i++)
        {
            if (TryRead(ref at, depth + 1) is not { } item)
            {
                return null;
            }

            items[i] = item;
        }

        return new RedisReply(null, Items: items);
    }

    private static long Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length ? number : throw NoReply();

    private static RedisException NoReply() => new("what answers is no Redis server: check the address");
}
