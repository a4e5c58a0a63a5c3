using System.Net;
using System.Reflection;

namespace Catalog.Crawler.Web;

/// <summary>Makes every HTTP client of the crawler: with a timeout, a size cap, a look at every address, redirects by rule, and repeats.</summary>
internal sealed class WebClients(TimeProvider time)
{
    private const long LargestBuffered = 32L << 20;
    private static readonly string Agent = $"catalog-crawler/{typeof(WebClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0"}";

    /// <summary>A client under rules; the caller disposes of it.</summary>
    public HttpClient Create(WebRules rules)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = new GuardedConnection(rules).OpenAsync,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 64,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var client = new HttpClient(new RetryHandler(new RedirectHandler(rules, new CapHandler(rules, sockets)), time), disposeHandler: true)
        {
            Timeout = rules.Timeout,
            MaxResponseContentBufferSize = Math.Min(rules.Bytes, LargestBuffered),
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        return client;
    }
}
