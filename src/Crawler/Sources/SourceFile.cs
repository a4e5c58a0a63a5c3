namespace Catalog.Crawler.Sources;

/// <summary>A file that lists what to crawl, as <see cref="SourceFileReader"/> reads it.</summary>
public sealed record SourceFile
{
    /// <summary>Its entries in their order; those with errors are left out.</summary>
    public required IReadOnlyList<SourceFileEntry> Entries { get; init; }

    /// <summary>Everything that is wrong with it, by line; empty where it can be used.</summary>
    public required IReadOnlyList<SourceFileError> Errors { get; init; }
}
