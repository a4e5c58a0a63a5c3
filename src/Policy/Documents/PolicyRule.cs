namespace Catalog.Policy.Documents;

/// <summary>One rule of <c>require</c> or <c>deny_if</c>.</summary>
public sealed record PolicyRule
{
    /// <summary>The conditions, of which all must hold; none hold always.</summary>
    public IReadOnlyList<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>What the agent is told when the rule denies; null for a sentence that names the rule.</summary>
    public string? OnDeny { get; init; }
}
