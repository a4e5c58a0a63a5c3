namespace Catalog.Core.Crawls;

/// <summary>When a source was last listed, by any crawl of this catalog.</summary>
public sealed record SourceRecord
{
    /// <summary>The source, as it is shown: without secrets.</summary>
    public required string Reference { get; init; }

    /// <summary>When a crawl last asked it.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>When it was last listed to its end; null where it never was.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>What was wrong the last time, one sentence: it was not listed to its end, or what it names itself could not be read; null where all went well.</summary>
    public string? Problem { get; init; }
}
