using Catalog.Core.Sources;

namespace Catalog.Core.Crawls;

/// <summary>An entry of the queue that is one worker's for a time.</summary>
public sealed record CrawlLease
{
    /// <summary>The entry.</summary>
    public required long Entry { get; init; }

    /// <summary>Its run.</summary>
    public required long Run { get; init; }

    /// <summary>What is to be done.</summary>
    public required CrawlWork Work { get; init; }

    /// <summary>The reference of the source or the server, as <see cref="SourceReference"/> writes it.</summary>
    public required string Reference { get; init; }

    /// <summary>The server; null for a source.</summary>
    public ServerListing? Listing { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Worker { get; init; }

    /// <summary>How many times it was leased, this one counted. A lease of an earlier time stores nothing any more.</summary>
    public required int Attempt { get; init; }
}
