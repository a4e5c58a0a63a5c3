using Catalog.Core.Crawls;
using Catalog.Core.Servers;

namespace Catalog.Crawler.Pipeline;

/// <summary>What one stage made of a listing: something for the next stage, or the end of it.</summary>
/// <typeparam name="T">What the next stage takes.</typeparam>
/// <param name="Next">For the next stage; null where it ended.</param>
/// <param name="Ended">How it ended; empty where it goes on.</param>
internal sealed record ListingOutcome<T>(T? Next, IReadOnlyList<CrawlItem> Ended)
    where T : class
{
    /// <summary>Servers that their source did not have; empty where it ended otherwise.</summary>
    public IReadOnlyList<ServerKey> Missing { get; init; } = [];

    /// <summary>It goes on.</summary>
    public static ListingOutcome<T> GoesOn(T next) => new(next, []);

    /// <summary>It ended, and nothing of it was stored.</summary>
    public static ListingOutcome<T> Failed(string reference, string? server, string reason) =>
        new(null, [new CrawlItem { Reference = reference, Server = server, Status = CrawlStatus.Failed, Reason = reason }]);
}
