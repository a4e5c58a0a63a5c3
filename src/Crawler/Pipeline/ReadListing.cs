namespace Catalog.Crawler.Pipeline;

/// <summary>A listing that was read, on its way to being judged.</summary>
/// <param name="Fetched">What was fetched; its folders are gone by now.</param>
/// <param name="Reading">What was read in it.</param>
internal sealed record ReadListing(FetchedListing Fetched, SourceReading Reading);
