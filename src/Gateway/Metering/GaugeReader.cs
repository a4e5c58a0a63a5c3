using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Administration;
using Catalog.Gateway.Downstreams;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Metering;

/// <summary>Reads what goes up and down, when somebody asks.</summary>
internal sealed class GaugeReader
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly ServedServers _servers;
    private readonly IApprovalStore _approvals;
    private readonly IDecisionLog _log;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private IReadOnlyList<GaugeReading> _last = [];
    private Task<IReadOnlyList<GaugeReading>>? _reading;
    private long _readAt;

    public GaugeReader(ServedServers servers, IApprovalStore approvals, IDecisionLog log, GatewayMetrics metrics, TimeProvider clock)
    {
        (_servers, _approvals, _log, _clock) = (servers, approvals, log, clock);
        metrics.Show(name =>
        {
            // Whoever listens to instruments cannot wait: it gets the last reading, and the next one is begun.
            _ = ReadAsync();
            return Volatile.Read(ref _last).Where(r => r.Kind.Name == name);
        });
    }

    public Task<IReadOnlyList<GaugeReading>> ReadAsync()
    {
        lock (_gate)
        {
            if (_reading is null || (_reading.IsCompleted && _clock.GetElapsedTime(_readAt) >= GoodFor))
            {
                _readAt = _clock.GetTimestamp();
                _reading = LookAsync();
            }

            return _reading;
        }
    }

    private async Task<IReadOnlyList<GaugeReading>> LookAsync()
    {
        var state = _log.State;
        var read = new List<GaugeReading> { new(GaugeKind.Queue, state.Waiting), new(GaugeKind.LogFailing, state.IsFailing ? 1 : 0) };
        foreach (var (options, parts) in _servers.Now())
        {
            var server = new KeyValuePair<string, object?>(GatewayMetrics.ServerLabel, options.ServerId);
            read.Add(new GaugeReading(GaugeKind.Sessions, parts.GetRequiredService<HttpSessions>().Count, server));
            if (parts.GetRequiredService<LaneMetrics>().IsUp is { } up)
            {
                read.Add(new GaugeReading(GaugeKind.Up, up ? 1 : 0, server));
            }
        }

        try
        {
            read.Add(new GaugeReading(GaugeKind.Waiting, (await _approvals.ListAsync(pendingOnly: true, CancellationToken.None)).Count));
        }
        catch (StoreException)
        {
            // Not known now; that the store is out of order `/readyz` tells.
        }

        Volatile.Write(ref _last, read);
        return read;
    }
}
