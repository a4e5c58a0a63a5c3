using System.Buffers;
using System.Globalization;
using System.Net.Sockets;

namespace Catalog.Gateway.Upstreams.Http;

/// <summary>
/// One answer of the upstream: its head, and its body as it comes. Disposing it gives the connection back where the body was read to its
/// end and nothing came behind it, and closes it otherwise.
/// </summary>
internal sealed class UpstreamResponse(ConnectionPool pool, HttpConnection connection, AnswerPace pace, CancellationTokenRegistration abort, CancellationToken aborted) : IDisposable
{
    /// <summary>Bytes of the line that begins a chunk, its extensions included.</summary>
    private const int MaxChunkLine = 256;
    private const int MaxTrailerBytes = 8 * 1024;

    private static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private BodyFraming _framing = FramingOf(connection.Head);
    private long _left = connection.Head is { HasBody: true, IsChunked: false, Length: { } length } ? length : 0;
    private int _trailerBytes;
    private TimeSpan _waited;
    private bool _isDisposed;

    public ResponseHead Head => connection.Head;

    public int Status => connection.Head.Status;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The type without its parameters; empty where none is named.</summary>
    public ReadOnlySpan<char> MediaType
    {
        get
        {
            var type = Head.ContentType.AsSpan();
            var end = type.IndexOf(';');
            return (end < 0 ? type : type[..end]).Trim();
        }
    }

    /// <summary>Whether the body is a stream of events.</summary>
    public bool IsStream => MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the body was read to its end.</summary>
    public bool IsAtEnd => _framing == BodyFraming.Ended;

    /// <summary>The whole body where it is known to fit beside what was received: no byte of it is moved out of the connection.</summary>
    /// <returns>The body, good until this is disposed; null where it has to be read piece by piece.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> WholeOrNullAsync()
    {
        if (_framing == BodyFraming.Ended)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (_framing != BodyFraming.Length || _left > HttpConnection.BufferBytes)
        {
            return null;
        }

        var length = (int)_left;
        if (connection.Received.Length < length)
        {
            connection.Compact();
        }

        while (connection.Received.Length < length)
        {
            if (await FillAsync() == 0)
            {
                throw Broken("the connection was closed in the middle of the answer");
            }
        }

        var whole = connection.Received[..length];
        connection.Take(length);
        _left = 0;
        _framing = BodyFraming.Ended;
        return whole;
    }

    /// <summary>Reads on.</summary>
    /// <returns>How many bytes; 0 at the end of the body.</returns>
    /// <exception cref="IOException">The connection broke, or what came is no body that can be told from what follows.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> into)
    {
        while (true)
        {
            switch (_framing)
            {
                case BodyFraming.Ended:
                    return 0;
                case BodyFraming.Chunks when _left == 0:
                    await NextChunkAsync();
                    continue;
                case BodyFraming.UntilClose:
                    var last = await TakeAsync(into);
                    _framing = last == 0 ? BodyFraming.Ended : _framing;
                    return last;
            }

            var read = await TakeAsync(into.Length > _left ? into[..(int)_left] : into);
            if (read == 0)
            {
                throw Broken("the connection was closed in the middle of the answer");
            }

            _left -= read;
            if (_left == 0 && _framing == BodyFraming.Length)
            {
                _framing = BodyFraming.Ended;
            }
            else if (_left == 0)
            {
                await EndChunkAsync();
            }

            return read;
        }
    }

