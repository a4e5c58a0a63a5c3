using System.Collections.Concurrent;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Metering;

/// <summary>What is counted of one server. Series are looked up by what a call says and kept, so that counting allocates nothing.</summary>
internal sealed class LaneMetrics(GatewayMetrics metrics, PinBook? pins, GatewayOptions options)
{
    private const string Other = RuleKinds.Other;
    private const int MostTools = 1000;

    private readonly string _transport = options.Upstream is null ? "pipe" : "tcp";
    private readonly ConcurrentDictionary<OperationKey, HistogramCell> _served = new();
    private readonly ConcurrentDictionary<OperationKey, HistogramCell> _asked = new();
    private readonly ConcurrentDictionary<(DecisionKind Kind, string Rule), CounterCell> _decisions = new();
    private readonly ConcurrentDictionary<string, string> _tools = new(StringComparer.Ordinal);
    private readonly HistogramCell _decided = metrics.Decided.Cell((GatewayMetrics.ServerLabel, options.ServerId));
    private readonly CounterCell[] _draws = [.. Enum.GetValues<ReservationStatus>().Select(s => metrics.Draws.Cell((GatewayMetrics.ServerLabel, options.ServerId), ("result", s.ToString().ToLowerInvariant())))];
    private int _up = -1;

    /// <summary>Whether the last request was answered; null while none was sent.</summary>
    public bool? IsUp => Volatile.Read(ref _up) switch { < 0 => null, 0 => false, _ => true };

    /// <summary>A request was decided, or refused.</summary>
    /// <param name="kind">What became of it.</param>
    /// <param name="rule">The rule as the log names it; null for none.</param>
    public void Decided(DecisionKind kind, string? rule)
    {
        var key = (kind, RuleKinds.Of(rule));
        if (!_decisions.TryGetValue(key, out var cell))
        {
            cell = _decisions.GetOrAdd(key, metrics.Decisions.Cell((GatewayMetrics.ServerLabel, options.ServerId), ("decision", kind.ToString().ToLowerInvariant()), ("rule", key.Item2)));
        }

        cell.Add(1);
    }

    /// <summary>How long the gateway took to decide a request.</summary>
    public void Took(TimeSpan time) => _decided.Record(time);

    /// <summary>A visitor was not let in.</summary>
    /// <param name="rule">Why, as the log names it.</param>
    public void NotLetIn(string rule) => metrics.GrantRefusals.Cell((GatewayMetrics.ServerLabel, options.ServerId), ("reason", RuleKinds.Of(rule))).Add(1);

    public void Drew(ReservationStatus status, int count)
    {
        if (count > 0)
        {
            _draws[(int)status].Add(count);
        }
    }

    public void Found(IReadOnlyList<DecisionFinding> findings)
    {
        foreach (var finding in findings)
        {
            metrics.Findings.Cell((GatewayMetrics.ServerLabel, options.ServerId), ("finding", finding.Rule)).Add(finding.Count);
        }
    }

    /// <summary>A request was answered, by whomever.</summary>
    public void Served(Envelope message, ToolShelf tools, string? version, string? error, TimeSpan time)
    {
        var key = KeyOf(message, tools, version, error);
        if (!_served.TryGetValue(key, out var cell))
        {
            cell = _served.GetOrAdd(key, Make(metrics.Served, key, "tcp"));
        }

        cell.Record(time);
    }

    /// <summary>The server answered, or did not.</summary>
    /// <param name="message">The request.</param>
    /// <param name="tools">What is known of the server's tools.</param>
    /// <param name="version">The version of the protocol; null where it is not known.</param>
    /// <param name="error">How it failed; null where it did not.</param>
    /// <param name="isUp">Whether the server is there by this; null where nothing can be told.</param>
    /// <param name="time">From the decision on.</param>
    public void Asked(Envelope message, ToolShelf tools, string? version, string? error, bool? isUp, TimeSpan time)
    {
        if (isUp is { } up)
        {
            Volatile.Write(ref _up, up ? 1 : 0);
        }

        var key = KeyOf(message, tools, version, error);
        if (!_asked.TryGetValue(key, out var cell))
        {
            cell = _asked.GetOrAdd(key, Make(metrics.Asked, key, _transport));
        }

        cell.Record(time);
    }

    /// <summary>Method and tool as labels; no tool for other methods.</summary>
    public (string Method, string? Tool) LabelsOf(Envelope message, ToolShelf tools)
    {
        var key = KeyOf(message, tools, null, null);
        return (key.Method, key.Tool);
    }

    // INVARIANT: every part is out of a set that callers cannot make larger.
    private OperationKey KeyOf(Envelope message, ToolShelf tools, string? version, string? error) => new(
        Methods.IsKnown(message.Method!) || options.ExtraMethods.Contains(message.Method!, StringComparer.Ordinal) ? message.Method! : Other,
        message.IsToolCall ? ToolOf(message.Name!, tools) : null,
        error,
        ProtocolVersions.KnownOrNull(version ?? message.MetaVersion));

    private string ToolOf(string name, ToolShelf tools)
    {
        if (_tools.TryGetValue(name, out var known))
        {
            return known;
        }

        // A name that the server itself listed, now or in an earlier run.
        return (tools.Tools?.ContainsKey(name) == true || pins?.FindOrNull(name) is not null) && _tools.Count < MostTools ? _tools.GetOrAdd(name, name) : Other;
    }

    private HistogramCell Make(HistogramFamily family, OperationKey key, string transport) => family.Cell(
        (GatewayMetrics.ServerLabel, options.ServerId), ("mcp.method.name", key.Method), ("gen_ai.tool.name", key.Tool), ("error.type", key.Error),
        ("mcp.protocol.version", key.Version), ("network.transport", transport));
}
