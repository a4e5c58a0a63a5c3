using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Bridging;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway;

/// <summary>Runs a gateway of its own, without any other host's configuration: nothing is read from the environment or from files beside it.</summary>
public static class GatewayHost
{
    /// <summary>
    /// Of a body that is too long, so much more is read and thrown away: a client that is still writing when the connection closes may lose the answer that tells it why.
    /// </summary>
    internal const int DrainedBytes = 1024 * 1024;

    /// <summary>Relays between a downstream on two streams and the upstream until the downstream closes its end.</summary>
    /// <param name="options">The gateway.</param>
    /// <param name="stores">Registers the stores, and logging.</param>
    /// <param name="input">Lines of the downstream.</param>
    /// <param name="output">Lines to the downstream; nothing else is written there.</param>
    /// <param name="cancellationToken">Ends the relay and the upstream.</param>
    /// <exception cref="StoreException">A store cannot be used.</exception>
    /// <exception cref="BadPolicyException">The policy file has errors.</exception>
    public static Task RunAsync(GatewayOptions options, Action<IServiceCollection> stores, Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Era == UpstreamEra.Any ? RunAsync(options, stores, static _ => { }, input, output, cancellationToken) : RunBridgedAsync(options, stores, input, output, cancellationToken);
    }

    /// <summary>As above; <paramref name="change"/> sees every registration, which is how tests take parts out.</summary>
    internal static async Task RunAsync(
        GatewayOptions options, Action<IServiceCollection> stores, Action<IServiceCollection> change, Stream input, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stores);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        stores(builder.Services);
        builder.Services.AddGateway(options);
        change(builder.Services);
        using var host = builder.Build();
        var services = host.Services;
        await OpenStoresAsync(services, cancellationToken);
        await host.StartAsync(cancellationToken);
        try
        {
            using var downstream = new StdioDownstream(
                input,
                output,
                Caller.Anonymous(options.PolicyName, HttpSessions.NewId()),
                services.GetRequiredService<ToolShelf>(),
                services.GetRequiredService<LinkFactory>().Open,
                services.GetRequiredService<MessageIntake>(),
                services.GetRequiredService<ExchangePipeline>(),
                services.GetRequiredService<EnforcementPoint>(),
                services.GetRequiredService<RequestAllowance>(),
                options,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<StdioDownstream>>());
            await downstream.RunAsync(cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts the HTTP listener of a gateway.</summary>
    /// <returns>The running gateway; disposing it ends sessions and upstreams.</returns>
    /// <exception cref="IOException">The address is in use.</exception>
    /// <exception cref="StoreException">A store cannot be used.</exception>
    /// <exception cref="BadPolicyException">The policy file has errors.</exception>
    public static async Task<RunningGateway> StartAsync(GatewayOptions options, Action<IServiceCollection> stores, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stores);
        if (options.Era != UpstreamEra.Any)
        {
            return await LaneHost.StartAsync(SinglePlan.Of(options), stores, cancellationToken);
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTunedKestrel(options.Connections).UseUrls(options.Listen?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0").ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = (long)options.MaxMessageBytes + DrainedBytes;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownGrace);
        stores(builder.Services);
        builder.Services.AddGateway(options);
        var app = builder.Build();
        var started = false;
        try
        {
            // Stores first: whatever uses one is made later, and so is disposed of before it.
            await OpenStoresAsync(app.Services, cancellationToken);
            app.UseStrictFraming();
            app.MapGateway();
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

        var running = new RunningGateway(app, options.Path);
        app.Services.GetRequiredService<ApprovalPages>().Base = running.Endpoint.GetLeftPart(UriPartial.Authority);
        return running;
    }

    /// <summary>Starts a gateway of many upstreams: each stands at <c>/mcp/</c> and its server id.</summary>
    /// <returns>The running gateway; disposing it ends sessions and upstreams.</returns>
    /// <exception cref="IOException">An address is in use, or a policy file cannot be read.</exception>
    /// <exception cref="StoreException">A store cannot be used.</exception>
    /// <exception cref="BadPolicyException">A policy file has errors.</exception>
    public static Task<RunningGateway> StartAsync(GatewayPlan plan, Action<IServiceCollection> stores, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(stores);
        return LaneHost.StartAsync(plan, stores, cancellationToken);
    }

    /// <summary>A client of lines whose server may speak the other era: it goes in by a listener of its own, which the bridge between the eras needs.</summary>
    private static async Task RunBridgedAsync(GatewayOptions options, Action<IServiceCollection> stores, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var (plan, token) = SinglePlan.OfLines(options);
        await using var running = await LaneHost.StartAsync(plan, stores, cancellationToken);
        await StdioBridge.RunAsync(running.Endpoint, token, static services => services.AddLogging(), input, output, cancellationToken);
    }

    /// <summary>Opens the stores, and looks whether decisions can be written down.</summary>
    /// <exception cref="StoreException">A store cannot be opened.</exception>
    internal static async Task OpenStoresAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        try
        {
            await services.GetRequiredService<IDecisionLog>().CheckAsync(cancellationToken);
        }
        catch (StoreException)
        {
            // The log has said why. A full disk is no reason to end: the gateway refuses until there is room, and goes on by itself.
        }
    }
}
