using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.ObjectPool;

namespace Catalog.Gateway.Upstreams.Http;

/// <summary>One request on its way to the upstream: its head as bytes, and behind a small head a small body. Used again when disposed.</summary>
internal sealed class UpstreamRequest(ObjectPool<UpstreamRequest> pool) : IDisposable
{
    // A body of this size is copied behind its head, which is cheaper than to send two pieces; beyond it stays where it is.
    private const int SmallBody = 4 * 1024;
    private const int KeptBytes = 16 * 1024;

    private static readonly SearchValues<char> Sendable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Append('\t').Select(static c => (char)c)]);

    private byte[] _head = new byte[SmallBody + 2048];
    private int _length;
    private int _mark;
    private ReadOnlyMemory<byte>? _body;

    /// <summary>What has to be sent apart from the head; empty where the head holds all.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>The head, and the body where it is small.</summary>
    public ReadOnlyMemory<byte> Head => _head.AsMemory(0, _length);

    /// <summary>The first header whose value cannot be sent; null where all can.</summary>
    public string? Unsendable { get; private set; }

    /// <summary>How long the answer may take to begin, where whoever asks waits for less than the upstream is given; null for as long as that.</summary>
    public TimeSpan? Patience { get; set; }

    /// <param name="start">The request line and the headers that every request has, each with its line end.</param>
    /// <param name="body">The body; null where there is none.</param>
    public void Begin(ReadOnlySpan<byte> start, ReadOnlyMemory<byte>? body)
    {
        _length = 0;
        Unsendable = null;
        Patience = null;
        _body = body;
        Body = default;
        Write(start);
    }

    /// <summary>Adds a header. A value that is not printable ASCII is not sent, and <see cref="Unsendable"/> says so.</summary>
    public void Add(string name, string value)
    {
        Room(name.Length + value.Length + 4);
        if (value.AsSpan().ContainsAnyExcept(Sendable) || Ascii.FromUtf16(name, _head.AsSpan(_length), out var written) != OperationStatus.Done)
        {
            Unsendable ??= name;
            return;
        }

        _length += written;
        ": "u8.CopyTo(_head.AsSpan(_length));
        _length += 2;
        Ascii.FromUtf16(value, _head.AsSpan(_length), out written);
        _length += written;
        "\r\n"u8.CopyTo(_head.AsSpan(_length));
        _length += 2;
    }

    /// <summary>Remembers the head as it is now.</summary>
    public void Mark() => _mark = _length;

    /// <summary>Takes away what was added since the mark, also the end: the request can be ended anew and sent again.</summary>
    public void Rewind()
    {
        _length = _mark;
        Body = default;
    }

    /// <summary>Ends the head; nothing is added behind it.</summary>
    public void End()
    {
        if (_body is not { } body)
        {
            Write("\r\n"u8);
            return;
        }

        Write("Content-Length: "u8);
        Room(16);
        Utf8Formatter.TryFormat(body.Length, _head.AsSpan(_length), out var digits);
        _length += digits;
        Write("\r\n\r\n"u8);
        if (body.Length <= SmallBody)
        {
            Write(body.Span);
        }
        else
        {
            Body = body;
        }
    }

    public void Dispose()
    {
        _body = null;
        Body = default;
        if (_head.Length <= KeptBytes)
        {
            pool.Return(this);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_head.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (_head.Length - _length < bytes)
        {
            Array.Resize(ref _head, Math.Max(_head.Length * 2, _length + bytes));
        }
    }
}
