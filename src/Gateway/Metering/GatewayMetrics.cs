using System.Diagnostics.Metrics;

namespace Catalog.Gateway.Metering;

/// <summary>All that a gateway counts, over all its servers: the instruments, and beside them what the page of metrics shows.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    public const string MeterName = Tracing.GatewayTelemetry.MeterName;
    public const string ServerLabel = "toolrisk.server";

    // Those that the conventions for MCP give for operations.
    private static readonly double[] Operations = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

    // The gateway's own share of a call is far below the first of them.
    private static readonly double[] Deciding = [0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1, 10, 60];

    private readonly Meter _meter = new(MeterName);

    public GatewayMetrics()
    {
        Served = new HistogramFamily(_meter, "mcp.server.operation.duration", "From the arrival of a request to its answer, as the gateway's clients see it", Operations);
        Asked = new HistogramFamily(_meter, "mcp.client.operation.duration", "From the decision to the end of the server's answer", Operations);
        Decided = new HistogramFamily(_meter, "toolrisk.gateway.decision.duration", "The gateway's own time until a request was decided, waiting for people included", Deciding);
        Decisions = new CounterFamily(_meter, "toolrisk.gateway.decisions", "{decision}", "What became of requests, by the kind of rule that decided");
        GrantRefusals = new CounterFamily(_meter, "toolrisk.gateway.grant.refusals", "{request}", "Requests without a grant, or with one that is not good here");
        Draws = new CounterFamily(_meter, "toolrisk.gateway.limit.draws", "{draw}", "Draws on the totals behind limits");
        Findings = new CounterFamily(_meter, "toolrisk.gateway.scan.findings", "{finding}", "What was found in answers of servers");
    }

    public HistogramFamily Served { get; }

    public HistogramFamily Asked { get; }

    public HistogramFamily Decided { get; }

    public CounterFamily Decisions { get; }

    public CounterFamily GrantRefusals { get; }

    public CounterFamily Draws { get; }

    public CounterFamily Findings { get; }

    public IReadOnlyList<HistogramFamily> Histograms => [Served, Asked, Decided];

    public IReadOnlyList<CounterFamily> Counters => [Decisions, GrantRefusals, Draws, Findings];

    /// <summary>Shows gauges to whoever listens to the instruments.</summary>
    /// <param name="gauges">The last reading, by the gauge's name.</param>
    public void Show(Func<string, IEnumerable<GaugeReading>> gauges)
    {
        foreach (var gauge in GaugeKind.All)
        {
            _meter.CreateObservableGauge(gauge.Name, () => gauges(gauge.Name).Select(static r => new Measurement<long>(r.Value, r.Tags)), gauge.Unit, gauge.Description);
        }
    }

    public void Dispose() => _meter.Dispose();
}
