using Catalog.Core.Crawls;

namespace Catalog.Crawler.Pipeline;

/// <summary>Something on its way through the stages, with the lease under which it is worked on.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Lease">The entry of the queue that it belongs to.</param>
/// <param name="Item">The thing itself.</param>
internal sealed record Leased<T>(CrawlLease Lease, T Item)
    where T : class;
