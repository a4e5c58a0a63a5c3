using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>A server whose turn it is.</summary>
/// <param name="Listing">The server.</param>
/// <param name="Known">Its last successful fetch; null for none, and to fetch and read anew.</param>
internal sealed record DueListing(ServerListing Listing, FetchRecord? Known);
