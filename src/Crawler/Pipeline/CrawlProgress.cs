using Catalog.Core.Crawls;

namespace Catalog.Crawler.Pipeline;

/// <summary>One step of a crawl.</summary>
public sealed record CrawlProgress
{
    /// <summary>What was begun or, for <see cref="CrawlStep.Finished"/>, ended.</summary>
    public required CrawlStep Step { get; init; }

    /// <summary>The reference that it is about.</summary>
    public required string Reference { get; init; }

    /// <summary>How many entries ended in an earlier time; 0 for every step but <see cref="CrawlStep.Resumed"/>.</summary>
    public int Done { get; init; }

    /// <summary>How it ended; null for every other step.</summary>
    public CrawlItem? Item { get; init; }
}
