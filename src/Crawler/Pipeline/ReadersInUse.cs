using Catalog.Crawler.Extractors;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Pipeline;

/// <summary>Names all that has a say in which definitions a snapshot comes to, so that a new version of any of it reads an unchanged snapshot again. The classifier is none of it: what it says of stored definitions is judged again without a reading.</summary>
internal sealed class ReadersInUse(ISnapshotExtraction extraction)
{
    private const string Classifier = " classifier:";

    /// <summary>The text for the ledger.</summary>
    public string Describe(ISnapshotFetcher fetcher, CrawlOptions options) =>
        $"{fetcher.Id}@{fetcher.Version} {extraction.ReadBy}{(options.Introspect ? " asked" : "")}";

    /// <summary>Whether a text of the ledger names the same readers. Earlier versions named their classifier too, which is no reason to read all again.</summary>
    public static bool AreSame(string stored, string now)
    {
        var start = stored.IndexOf(Classifier, StringComparison.Ordinal);
        var end = start < 0 ? -1 : stored.IndexOf(' ', start + 1);
        return string.Equals(start < 0 ? stored : stored[..start] + (end < 0 ? "" : stored[end..]), now, StringComparison.Ordinal);
    }
}
