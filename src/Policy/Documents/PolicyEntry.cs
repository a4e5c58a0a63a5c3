namespace Catalog.Policy.Documents;

/// <summary>What a document says of one tool, or of the tools that a glob matches. An entry of nothing but a name lists the tool.</summary>
public sealed record PolicyEntry
{
    /// <summary>The upstream's name of the tool, compared exactly; a <c>*</c> in it makes it a glob, and <c>*</c> alone adds rules and lists nothing.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the entry's rules are enforced or only recorded; null for the document's own mode.</summary>
    public PolicyMode? Mode { get; init; }

    /// <summary>Which arguments a call may carry; null and <see cref="ArgumentChecking.Any"/> leave the document's own answer.</summary>
    public ArgumentChecking? Arguments { get; init; }

    /// <summary>Conditions that must all hold.</summary>
    public IReadOnlyList<PolicyRule> Require { get; init; } = [];

    /// <summary>Conditions that deny when all of a rule hold.</summary>
    public IReadOnlyList<PolicyRule> DenyIf { get; init; } = [];

    /// <summary>Totals that a call draws on.</summary>
    public IReadOnlyList<PolicyLimit> Limits { get; init; } = [];

    /// <summary>When a call waits for a person; null for never.</summary>
    public PolicyApproval? Approval { get; init; }
}
