using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Listening;

/// <summary>How every listener of the gateway handles its connections.</summary>
internal static class KestrelTuning
{
    /// <summary>
    /// A request is read, decided and sent on by the thread that received it, and so is its answer: each hand-over to another thread costs
    /// more than the decision. The relay never blocks a thread for long, which is what this asks of it.
    /// </summary>
    public static IWebHostBuilder UseTunedKestrel(this IWebHostBuilder host, ConnectionLimits limits)
    {
        // Lines end in CRLF: where a proxy and the server disagree on it, one request becomes two.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);
        var seats = new ConnectionSeats(limits.Connections);
        return host
            .UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.RequestHeadersTimeout = limits.Receive;
                kestrel.Limits.KeepAliveTimeout = limits.Idle;
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => seats.ServeAsync(connection, next)));
            })
            .UseSockets(static sockets =>
            {
                sockets.UnsafePreferInlineScheduling = true;
                sockets.CreateBoundListenSocket = VanishedPeers.Listen;
                // What nobody has looked at yet. A call that arrives before the one before it is put away waits for its reader, who says how long it is:
                // until then it comes by small blocks.
                sockets.MaxReadBufferSize = BlockPool.UnreadBytes;
            })
            .ConfigureServices(static services => services.AddSingleton<IMemoryPoolFactory<byte>, BlockPools>());
    }
}
