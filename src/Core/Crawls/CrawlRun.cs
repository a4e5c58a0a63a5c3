namespace Catalog.Core.Crawls;

/// <summary>How one crawl went.</summary>
public sealed record CrawlRun
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How each server or source fared, in the order in which they ended.</summary>
    public required IReadOnlyList<CrawlItem> Items { get; init; }
}
