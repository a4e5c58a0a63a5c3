using System.Runtime.CompilerServices;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Reads the servers of one source, one after the other, with no ledger and no store.</summary>
internal sealed class OneByOneReading(SourceListing listing, SnapshotFetching fetching, SnapshotReading reading) : ISourceReading
{
    public async IAsyncEnumerable<SourceReading> ReadAsync(SourceReference reference, CrawlOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in listing.ListAsync(reference, cancellationToken))
        {
            if (entry.Listing is null)
            {
                yield return new SourceReading { Reference = entry.Reference, Problem = entry.Problem };
                continue;
            }

            var outcome = await fetching.FetchAsync(entry.Listing, known: null, options, static _ => { }, cancellationToken);
            using var fetched = outcome.Next;
            yield return fetched is null
                ? new SourceReading { Reference = entry.Reference, Problem = outcome.Ended[0].Reason }
                : await reading.ReadAsync(fetched, options, static _ => { }, cancellationToken);
        }
    }
}
