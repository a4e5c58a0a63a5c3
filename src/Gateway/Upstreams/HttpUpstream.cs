using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.Extensions.ObjectPool;

namespace Catalog.Gateway.Upstreams;

/// <summary>The upstream behind an address: what of a caller's headers it sees, and how a failure reads.</summary>
internal sealed class HttpUpstream : IDisposable
{
    public const string SessionHeader = "Mcp-Session-Id";
    public const string VersionHeader = "MCP-Protocol-Version";

    private static readonly SearchValues<char> Plain = SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Answers before the answer, such as 103, that are read over.</summary>
    private const int MaxInterim = 8;

    private readonly GatewayOptions _options;
    private readonly TimeProvider _clock;
    private readonly IBearerTokens? _tokens;
    private readonly ConnectionPool _connections;
    private readonly ObjectPool<UpstreamRequest> _requests;
    private readonly AnswerPace _pace;
    private readonly byte[] _post;
    private readonly byte[] _get;
    private readonly byte[] _delete;

    public HttpUpstream(GatewayOptions options, TimeProvider clock, IBearerTokens? tokens = null)
    {
        _tokens = tokens;
        _options = options;
        _clock = clock;
        var address = options.Upstream!;
        _pace = new AnswerPace(options.AnswerPause, options.AnswerTime, clock);
        // The watch over all of them looks as often as the shortest of the times asks for.
        _connections = new ConnectionPool(address, new[] { options.UpstreamTimeout, options.AnswerPause, options.AnswerTime }.Min(), clock);
        _requests = new DefaultObjectPool<UpstreamRequest>(new RequestPolicy(this), ConnectionPool.MaxIdle);
        var host = address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port}";
        host = address.HostNameType == UriHostNameType.IPv6 ? address.GetComponents(UriComponents.Host | UriComponents.Port, UriFormat.UriEscaped) : host;
        _post = Start("POST", "Content-Type: application/json\r\n");
        _get = Start("GET", "");
        _delete = Start("DELETE", "");

