using System.ComponentModel.DataAnnotations;
using Catalog.Core.Approvals;
using Catalog.Gateway.Administration;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Approvals.Webhooks;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Health;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Tokens;
using Catalog.Gateway.Tracing;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway;

/// <summary>How a host takes the gateway in.</summary>
public static class GatewayRegistration
{
    /// <summary>
    /// Registers a gateway. The host registers the stores beside it (grants, counters, approvals, approvers, decision log). The policy file is
    /// read when the host starts.
    /// </summary>
    /// <exception cref="ValidationException">An option is out of its range, or the upstream is not named exactly once.</exception>
    /// <exception cref="BadPolicyException">On start: the policy file has errors.</exception>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if ((options.Command.Count > 0) == (options.Upstream is not null))
        {
            throw new ValidationException("a gateway has one upstream: either a command or an address");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        // Without an address of its own the gateway stands in a host that listens it knows not where: everybody shows a grant then.
        var listener = new Listener
        {
            Url = options.Listen ?? new Uri("http://127.0.0.1"),
            RequireGrant = options.RequireGrant || options.Listen is null,
            AllowedHosts = options.AllowedHosts,
        };
        return services
            .AddListening([listener], new CallerLimits(options.SessionsPerHour, options.ConcurrentCalls, options.RequestsPerMinute), options.Connections)
            .AddApprovals(options.ApprovalPage, webhook: null)
            .AddAdministration(options.Metrics, s => [(options, s)])
            .AddPolicyFile(options)
            .AddLane(options);
    }

    /// <summary>What the listeners of a gateway share, of however many upstreams.</summary>
    internal static IServiceCollection AddListening(this IServiceCollection services, IReadOnlyList<Listener> listeners, CallerLimits limits, ConnectionLimits connections) => UnreadRequests.AddTo(services)
        .AddSingleton(new Doorway(listeners))
        .AddSingleton(limits)
        .AddSingleton<GatewayMetrics>()
        .AddSingleton(connections)
        .AddSingleton<SessionAllowance>()
        .AddSingleton<WithheldVariables>()
        .AddSingleton<OutgoingCalls>()
        .AddSingleton<TokenBook>()
        .AddSingleton<GrantBook>()
        .AddSingleton<GrantLeash>()
        .AddHostedService<GrantWatch>()
        .AddSingleton<CallAllowance>()
        .AddSingleton<RequestAllowance>();

    /// <summary>Where people decide, and how they hear of it.</summary>
    internal static IServiceCollection AddApprovals(this IServiceCollection services, Uri? page, WebhookOptions? webhook)
    {
        services
            .AddSingleton(new ApprovalPages { Public = page?.GetLeftPart(UriPartial.Authority) })
            .AddSingleton<ApproverSessions>()
            .AddSingleton<ApprovalNews>()
            .AddSingleton<ElicitationDesk>()
            .AddSingleton<CompletionWatch>()
            .AddHostedService(static s => s.GetRequiredService<CompletionWatch>())
            .AddSingleton<ApprovalSite>();
        if (webhook is null)
        {
            return services;
        }

        if (webhook.CallbackSecret is { } key)
        {
            services.AddSingleton(s => new SignedDecisions(key, s.GetRequiredService<TimeProvider>())).AddSingleton<WebhookDesk>().AddSingleton<CallbackSite>();
        }

        return services.AddHostedService(s => new WebhookSender(
            webhook, s.GetRequiredService<ApprovalNews>(), s.GetRequiredService<IApprovalStore>(), s.GetRequiredService<ApprovalPages>(), s.GetService<WebhookDesk>(),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<WebhookSender>>()));
    }

    /// <summary>What is for those who run the gateway: the admin page, metrics and health.</summary>
    internal static IServiceCollection AddAdministration(this IServiceCollection services, MetricsOptions metrics, Func<IServiceProvider, IEnumerable<(GatewayOptions Options, IServiceProvider Parts)>> servers) => services
        .AddSingleton(s => new ServedServers(() => servers(s)))
        .AddSingleton<AdminReader>()
        .AddSingleton<LogFeed>()
        .AddSingleton<AdminSite>()
        .AddSingleton(metrics)
        .AddSingleton<GaugeReader>()
        .AddSingleton<MetricsSite>()
        .AddSingleton<Readiness>()
        .AddSingleton<HealthSite>()
        .AddSingleton<MetricsListener>()
        .AddHostedService(static s => s.GetRequiredService<MetricsListener>());

    /// <summary>What one upstream has for itself.</summary>
    internal static IServiceCollection AddLane(this IServiceCollection services, GatewayOptions options) =>
        services.AddEnforcement().AddUpstream(options).AddDownstream();