    /// <summary>Ends the reading, from any thread, before it is disposed: whoever reads gets an <see cref="IOException"/>.</summary>
    public void Abort() => connection.Abort();

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        abort.Dispose();
        // INVARIANT: a connection is used again only where the next byte on it can belong to nothing but the next answer.
        var head = connection.Head;
        if (_framing == BodyFraming.Ended && !head.Closes && (head.IsChunked || head.Length is not null || !head.HasBody) && connection.Received.IsEmpty && !aborted.IsCancellationRequested)
        {
            pool.Return(connection);
        }
        else
        {
            pool.Close(connection);
        }
    }

    private static BodyFraming FramingOf(ResponseHead head) =>
        !head.HasBody ? BodyFraming.Ended
        : head.IsChunked ? BodyFraming.Chunks
        : head.Length is not null ? BodyFraming.Length
        : BodyFraming.UntilClose;

    private async ValueTask<int> TakeAsync(Memory<byte> into)
    {
        var received = connection.Received;
        if (received.IsEmpty)
        {
            return await GuardedAsync(connection.ReceiveAsync(into));
        }

        var taken = Math.Min(received.Length, into.Length);
        received[..taken].CopyTo(into);
        connection.Take(taken);
        return taken;
    }

    /// <summary>Reads the line that begins a chunk; behind the last one the trailers, which nobody is told.</summary>
    private async ValueTask NextChunkAsync()
    {
        _left = ChunkSizeOrNull(await LineAsync(MaxChunkLine)) ?? throw Broken("a chunk of the answer has no length that can be read");
        if (_left > 0)
        {
            return;
        }

        while ((await LineAsync(HttpConnection.BufferBytes - 2)).Length is > 0 and var length)
        {
            _trailerBytes += length;
            if (_trailerBytes > MaxTrailerBytes)
            {
                throw Broken("the answer ends in too many trailers");
            }
        }

        _framing = BodyFraming.Ended;
    }

    private async ValueTask EndChunkAsync()
    {
        if ((await LineAsync(0)).Length != 0)
        {
            throw Broken("a chunk of the answer is longer than it says");
        }
    }

    /// <summary>A line, without its end.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> LineAsync(int maxBytes)
    {
        while (true)
        {
            var received = connection.Received;
            var end = received.Span.IndexOf((byte)'\n');
            if (end > maxBytes + 1 || (end < 0 && received.Length > maxBytes + 1))
            {
                throw Broken("a line between the chunks of the answer is too long");
            }

            if (end >= 0)
            {
                var line = received[..end];
                if (end == 0 || line.Span[^1] != (byte)'\r' || line.Span[..^1].Contains((byte)'\r'))
                {
                    throw Broken("a line between the chunks of the answer does not end in CRLF");
                }

                connection.Take(end + 1);
                return line[..^1];
            }

            if (await FillAsync() == 0)
            {
                throw Broken("the connection was closed in the middle of the answer");
            }
        }
    }

    private static long? ChunkSizeOrNull(ReadOnlyMemory<byte> line)
    {
        var text = line.Span;
        var end = text.IndexOf((byte)';');
        var digits = end < 0 ? text : text[..end];
        // Fifteen digits of sixteen cannot overflow. Signs, spaces and prefixes are digits to nobody.
        return digits.Length is > 0 and <= 15 && digits.IndexOfAnyExcept(HexBytes) < 0
            ? long.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : null;
    }

    private ValueTask<int> FillAsync() => GuardedAsync(connection.FillAsync());

    private async ValueTask<int> GuardedAsync(ValueTask<int> receiving)
    {
        // What is there already costs no look at the clock, and a stream may be silent for hours.
        var isTimed = !receiving.IsCompleted && !IsStream;
        var begun = isTimed ? pace.Clock.GetTimestamp() : 0;
        connection.Deadline = isTimed ? pace.DeadlineOf(begun, _waited) : long.MaxValue;
        try
        {
            return await receiving;
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or IOException)
        {
            aborted.ThrowIfCancellationRequested();
            throw Broken(connection.IsLate ? "the rest of its answer did not come in time" : "the connection broke in the middle of the answer");
        }
        finally
        {
            if (isTimed)
            {
                _waited += pace.Clock.GetElapsedTime(begun);
                connection.Deadline = long.MaxValue;
            }
        }
    }

    private static IOException Broken(string reason) => new(reason);
}
