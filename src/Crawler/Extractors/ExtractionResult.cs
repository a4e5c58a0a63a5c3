using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors;

/// <summary>What a snapshot holds.</summary>
public sealed record ExtractionResult
{
    /// <summary>The servers found, ordinal by folder, the whole snapshot first; empty where it defines no tools.</summary>
    public required IReadOnlyList<ExtractedServer> Servers { get; init; }

    /// <summary>What could not be read, a sentence each, for example a worker that ran out of time; empty where all was read.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What a reader should know of what was read, a sentence each, for example that a package only forwards to a remote server; nothing failed. Empty for most.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What <see cref="SnapshotFolder.Explain"/> asked for: one for each server that has the tool, or one for the file; empty where nothing was asked.</summary>
    public IReadOnlyList<ExtractionExplanation> Explanations { get; init; } = [];
}
