using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <summary>Opens links to the one upstream, by whichever way it is reached.</summary>
internal sealed class LinkFactory(IServiceProvider services, GatewayOptions options, TimeProvider clock, ILoggerFactory loggers)
{
    public IUpstreamLink Open(ILinkEvents events) => options.Upstream is null
        ? new ProcessLink(options, events, clock, loggers.CreateLogger<ProcessLink>())
        : new HttpLink(services.GetRequiredService<HttpUpstream>(), options, events, clock, loggers.CreateLogger<HttpLink>());
}
