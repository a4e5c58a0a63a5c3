namespace Catalog.Policy.Exporting;

/// <summary>Rules for a client.</summary>
public sealed record ClientRules
{
    /// <summary>Where the text belongs, a path in words of the client (<c>.claude/settings.json</c>).</summary>
    public required string File { get; init; }

    /// <summary>The text, ending in a line feed.</summary>
    public required string Text { get; init; }

    /// <summary>What the client cannot express, and what was done instead, a sentence each; never empty.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
