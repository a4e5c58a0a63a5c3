using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Pipeline;

/// <summary>What came of one listing.</summary>
public sealed record SourceReading
{
    /// <summary>The reference that was read.</summary>
    public required string Reference { get; init; }

    /// <summary>Why nothing could be read, one sentence; null where it could, even where there are no tools.</summary>
    public string? Problem { get; init; }

    /// <summary>The servers found; empty where nothing in it defines tools.</summary>
    public IReadOnlyList<ReadServer> Servers { get; init; } = [];

    /// <summary>False where a part of the source could not be read, so that what is missing here may be there: it is read again next time.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What <see cref="CrawlOptions.Explain"/> asked for; empty where nothing was asked.</summary>
    public IReadOnlyList<ExtractionExplanation> Explanations { get; init; } = [];

    /// <summary>What was passed over in reading, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
