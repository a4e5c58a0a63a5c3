namespace Catalog.Policy.Documents;

/// <summary>When a call waits for a person (＋).</summary>
public sealed record PolicyApproval
{
    /// <summary>The conditions, of which all must hold; none ask always.</summary>
    public IReadOnlyList<PolicyCondition> When { get; init; } = [];

    /// <summary>What the agent and the approver are told; null for a sentence that names the tool.</summary>
    public string? Message { get; init; }

    /// <summary>How long the request waits and an approval is good for, digits and <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, from 10s to 30d; null for 10 minutes.</summary>
    public string? Expires { get; init; }
}
