namespace Catalog.Core.Decisions;

/// <summary>What was found in the answer of a forwarded message, by name and number; never the text itself.</summary>
public sealed record DecisionFinding
{
    /// <summary>The name of what was looked for: a form of secrets, <c>hidden-text</c>, or a pattern of the operator's.</summary>
    public required string Rule { get; init; }

    /// <summary>How often it was found, 1 or more.</summary>
    public required int Count { get; init; }
}
