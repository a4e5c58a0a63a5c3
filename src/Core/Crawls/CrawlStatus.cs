namespace Catalog.Core.Crawls;

/// <summary>How one item of a crawl ended.</summary>
public enum CrawlStatus
{
    /// <summary>Fetched, read and stored.</summary>
    Stored,

    /// <summary>The same as last time; nothing was fetched anew.</summary>
    Unchanged,

    /// <summary>Fetched and read, and no tools were found: not an MCP server, or one that defines none in this artefact. Nothing was stored.</summary>
    NoTools,

    /// <summary>Not to be had or not to be read; the reason says why. What was stored before stays.</summary>
    Failed,
}
