using Catalog.Core.Catalogs;

namespace Catalog.Crawler.Pipeline;

/// <summary>A listing whose tools are classified, on its way to the store.</summary>
/// <param name="Fetched">What was fetched.</param>
/// <param name="Updates">What to store; empty where no tools were found.</param>
/// <param name="Reading">What it was read from.</param>
internal sealed record JudgedListing(FetchedListing Fetched, IReadOnlyList<ServerUpdate> Updates, SourceReading Reading);
