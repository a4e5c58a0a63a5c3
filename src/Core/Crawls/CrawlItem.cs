namespace Catalog.Core.Crawls;

/// <summary>How one server, or one source that lists servers, fared in a crawl.</summary>
public sealed record CrawlItem
{
    /// <summary>The reference as <see cref="Sources.SourceReference"/> writes it.</summary>
    public required string Reference { get; init; }

    /// <summary>The server's key; null where it was never known.</summary>
    public string? Server { get; init; }

    /// <summary>How it ended.</summary>
    public required CrawlStatus Status { get; init; }

    /// <summary>Tools offered now.</summary>
    public int Tools { get; init; }

    /// <summary>Tools added, changed or removed.</summary>
    public int Changed { get; init; }

    /// <summary>Changes at which a person should look.</summary>
    public int Marked { get; init; }

    /// <summary>Tools with poisoned text of medium or high severity.</summary>
    public int Suspect { get; init; }

    /// <summary>Why it failed or what was passed over, one sentence; null where all went well.</summary>
    public string? Reason { get; init; }
}
