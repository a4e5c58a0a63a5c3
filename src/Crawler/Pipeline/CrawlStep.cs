namespace Catalog.Crawler.Pipeline;

/// <summary>What a crawl does with one server, in this order. A step that is not needed is left out.</summary>
public enum CrawlStep
{
    /// <summary>An unfinished crawl is gone on with; said once, before all others.</summary>
    Resumed,

    /// <summary>A source named it, and it is its turn.</summary>
    Listed,

    /// <summary>Its content is fetched: something goes over the network, or is read from a disk for the first time.</summary>
    Fetching,

    /// <summary>Its source is read.</summary>
    Extracting,

    /// <summary>It is run and asked.</summary>
    Asking,

    /// <summary>It ended; once for each server, and once for each source that failed.</summary>
    Finished,
}
