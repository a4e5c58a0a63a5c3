namespace Catalog.Core.Crawls;

/// <summary>What is to be done with an entry of the queue.</summary>
public enum CrawlWork
{
    /// <summary>A source is to be listed; what it names is added to the queue.</summary>
    Source,

    /// <summary>A server is to be fetched, read, classified and stored.</summary>
    Server,
}
