using System.Text.Json.Serialization;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Replaying;

/// <summary>Calls that a policy would decide otherwise than they were decided.</summary>
public sealed record ReplayDifference
{
    /// <summary>The gateway's id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The method; null where the log has none.</summary>
    public string? Method { get; init; }

    /// <summary>The tool, the prompt or the address of the resource; null where the log does not hold it.</summary>
    public string? Tool { get; init; }

    /// <summary>The caller's grant; null where none was known.</summary>
    public string? Grant { get; init; }

    /// <summary>What was decided. A call that a person approved or denied counts as <see cref="DecisionKind.Pending"/>: the policy asked.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DecisionKind>))]
    public required DecisionKind Was { get; init; }

    /// <summary>The rule that decided it; null for a call that passed.</summary>
    public string? WasRule { get; init; }

    /// <summary>What would be decided.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DecisionKind>))]
    public required DecisionKind Now { get; init; }

    /// <summary>The rule that would decide it; null for a call that would pass.</summary>
    public string? NowRule { get; init; }

    /// <summary>How many calls; at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The first of them.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>The last of them.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>The id of an entry of the log; null where none has one.</summary>
    public string? Example { get; init; }
}
