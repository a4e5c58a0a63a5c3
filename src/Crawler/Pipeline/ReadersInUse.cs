using Catalog.Core.Classifications;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Pipeline;

/// <summary>Names all that has a say in what a snapshot comes to, so that a new version of any of it reads an unchanged snapshot again.</summary>
internal sealed class ReadersInUse(ISnapshotExtraction extraction, IToolClassifier classifier)
{
    /// <summary>The text for the ledger.</summary>
    public string Describe(ISnapshotFetcher fetcher, CrawlOptions options) =>
        $"{fetcher.Id}@{fetcher.Version} {extraction.ReadBy} classifier:{classifier.Version}{(options.Introspect ? " asked" : "")}";
}
