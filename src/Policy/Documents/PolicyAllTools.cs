namespace Catalog.Policy.Documents;

/// <summary>The rules that every call is bound by.</summary>
public sealed record PolicyAllTools
{
    /// <summary>Conditions that must all hold (＋).</summary>
    public IReadOnlyList<PolicyRule> Require { get; init; } = [];

    /// <summary>Conditions that deny when all of a rule hold (＋).</summary>
    public IReadOnlyList<PolicyRule> DenyIf { get; init; } = [];

    /// <summary>Totals that every call draws on.</summary>
    public IReadOnlyList<PolicyLimit> Limits { get; init; } = [];
}
