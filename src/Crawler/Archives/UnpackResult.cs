namespace Catalog.Crawler.Archives;

/// <summary>What unpacking came to.</summary>
internal sealed record UnpackResult
{
    /// <summary>Why nothing of it is used, one sentence; null where it was unpacked whole.</summary>
    public string? Refusal { get; init; }

    /// <summary>SHA-256 over names and contents of all files, in ordinal order; the same files give the same hash however they were packed. Empty where refused.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>How many files were written.</summary>
    public int Files { get; init; }

    /// <summary>How many symbolic links were passed over.</summary>
    public int SkippedLinks { get; init; }
}
