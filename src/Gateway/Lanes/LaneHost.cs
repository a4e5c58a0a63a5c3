using System.Net;
using System.Net.Security;
using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.Administration;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Approvals.Webhooks;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>Builds the host of a gateway of many upstreams.</summary>
internal static class LaneHost
{
    public static async Task<RunningGateway> StartAsync(GatewayPlan plan, Action<IServiceCollection> stores, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTunedKestrel(plan.Connections).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listen(kestrel, plan));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = plan.ShutdownGrace);
        stores(builder.Services);
        Register(builder.Services, plan);
        var app = builder.Build();
        var started = false;
        try
        {
            app.UseStrictFraming();
            app.Services.GetRequiredService<LaneEndpoint>().Map(app, plan.IsSingle ? plan.Upstreams[0].ServerId : null);
            app.Services.GetRequiredService<AggregateEndpoint>().Map(app);
            app.Services.GetRequiredService<ResourceMetadata>().Map(app);
            app.Services.GetRequiredService<ApprovalSite>().Map(app);
            app.Services.GetService<CallbackSite>()?.Map(app);
            app.Services.GetRequiredService<AdminSite>().Map(app);
            app.MapWatching();
            await GatewayHost.OpenStoresAsync(app.Services, cancellationToken);
            await app.Services.GetRequiredService<PlanInForce>().StartAsync(plan, cancellationToken);
            await app.StartAsync(cancellationToken);
            started = true;
        }
        finally
        {
            if (!started)
            {
                // What runs in the background ends as it does at any stop; torn down in its midst it would tell of a failure of its own.
                await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }
        }

        var running = new RunningGateway(app, LaneEndpoint.Root);
        app.Services.GetRequiredService<ApprovalPages>().Base = running.Endpoint.GetLeftPart(UriPartial.Authority);
        return running;
    }

    private static void Register(IServiceCollection services, GatewayPlan plan)
    {
        services.TryAddSingleton(TimeProvider.System);
        services
            .AddListening(plan.Listeners, new CallerLimits(plan.SessionsPerHour, plan.ConcurrentCalls, plan.RequestsPerMinute), plan.Connections)
            .AddApprovals(plan.ApprovalPage, plan.ApprovalWebhook)
            .AddSingleton<PolicyShelf>()
            .AddSingleton<IPolicySource>(static s => s.GetRequiredService<PolicyShelf>())
            .AddHostedService(static s => s.GetRequiredService<PolicyShelf>());
        var shared = LaneFactory.SharedOf(services);
        services
            .AddSingleton(s => new LaneFactory(s, shared))
            .AddSingleton<LaneSet>()
            .AddHostedService(static s => s.GetRequiredService<LaneSet>())
            .AddSingleton(s => new AggregateEndpoint(s, shared, plan.Aggregate, AggregateOptions(plan), s.GetRequiredService<IHostApplicationLifetime>()))
            .AddHostedService(static s => s.GetRequiredService<AggregateEndpoint>())
            .AddSingleton(s => new BridgeDoors(s, shared, plan.Aggregate, s.GetRequiredService<IHostApplicationLifetime>()))
            .AddHostedService(static s => s.GetRequiredService<BridgeDoors>())
            .AddAdministration(plan.Metrics, Served)
            .AddSingleton<ResourceMetadata>()
            .AddSingleton<StrangerDoor>()
            .AddSingleton<LaneEndpoint>()
            .AddSingleton<PlanInForce>();
        if (plan.File is { } file)
        {
            services.AddHostedService(s => new GatewayFileWatch(file, plan, s.GetRequiredService<PlanInForce>(), SecretsOf(s), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<GatewayFileWatch>>()));
        }
    }

    private static VaultSecrets SecretsOf(IServiceProvider services) =>
        new(services.GetRequiredService<ICredentialVault>(), services.GetServices<IStoreOpening>().FirstOrDefault(static store => store.Name == "gateway")?.Location);

    private static IEnumerable<(GatewayOptions Options, IServiceProvider Parts)> Served(IServiceProvider services)
    {
        foreach (var lane in services.GetRequiredService<LaneSet>().Lanes.Values)
        {
            yield return (lane.Options, lane.Services);
        }

        if (services.GetRequiredService<AggregateEndpoint>() is { PartsOrNull: { } parts, Options: var options })
        {
            yield return (options, parts);
        }
    }

    // Without a policy of its own: every call is decided by the policy of its server.
    private static GatewayOptions AggregateOptions(GatewayPlan plan) =>
        new()
        {
            ServerId = Visitors.AnyServer,
            PolicyFile = "",
            MaxMessageBytes = plan.MaxMessageBytes,
            MaxDepth = plan.Upstreams.Max(static u => u.MaxDepth),
            SessionIdle = plan.Upstreams.Max(static u => u.SessionIdle),
        };

    private static void Listen(KestrelServerOptions kestrel, GatewayPlan plan)
    {
        kestrel.Limits.MaxRequestBodySize = (long)plan.MaxMessageBytes + GatewayHost.DrainedBytes;
        var loggers = kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>();
        foreach (var listener in plan.Listeners)
        {
            var host = listener.Url.Host.Trim('[', ']');
            if (IPAddress.TryParse(host, out var address))
            {
                kestrel.Listen(address, listener.Url.Port, Secure);
            }
            else
            {
                // The reader lets no other name pass.
                kestrel.ListenLocalhost(listener.Url.Port, Secure);
            }

            void Secure(ListenOptions endpoint)
            {
                endpoint.Protocols = HttpProtocols.Http1;
                if (listener.CertificateFile is null)
                {
                    return;
                }

                var certificate = new ListenerCertificate(listener, loggers.CreateLogger<ListenerCertificate>());
                endpoint.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current }),
                });
            }
        }
    }
}
