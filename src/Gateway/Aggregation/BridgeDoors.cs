using System.Collections.Concurrent;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Lets clients of one era in front of a server of the other: the parts that stand for all servers stand for this one alone, under its own names.
/// </summary>
internal sealed class BridgeDoors(IServiceProvider host, IReadOnlyList<Type> shared, AggregatePlan plan, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, AggregateEndpoint> _doors = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _opening = new(1, 1);

    /// <summary>The endpoint for a client that the server would not understand; null where messages are handed on as they are.</summary>
    public async ValueTask<HttpDownstream?> FindOrNullAsync(Lane lane, HttpRequest request)
    {
        var isModern = Methods.IsModern(request.Headers[HttpUpstream.VersionHeader].ToString());
        if (lane.Options.Era == UpstreamEra.Any || isModern == (lane.Options.Era == UpstreamEra.Modern))
        {
            return null;
        }

        return (_doors.TryGetValue(lane.Name, out var open) ? open : await OpenAsync(lane.Options)).Downstream;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var door in _doors.Values)
        {
            await door.DisposeAsync();
        }
    }

    public void Dispose() => _opening.Dispose();

    private async Task<AggregateEndpoint> OpenAsync(GatewayOptions options)
    {
        await _opening.WaitAsync();
        try
        {
            if (_doors.TryGetValue(options.ServerId, out var open))
            {
                return open;
            }

            var door = new AggregateEndpoint(
                host,
                shared,
                plan with { IsOn = true, Only = options.ServerId },
                new GatewayOptions
                {
                    ServerId = options.ServerId,
                    PolicyFile = "",
                    PolicyName = options.PolicyName,
                    MaxMessageBytes = options.MaxMessageBytes,
                    MaxDepth = options.MaxDepth,
                    SessionIdle = options.SessionIdle,
                },
                lifetime);
            await door.StartAsync(CancellationToken.None);
            return _doors[options.ServerId] = door;
        }
        finally
        {
            _opening.Release();
        }
    }
}
