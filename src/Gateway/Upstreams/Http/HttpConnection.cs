using System.Net.Security;
using System.Net.Sockets;

namespace Catalog.Gateway.Upstreams.Http;

/// <summary>One connection to the upstream, used by one exchange at a time. Bytes are received into a buffer of fixed size.</summary>
internal sealed class HttpConnection(Socket socket, SslStream? secure, long openedAt) : IDisposable
{
    /// <summary>Bytes of the buffer, and so of the longest head that is read.</summary>
    public const int BufferBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private int _isClosed;

    /// <summary>When it was opened, as a timestamp.</summary>
    public long OpenedAt { get; } = openedAt;

    /// <summary>When it was put by, as a timestamp.</summary>
    public long IdleSince { get; set; }

    /// <summary>The timestamp at which the answer must have begun; <see cref="long.MaxValue"/> while none is waited for.</summary>
    public long Deadline
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    = long.MaxValue;

    /// <summary>Whether the deadline passed, which closed the connection.</summary>
    public bool IsLate { get; private set; }

    public ResponseHead Head { get; } = new();

    /// <summary>What was received and not taken yet.</summary>
    public ReadOnlyMemory<byte> Received => _buffer.AsMemory(_start, _end - _start);

    public bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>Whether an idle connection may be used: a peer that closed it, or sent what nobody asked for, is not spoken to again.</summary>
    public bool IsQuiet()
    {
        try
        {
            return !IsClosed && _start == _end && !socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Sends head and body, together where the body is not small enough to stand behind the head.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        if (secure is not null)
        {
            await secure.WriteAsync(head);
            await secure.WriteAsync(body);
            return;
        }

        if (body.IsEmpty)
        {
            await SendAllAsync(head);
            return;
        }

        if (!System.Runtime.InteropServices.MemoryMarshal.TryGetArray(head, out var first) || !System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var second))
        {
            await SendAllAsync(head);
            await SendAllAsync(body);
            return;
        }

        var sent = await socket.SendAsync([first, second], SocketFlags.None);
        if (sent < head.Length)
        {
            await SendAllAsync(head[sent..]);
            sent = head.Length;
        }

        await SendAllAsync(body[(sent - head.Length)..]);
    }

    /// <summary>Receives more behind what is there.</summary>
    /// <returns>How many bytes; 0 where the peer closed its end.</returns>
    /// <exception cref="InvalidOperationException">The buffer is full.</exception>
    public async ValueTask<int> FillAsync()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            throw new InvalidOperationException("the buffer is full");
        }

        var received = await ReceiveAsync(_buffer.AsMemory(_end));
        _end += received;
        return received;
    }

    /// <summary>Receives straight into memory of the caller; only while nothing is in the buffer.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> into) => secure is null ? socket.ReceiveAsync(into, SocketFlags.None) : secure.ReadAsync(into);

    public void Take(int bytes) => _start += bytes;

    /// <summary>Moves what is left to the front, so that as much as possible can follow it.</summary>
    public void Compact()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
    }

    /// <summary>Ends whatever is under way; may be called from any thread, and often.</summary>
    public void Abort(bool isLate = false)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            IsLate = isLate;
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        Abort();
        secure?.Dispose();
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None)..];
        }
    }
}
