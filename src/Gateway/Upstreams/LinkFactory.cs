using Catalog.Gateway.Scanning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <summary>Opens links to the one upstream, by whichever way it is reached.</summary>
internal sealed class LinkFactory(IServiceProvider services, GatewayOptions options, TimeProvider clock, ILoggerFactory loggers)
{
    // One for all sessions: a server that cannot start is not started by each of them.
    private readonly StartBackoff _backoff = new(clock);

    public IUpstreamLink Open(ILinkEvents lane)
    {
        var answers = services.GetRequiredService<AnswerGate>();
        var events = answers.LooksThrough ? new LookedThrough(lane, answers) : lane;
        return options.Upstream is null
            ? new ProcessLink(options, events, _backoff, services.GetRequiredService<WithheldVariables>(), clock, loggers.CreateLogger<ProcessLink>())
            : new HttpLink(services.GetRequiredService<HttpUpstream>(), options, events, clock, loggers.CreateLogger<HttpLink>());
    }
}
