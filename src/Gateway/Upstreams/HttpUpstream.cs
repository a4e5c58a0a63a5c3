using System.Net.Http.Headers;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>The upstream behind an address: what of a caller's headers it sees, and how a failure reads.</summary>
internal sealed class HttpUpstream : IDisposable
{
    public const string SessionHeader = "Mcp-Session-Id";
    public const string VersionHeader = "MCP-Protocol-Version";

    // Nothing that the caller proves itself with, and nothing that says where the caller is.
    private static readonly string[] Forwarded = ["Accept", VersionHeader, "Last-Event-ID", "traceparent", "tracestate", "baggage"];

    private readonly HttpMessageInvoker _invoker;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _clock;

    public HttpUpstream(GatewayOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxResponseHeadersLength = 64,
        });
    }

    /// <summary>The address without user and query, for messages.</summary>
    public string Name => _options.Upstream!.GetLeftPart(UriPartial.Path);

    public HttpRequestMessage Request(HttpMethod method, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(method, _options.Upstream!);
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in _options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Whether a caller's header goes upstream as it is; the session's id is mapped and so is none of them.</summary>
    public static bool IsForwarded(string header) =>
        Forwarded.Contains(header, StringComparer.OrdinalIgnoreCase)
        || (header.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase) && !header.Equals(SessionHeader, StringComparison.OrdinalIgnoreCase));

    /// <summary>Sends a request and waits for the head of the answer.</summary>
    public async Task<UpstreamReply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.UpstreamTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await _invoker.SendAsync(request, either.Token);
            return new UpstreamReply(response, null, Sent: true);
        }
        catch (HttpRequestException failure)
        {
            return new UpstreamReply(null, Sentence(failure), Sent: !NothingWasSent(failure.HttpRequestError));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new UpstreamReply(null, $"The server `{_options.ServerId}` did not begin its answer in {_options.UpstreamTimeout.TotalSeconds:0} seconds: try again later", Sent: true);
        }
    }

    /// <summary>The whole body of an answer.</summary>
    /// <exception cref="IOException">The connection broke, or the body is longer than allowed.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken);
        var length = content.Headers.ContentLength ?? 0;
        if (length > _options.MaxAnswerBytes)
        {
            throw new IOException($"the answer is longer than {_options.MaxAnswerBytes} bytes");
        }

        var buffer = new byte[Math.Max(4096, (int)length + 1)];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                if (filled > _options.MaxAnswerBytes)
                {
                    throw new IOException($"the answer is longer than {_options.MaxAnswerBytes} bytes");
                }

                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                return buffer.AsMemory(0, filled);
            }

            filled += read;
        }
    }

    public SseReader Events(Stream stream) => new(stream, _options.MaxAnswerBytes);

    /// <summary>What a caller is told of an answer that is no MCP message; null where the status may be handed on.</summary>
    public string? RefusalOrNull(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 or 403 => $"The server `{_options.ServerId}` asks for credentials that the gateway does not have: tell its operator",
        >= 300 and < 400 => $"The server `{_options.ServerId}` answered with a redirection, which the gateway does not follow: give the gateway the final address",
        _ => null,
    };

    public string Lost(Exception failure) => $"The server `{_options.ServerId}` broke off while it was working on this request: {failure.Message.TrimEnd('.')}";

    public void Dispose() => _invoker.Dispose();

    private string Sentence(HttpRequestException failure) => NothingWasSent(failure.HttpRequestError)
        ? $"The server `{_options.ServerId}` cannot be reached at {Name}: start it, then repeat the call"
        : $"The server `{_options.ServerId}` broke off while it was working on this request: {failure.Message.TrimEnd('.')}";

    private static bool NothingWasSent(HttpRequestError error) => error
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
