using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Pipeline;

/// <summary>One crawl: what each stage does with a server, and the run that comes of it.</summary>
internal sealed class Crawl(
    CrawlerOptions options,
    SourceListing listing,
    SnapshotFetching fetching,
    SnapshotReading reading,
    Storing storing,
    ICatalogWriter catalog,
    ICrawlLedger ledger,
    TimeProvider time,
    ILogger<Crawl> logger) : ICrawl
{
    public async Task<CrawlRun> RunAsync(IReadOnlyList<SourceReference> references, CrawlOptions crawl, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var items = new ConcurrentQueue<CrawlItem>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stages = new CrawlStages(options.Fetches, options.Parallelism, stop);
        var boundary = new CrawlBoundary(logger, End, stop.Token);
        await stages.RunAsync(
            ListAsync(references, boundary, End, progress, stop.Token),
            one => StepAsync(boundary, one, End, () => FetchAsync(one, crawl, progress, stop.Token)),
            fetched => StepAsync(boundary, fetched.Listing, End, () => ReadAsync(fetched, crawl, progress, stop.Token)),
            read => boundary.RunAsync(read.Fetched.Listing, () => storing.JudgeAsync(read, stop.Token)),
            async judged =>
            {
                foreach (var item in await boundary.RunAsync(judged.Fetched.Listing, () => storing.StoreAsync(judged, stop.Token)) ?? [])
                {
                    End(item);
                }
            });

        var run = new CrawlRun { StartedAt = startedAt, FinishedAt = time.GetUtcNow(), Items = [.. items] };
        await ledger.RecordRunAsync(run, cancellationToken);
        return run;

        void End(CrawlItem item)
        {
            items.Enqueue(item);
            progress.Report(new CrawlProgress { Step = CrawlStep.Finished, Reference = item.Reference, Item = item });
        }
    }

    private async IAsyncEnumerable<ServerListing> ListAsync(
        IReadOnlyList<SourceReference> references,
        CrawlBoundary boundary,
        Action<CrawlItem> end,
        IProgress<CrawlProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<(ServerKey Server, string Reference)>();
        foreach (var reference in references)
        {
            await using var entries = listing.ListAsync(reference, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await boundary.NextAsync(entries, reference) is { } entry)
            {
                if (entry.Listing is null)
                {
                    end(new CrawlItem { Reference = entry.Reference, Status = CrawlStatus.Failed, Reason = entry.Problem });
                }
                else if (seen.Add((entry.Listing.Server, WebAddress.ShownSource(entry.Listing.Reference))))
                {
                    Report(progress, CrawlStep.Listed, entry.Reference);
                    yield return entry.Listing;
                }
            }
        }
    }

    private static async Task<T?> StepAsync<T>(CrawlBoundary boundary, ServerListing server, Action<CrawlItem> end, Func<Task<ListingOutcome<T>>> step)
        where T : class
    {
        var outcome = await boundary.RunAsync(server, step);
        foreach (var item in outcome?.Ended ?? [])
        {
            end(item);
        }

        return outcome?.Next;
    }

    private async Task<ListingOutcome<FetchedListing>> FetchAsync(ServerListing one, CrawlOptions crawl, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        var reference = WebAddress.ShownSource(one.Reference);
        var known = await ledger.FindFetchOrNullAsync(reference, cancellationToken);
        var outcome = await fetching.FetchAsync(one, crawl.Anew ? null : known, crawl, step => Report(progress, step, reference), cancellationToken);
        foreach (var item in outcome.Ended)
        {
            if (item.Status == CrawlStatus.Unchanged && ServerKey.TryParse(item.Server, out var key))
            {
                await catalog.TouchAsync(key, cancellationToken);
            }
        }

        return outcome;
    }

    private async Task<ListingOutcome<ReadListing>> ReadAsync(FetchedListing fetched, CrawlOptions crawl, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        using var content = fetched;
        var reference = WebAddress.ShownSource(fetched.Listing.Reference);
        var read = await reading.ReadAsync(fetched, crawl, step => Report(progress, step, reference), cancellationToken);
        return read.Problem is null
            ? ListingOutcome<ReadListing>.GoesOn(new ReadListing(fetched, read))
            : ListingOutcome<ReadListing>.Failed(reference, fetched.Listing.Server.Value, read.Problem);
    }

    private static void Report(IProgress<CrawlProgress> progress, CrawlStep step, string reference) =>
        progress.Report(new CrawlProgress { Step = step, Reference = reference });
}