    /// <summary>The door of an endpoint that has no upstream of its own.</summary>
    internal static IServiceCollection AddDoor(this IServiceCollection services) => services.AddEnforcement().AddDownstream();

    /// <summary>Maps the Streamable HTTP endpoint at <see cref="GatewayOptions.Path"/> and the approval page.</summary>
    public static IEndpointRouteBuilder MapGateway(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var options = routes.ServiceProvider.GetRequiredService<GatewayOptions>();
        var downstream = routes.ServiceProvider.GetRequiredService<HttpDownstream>();
        if (options.Listen is { Port: > 0 } listen)
        {
            routes.ServiceProvider.GetRequiredService<ApprovalPages>().Base = listen.GetLeftPart(UriPartial.Authority);
        }

        routes.MapPost(options.Path, downstream.PostAsync);
        var ending = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        routes.MapGet(options.Path, context => UntilAsync(context, downstream.GetAsync, ending));
        routes.MapDelete(options.Path, downstream.DeleteAsync);
        routes.ServiceProvider.GetRequiredService<ApprovalSite>().Map(routes);
        routes.ServiceProvider.GetRequiredService<AdminSite>().Map(routes);
        return routes.MapWatching();
    }

    /// <summary>Maps what the listeners of callers have for those who watch the gateway.</summary>
    internal static IEndpointRouteBuilder MapWatching(this IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<MetricsSite>().Map(routes, isOwn: false);
        routes.ServiceProvider.GetRequiredService<HealthSite>().Map(routes, isOwn: false);
        routes.ServiceProvider.GetRequiredService<UnservedRequests>().Map(routes);
        return routes;
    }

    // A client may hold such a stream open for as long as it runs: it would keep the end of the gateway waiting.
    private static async Task UntilAsync(HttpContext context, Func<HttpContext, Task> get, CancellationToken ending)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        context.RequestAborted = either.Token;
        try
        {
            await get(context);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody waits for the rest.
        }
    }

    // A host that brings policies of its own has no file.
    private static IServiceCollection AddPolicyFile(this IServiceCollection services, GatewayOptions options) => services.Any(static s => s.ServiceType == typeof(IPolicySource)) ? services : services
        .AddSingleton(s => new PolicyFileSource(
            options.PolicyFile, options.PolicyName, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<PolicyFileSource>>()))
        .AddSingleton<IPolicySource>(static s => s.GetRequiredService<PolicyFileSource>())
        .AddHostedService(static s => s.GetRequiredService<PolicyFileSource>());

    private static IServiceCollection AddEnforcement(this IServiceCollection services) => services
        .AddSingleton<PolicyAdvice>()
        .AddSingleton<IDecisionPoint, PolicyDecisions>()
        .AddSingleton<LaneMetrics>()
        .AddSingleton<LaneTracing>()
        .AddSingleton<DecisionJournal>()
        .AddSingleton<Continuations>()
        .AddSingleton<TaskLedger>()
        .AddSingleton(static s => new ToolShelf { Learnt = s.GetRequiredService<PolicyAdvice>().Look })
        .AddSingleton<PinOrigins>()
        .AddSingleton<PinBook>()
        .AddHostedService(static s => s.GetRequiredService<PinBook>())
        .AddSingleton<ContentScan>()
        .AddSingleton<AnswerGate>()
        .AddSingleton<EnforcementPoint>()
        .AddSingleton<IExchangeStep, ScopeStep>()
        .AddSingleton<IExchangeStep, ElicitationStep>()
        .AddSingleton<IExchangeStep, PinStep>()
        .AddSingleton<IExchangeStep>(static s => s.GetRequiredService<EnforcementPoint>())
        .AddSingleton<ExchangePipeline>();

    private static IServiceCollection AddUpstream(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton<LinkFactory>();
        if (options.OAuth is not null)
        {
            services.AddSingleton<IBearerTokens, UpstreamTokens>();
        }

        return options.Upstream is not null
            ? services.AddSingleton<HttpUpstream>().AddSingleton<IHttpLane, HttpUpstreamLane>()
            : services.AddSingleton<IHttpLane, ProcessLane>();
    }

    private static IServiceCollection AddDownstream(this IServiceCollection services) => services
        .AddSingleton<MessageIntake>()
        .AddSingleton<Visitors>()
        .AddSingleton<HttpSessions>()
        .AddHostedService(static s => s.GetRequiredService<HttpSessions>())
        .AddSingleton<HttpDownstream>();
}