        byte[] Start(string method, string more) => Encoding.ASCII.GetBytes($"{method} {address.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped)} HTTP/1.1\r\nHost: {host}\r\n{more}");
    }

    /// <summary>The address without user and query, for messages.</summary>
    public string Name => _options.Upstream!.GetLeftPart(UriPartial.Path);

    /// <summary>A request, to be disposed by whoever asked for it.</summary>
    /// <param name="method">POST, GET or DELETE.</param>
    /// <param name="body">The message; null for those that have none.</param>
    public UpstreamRequest Request(HttpMethod method, ReadOnlyMemory<byte>? body)
    {
        var request = _requests.Get();
        request.Begin(method == HttpMethod.Post ? _post : method == HttpMethod.Get ? _get : _delete, body);
        foreach (var (name, value) in _options.Headers)
        {
            request.Add(name, value);
        }

        return request;
    }

    /// <summary>Whether a caller's header goes upstream as it is; the session's id is mapped and so is none of them.</summary>
    // Nothing that the caller proves itself with, and nothing that says where the caller is.
    public static bool IsForwarded(string header) => header.Length switch
    {
        6 => Same(header, "Accept"),
        7 => Same(header, "baggage") || IsRouting(header),
        10 => Same(header, "tracestate") || IsRouting(header),
        11 => Same(header, "traceparent") || IsRouting(header),
        13 => Same(header, "Last-Event-ID") || IsRouting(header),
        20 => Same(header, VersionHeader) || IsRouting(header),
        _ => IsRouting(header),
    };

    /// <summary>Sends a request and waits for the head of the answer.</summary>
    public ValueTask<UpstreamReply> SendAsync(UpstreamRequest request, CancellationToken cancellationToken) =>
        _tokens is null ? SendOnceAsync(request, cancellationToken) : SendWithTokenAsync(_tokens, request, cancellationToken);

    private async ValueTask<UpstreamReply> SendWithTokenAsync(IBearerTokens tokens, UpstreamRequest request, CancellationToken cancellationToken)
    {
        request.Mark();
        for (var isRetry = false; ; isRetry = true)
        {
            var (token, failure) = await tokens.GetAsync(cancellationToken);
            if (token is null)
            {
                // INVARIANT: once the server was sent the message, nothing of the call comes back, whatever it made of it.
                return new UpstreamReply(null, failure, Sent: isRetry);
            }

            request.Rewind();
            request.Add("Authorization", "Bearer " + token);
            var reply = await SendOnceAsync(request, cancellationToken);
            if (reply.Response?.Status != 401)
            {
                return reply with { Sent = reply.Sent || isRetry };
            }

            var hasAnother = await tokens.RefuseAsync(token);
            if (isRetry || !hasAnother)
            {
                return reply;
            }

            // Who asks for credentials has not looked at the message.
            reply.Response.Dispose();
        }
    }

    private async ValueTask<UpstreamReply> SendOnceAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        if (request.Unsendable is { } header)
        {
            return new UpstreamReply(null, $"The header `{header}` holds what HTTP cannot carry: send printable ASCII", Sent: false);
        }

        var patience = _options.UpstreamTimeout;
        if (request.Patience is { } own && own < patience)
        {
            patience = own;
            _connections.LookFor(patience);
        }

        request.End();
        cancellationToken.ThrowIfCancellationRequested();
        var connection = _connections.TakeOrNull();
        if (connection is null)
        {
            try
            {
                connection = await _connections.OpenAsync(cancellationToken);
            }
            catch (AuthenticationException untrusted)
            {
                return new UpstreamReply(null, $"The server `{_options.ServerId}` at {Name} shows no certificate that is trusted here ({untrusted.Message.TrimEnd('.')}): mend it, or name its authority in SSL_CERT_FILE where the gateway starts", Sent: false);
            }
            catch (Exception failure) when (failure is SocketException or IOException or TimeoutException)
            {
                return new UpstreamReply(null, $"The server `{_options.ServerId}` cannot be reached at {Name}: start it, then repeat the call", Sent: false);
            }
        }

        var abort = cancellationToken.UnsafeRegister(static connection => ((HttpConnection)connection!).Abort(), connection);
        string? failed = null;
        try
        {
            connection.Deadline = _clock.GetTimestamp() + (long)(patience.TotalSeconds * _clock.TimestampFrequency);
            await connection.SendAsync(request.Head, request.Body);
            failed = await HeadOrWhyAsync(connection);
            connection.Deadline = long.MaxValue;
            if (failed is null)
            {
                return new UpstreamReply(new UpstreamResponse(_connections, connection, _pace, abort, cancellationToken), null, Sent: true);
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or IOException)
        {
            failed = "the connection broke";
        }

        await abort.DisposeAsync();
        _connections.Close(connection);
        cancellationToken.ThrowIfCancellationRequested();
        return connection.IsLate
            ? new UpstreamReply(null, $"The server `{_options.ServerId}` did not begin its answer in {patience.TotalSeconds:0} seconds: try again later", Sent: true)
            : new UpstreamReply(null, LostFor(failed), Sent: true);
    }

    /// <summary>Whether a connection is there or can be opened; the next request takes it.</summary>
    public async ValueTask<bool> CanReachAsync(CancellationToken cancellationToken)
    {
        try
        {
            _connections.Return(_connections.TakeOrNull() ?? await _connections.OpenAsync(cancellationToken));
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException or TimeoutException or AuthenticationException)
        {
            return false;
        }
    }

    /// <summary>The whole body of an answer.</summary>
    /// <returns>The body, good until the answer is disposed.</returns>
    /// <exception cref="IOException">The connection broke, or the body is longer than allowed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(UpstreamResponse response)
    {
        if (await response.WholeOrNullAsync() is { } whole)
        {
            return whole;
        }

        var length = response.Head.Length ?? 0;
        if (length > _options.MaxAnswerBytes)
        {
            throw TooLong();
        }

        var buffer = new byte[Math.Max(4096, (int)length + 1)];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, Array.MaxLength));
            }

            var read = await response.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return buffer.AsMemory(0, filled);
            }

            filled += read;
            if (filled > _options.MaxAnswerBytes)
            {
                throw TooLong();
            }
        }
    }

    /// <summary>The events of a stream.</summary>
    /// <param name="response">The answer that is one.</param>
    /// <param name="skipsLong">Whether an event that is too long is passed over; else the stream ends there.</param>
    public SseReader Events(UpstreamResponse response, bool skipsLong = false) => new(new ResponseStream(response), _options.MaxAnswerBytes, skipsLong);

    /// <summary>What a caller is told of an answer that is no MCP message; null where the status may be handed on.</summary>
    public string? RefusalOrNull(UpstreamResponse response) => response.Status switch
    {
        401 or 403 when _options.IsBridge => $"The gateway at {Name} does not take this grant's token: give the bridge a live one that is good there, with --token-env or --token-file",
        401 or 403 => StatusWords.Of(_options.ServerId, response.Status),
        >= 300 and < 400 => $"The server `{_options.ServerId}` answered with a redirection, which the gateway does not follow: give the gateway the final address",
        _ => null,
    };

    public string Lost(Exception failure) => LostFor(failure.Message.TrimEnd('.'));

    public void Dispose() => _connections.Dispose();

    private static async ValueTask<string?> HeadOrWhyAsync(HttpConnection connection)
    {
        for (var interim = 0; interim <= MaxInterim;)
        {
            var outcome = ResponseHeadReader.Read(connection.Received.Span, connection.Head, out var consumed);
            if (outcome == HeadOutcome.Refused)
            {
                return "its answer does not keep to HTTP/1.1";
            }

            if (outcome == HeadOutcome.Read)
            {
                connection.Take(consumed);
                if (connection.Head.Status >= 200)
                {
                    return null;
                }

                interim++;
                continue;
            }

            if (connection.Received.Length == HttpConnection.BufferBytes)
            {
                return $"the head of its answer is longer than {HttpConnection.BufferBytes} bytes";
            }

            if (await connection.FillAsync() == 0)
            {
                return "it closed the connection before it answered";
            }
        }

        return "it did not come to its answer";
    }

    private IOException TooLong() => new($"the answer is longer than {_options.MaxAnswerBytes} bytes");

    private string LostFor(string reason) => $"The server `{_options.ServerId}` broke off while it was working on this request: {reason}";

    private static bool Same(string header, string name) => header.Equals(name, StringComparison.OrdinalIgnoreCase);

    // Servers behind CGI or WSGI take `_` for `-`: a name with one could stand for the session's, or for one that was compared with the message.
    private static bool IsRouting(string header) =>
        header.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase) && !Same(header, SessionHeader) && !header.AsSpan().ContainsAnyExcept(Plain);

    private sealed class RequestPolicy(HttpUpstream owner) : IPooledObjectPolicy<UpstreamRequest>
    {
        public UpstreamRequest Create() => new(owner._requests);

        public bool Return(UpstreamRequest obj) => true;
    }
}
