using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Core.Crawls;

/// <summary>What came of one entry of the queue: stored together with its end, or not at all.</summary>
public sealed record CrawlFinding
{
    /// <summary>What to store; no two of one server.</summary>
    public IReadOnlyList<ServerUpdate> Updates { get; init; } = [];

    /// <summary>Servers that were found unchanged.</summary>
    public IReadOnlyList<ServerKey> Unchanged { get; init; } = [];

    /// <summary>Servers, or repositories with all servers of their folders, that their source says are not there any more.</summary>
    public IReadOnlyList<ServerKey> Gone { get; init; } = [];

    /// <summary>Servers, or repositories with all servers of their folders, that their source did not have this time. One answer proves nothing: see <see cref="Patience"/>.</summary>
    public IReadOnlyList<ServerKey> Missing { get; init; } = [];

    /// <summary>After how long of being <see cref="Missing"/>, and not there in between, a server is gone: so long that two nights have to say so.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromHours(12);

    /// <summary>The fetch, to be noted in place of the one before; null where it is to be fetched again next time.</summary>
    public FetchRecord? Fetch { get; init; }

    /// <summary>How the listing ended, where the entry was a source; null for a server.</summary>
    public SourceListed? Source { get; init; }

    /// <summary>How each server fared, said by the outcomes of <see cref="Updates"/> in their order. May be asked more than once, and only computes.</summary>
    public required Func<IReadOnlyList<UpdateOutcome>, IReadOnlyList<CrawlItem>> Items { get; init; }

    /// <summary>A finding that stores nothing.</summary>
    public static CrawlFinding Of(params IReadOnlyList<CrawlItem> items) => new() { Items = _ => items };
}
