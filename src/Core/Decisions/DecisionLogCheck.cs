namespace Catalog.Core.Decisions;

/// <summary>What a check of a decision log found.</summary>
public sealed record DecisionLogCheck
{
    /// <summary>How many entries were checked and are as they were written, up to the first fault.</summary>
    public required long Entries { get; init; }

    /// <summary>How many entries were removed from the log's beginning when it was old enough; no fault.</summary>
    public long Removed { get; init; }

    /// <summary>How many entries were written by a version that chained none; they cannot be checked.</summary>
    public long Unchained { get; init; }

    /// <summary>The hash of the last entry that was checked, 64 hexadecimal digits: who notes it elsewhere knows later whether anything before it was changed. Null for an empty log.</summary>
    public string? Head { get; init; }

    /// <summary>What is wrong and where, of the first place where something is; null where nothing is.</summary>
    public string? Fault { get; init; }
}
