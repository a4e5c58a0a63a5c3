using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals.Webhooks;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Tokens;
using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Configuration;

/// <summary>A gateway of many upstreams, checked: what <c>gateway.yaml</c> asks for.</summary>
public sealed record GatewayPlan
{
    /// <summary>The file that it was read from, which is watched; null for none.</summary>
    public string? File { get; init; }

    /// <summary>The bytes of <see cref="File"/> as they were read; a change is what differs from them.</summary>
    internal byte[] Source { get; init; } = [];

    /// <summary>The stored secrets that <see cref="File"/> names; a change of one is a change of the plan.</summary>
    internal IReadOnlyCollection<string> SecretNames { get; init; } = [];

    /// <summary>Which state of them it was read with.</summary>
    internal string SecretMarks { get; init; } = "";

    /// <summary>Where it listens; at least one.</summary>
    public required IReadOnlyList<Listener> Listeners { get; init; }

    /// <summary>An upstream each, with unlike server ids of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required IReadOnlyList<GatewayOptions> Upstreams { get; init; }

    /// <summary>The policy documents: name to whole path.</summary>
    public required IReadOnlyDictionary<string, string> Policies { get; init; }

    /// <summary>Grants that the file declares; they are good beside those of the store.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Variables of the environment that hold secrets of the gateway's own: no server that it starts is given them.</summary>
    public IReadOnlyList<string> WithheldVariables { get; init; } = [];

    /// <summary>Whose access tokens are taken beside grants; null for nobody's.</summary>
    public OAuthPlan? OAuth { get; init; }

    /// <summary>The whole path of the store of grants, counters, approvals and decisions; null for the default.</summary>
    public string? Store { get; init; }

    /// <summary>The address of the Redis server that counts limits, <c>redis://…</c>; null for <see cref="Store"/>. It may hold a password.</summary>
    public string? CounterStore { get; init; }

    /// <summary>How the decision log is kept.</summary>
    public DecisionLogOptions Log { get; init; } = new();

    /// <summary>Whether it is a gateway of one server by options: that one stands at <c>/mcp</c> itself.</summary>
    internal bool IsSingle { get; init; }

    /// <summary>How what the gateway counts is shown.</summary>
    /// <value>Not at all.</value>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Where traces and metrics are sent.</summary>
    /// <value>Nowhere, unless the standard variables of OpenTelemetry say so.</value>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>How all servers stand together at <c>/mcp</c>.</summary>
    public AggregatePlan Aggregate { get; init; } = new();

    /// <summary>Under which address people open the pages of approvals, without a path; null for that of the first listener.</summary>
    public Uri? ApprovalPage { get; init; }

    /// <summary>Where requests for approval are announced; null for nowhere.</summary>
    public WebhookOptions? ApprovalWebhook { get; init; }

    /// <summary>How many sessions a grant may open in an hour, over all servers.</summary>
    /// <value>60.</value>
    public int SessionsPerHour { get; init; } = 60;

    /// <summary>How many requests of a grant may be under way, over all servers.</summary>
    /// <value>256.</value>
    public int ConcurrentCalls { get; init; } = 256;

    /// <summary>How many messages of any kind a grant may send in any minute, over all servers; null for as many as it likes.</summary>
    /// <value>None.</value>
    public int? RequestsPerMinute { get; init; }

    /// <summary>What connections of all listeners together may take.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>Bytes of the longest message of any upstream.</summary>
    /// <value>8 MB.</value>
    public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long calls under way may take to finish when the gateway ends, or when a reload takes their server away.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);
}
