namespace Catalog.Core.Crawls;

/// <summary>How one crawl went. Its items are read page by page: <see cref="ICrawlLedger.ListItemsAsync"/>.</summary>
public sealed record CrawlRun
{
    /// <summary>Its number; a later run has a higher one.</summary>
    public required long Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it is not finished.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Servers that were fetched, read and stored.</summary>
    public int Stored { get; init; }

    /// <summary>Servers that were as before.</summary>
    public int Unchanged { get; init; }

    /// <summary>What was read and held no tools.</summary>
    public int NoTools { get; init; }

    /// <summary>Servers and sources that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Tools added, changed or removed.</summary>
    public int Changed { get; init; }

    /// <summary>Changes at which a person should look.</summary>
    public int Marked { get; init; }

    /// <summary>Tools that it read with poisoned text of medium or high severity.</summary>
    public int Suspect { get; init; }

    /// <summary>True where the catalog was empty when it began: what it found is where the catalog starts.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>All of its items.</summary>
    public int Items => Stored + Unchanged + NoTools + Failed;
}
