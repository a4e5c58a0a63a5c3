namespace Catalog.Crawler.Extractors.Explaining;

/// <summary>How one tool was found, or why nothing was found in one file.</summary>
public sealed record ExtractionExplanation
{
    /// <summary>The tool's name, or the file's path inside the snapshot.</summary>
    public required string Subject { get; init; }

    /// <summary>The folder of the tool's server; null for the whole snapshot, and for files.</summary>
    public string? Server { get; init; }

    /// <summary>True where there is such a tool or file.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What was decided, in the order in which a reader asks: where it is registered, how that is reached, then part by part.</summary>
    public required IReadOnlyList<ExplainedPart> Parts { get; init; }
}
