using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Catalog.Crawler.Web.Robots;

namespace Catalog.Crawler.Web;

/// <summary>Makes every HTTP client of the crawler: with a look at every address, size and time caps, redirects by rule, the manners that each host asks for, and repeats.</summary>
internal sealed class WebClients(CrawlerOptions options, HostStates hosts, WebTraffic traffic, TimeProvider time)
{
    private const long LargestBuffered = 32L << 20;
    private static readonly string Version = typeof(WebClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>A client under rules; the caller disposes of it.</summary>
    public HttpClient Create(WebRules rules)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = new GuardedConnection(rules, options.AllowPrivate).OpenAsync,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            MaxResponseHeadersLength = 64,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        var polite = new MannersHandler(rules, hosts, options, time, new CapHandler(rules, traffic, time, sockets));
        var client = new HttpClient(new RetryHandler(new RedirectHandler(rules, polite), rules, time), disposeHandler: true)
        {
            // Waiting for a limit may take long and is no failure; each answer has its own time.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Math.Min(rules.Bytes, LargestBuffered),
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(RobotsGate.Product, Version));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"(+{options.Contact})"));
        return client;
    }
}
