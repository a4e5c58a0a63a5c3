using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Maps <c>/mcp</c> to all servers as one. Its parts are those of a lane, so that its door asks the same questions; where a lane has a link
/// to its server, this has the lanes.
/// </summary>
internal sealed class AggregateEndpoint : IHostedService, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationToken _ending;
    private readonly bool _isOn;
    private int _disposed;

    public AggregateEndpoint(IServiceProvider host, IReadOnlyList<Type> shared, AggregatePlan plan, GatewayOptions options, IHostApplicationLifetime lifetime)
    {
        (_ending, _isOn, Options) = (lifetime.ApplicationStopping, plan.IsOn, options);
        var services = new ServiceCollection();
        foreach (var type in shared)
        {
            foreach (var part in host.GetServices(type))
            {
                services.AddSingleton(type, part!);
            }
        }

        services.AddSingleton(host.GetRequiredService<ILoggerFactory>());
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(host.GetRequiredService<LaneSet>());
        services.AddSingleton(options).AddSingleton(plan);
        services.AddDoor();
        services.RemoveAll<IExchangeStep>().AddSingleton<IExchangeStep, ScopeStep>().AddSingleton<IExchangeStep, ElicitationStep>().AddSingleton<IExchangeStep, AggregateStep>();
        services.AddSingleton<CursorSeal>().AddSingleton<InputRounds>().AddSingleton<ParkedCalls>().AddSingleton<PagesRequired>().AddSingleton<InputParking>()
            .AddSingleton<AggregateAnswers>().AddSingleton<AggregateHearing>().AddSingleton<AggregateCrossing>().AddSingleton<AggregateRelay>().AddSingleton<AggregateDesk>().AddSingleton<IHttpLane, AggregateLane>();
        _services = services.BuildServiceProvider();
    }

    /// <summary>What it is as one of the servers that the gateway offers; the id stands for all.</summary>
    public GatewayOptions Options { get; }

    /// <summary>Its own parts; null where it is off.</summary>
    public IServiceProvider? PartsOrNull => _isOn ? _services : null;

    /// <summary>What serves its requests.</summary>
    public HttpDownstream Downstream => _services.GetRequiredService<HttpDownstream>();

    public void Map(IEndpointRouteBuilder routes)
    {
        if (!_isOn)
        {
            return;
        }

        var downstream = _services.GetRequiredService<HttpDownstream>();
        routes.MapPost(LaneEndpoint.Root, downstream.PostAsync);
        routes.MapGet(LaneEndpoint.Root, context => StreamAsync(context, downstream));
        routes.MapDelete(LaneEndpoint.Root, downstream.DeleteAsync);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _services.GetServices<IHostedService>())
        {
            await part.StartAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        foreach (var part in _services.GetServices<IHostedService>())
        {
            await part.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private async Task StreamAsync(HttpContext context, HttpDownstream downstream)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending);
        context.RequestAborted = either.Token;
        try
        {
            await downstream.GetAsync(context);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody waits for the rest.
        }
    }
}
