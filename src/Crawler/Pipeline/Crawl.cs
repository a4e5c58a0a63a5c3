using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Pipeline;

/// <summary>Works on runs: what each stage does with a server, beginning with its lease and ending with what is stored of it.</summary>
internal sealed class Crawl(
    CrawlerOptions options,
    SourceListing listing,
    SnapshotFetching fetching,
    SnapshotReading reading,
    Storing storing,
    ICrawlQueue queue,
    ICrawlLedger ledger,
    TimeProvider time,
    ILogger<Crawl> logger) : ICrawl
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<CrawlRun> RunAsync(IReadOnlyList<SourceReference> references, CrawlOptions crawl, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        var plan = new CrawlPlan { References = [.. references.Select(static reference => reference.ToString()).Distinct(StringComparer.Ordinal)], Introspect = crawl.Introspect, Anew = crawl.Anew };
        var run = await queue.JoinAsync(plan, cancellationToken);
        if (run.Done > 0)
        {
            progress.Report(new CrawlProgress { Step = CrawlStep.Resumed, Reference = "", Done = run.Done });
        }

        await queue.GiveBackAsync(WorkerNames.Lost(await queue.ListWorkersAsync(run.Id, cancellationToken)), areLost: true, cancellationToken);
        while (true)
        {
            await WorkAsync(run.Id, crawl, waits: true, progress, cancellationToken);
            if (await queue.TryEndAsync(run.Id, cancellationToken) is { } ended)
            {
                return ended;
            }
        }
    }

    public async Task HelpAsync(CrawlOptions crawl, bool untilEmpty, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await queue.FindWaitingOrNullAsync(crawl.Introspect, cancellationToken) is { } run)
            {
                await WorkAsync(run.Id, crawl with { Anew = run.Anew }, waits: false, progress, cancellationToken);
                await queue.TryEndAsync(run.Id, cancellationToken);
            }
            else if (untilEmpty)
            {
                return;
            }
            else
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task WorkAsync(long run, CrawlOptions crawl, bool waits, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        var worker = WorkerNames.Create();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stages = new CrawlStages(options.Fetches, options.Parallelism, stop);
        await using var keeping = new LeaseKeeping(queue, worker, time, logger, cancellationToken);
        var ending = new CrawlEnding(queue, progress, logger, stop.Token);
        var boundary = new CrawlBoundary(logger, ending, stop.Token);
        var feed = new CrawlFeed(queue, ledger, listing, boundary, ending, time, options.Fetches, stop.Token);
        try
        {
            await stages.RunAsync(
                feed.ServersAsync(run, worker, crawl.Anew, waits),
                one => boundary.RunAsync(one.Lease, one.Item.Listing, async () => await ending.NextAsync(one.Lease, await FetchAsync(one.Item, crawl, progress, stop.Token))),
                one => boundary.RunAsync(one.Lease, one.Item.Listing, async () => await ending.NextAsync(one.Lease, await ReadAsync(one.Item, crawl, progress, stop.Token))),
                one => boundary.RunAsync<JudgedListing>(one.Lease, one.Item.Fetched.Listing, async () => await storing.JudgeAsync(one.Item, stop.Token)),
                one => boundary.RunAsync<JudgedListing>(one.Lease, one.Item.Fetched.Listing, async () =>
                {
                    await ending.EndAsync(one.Lease, Storing.FindingOf(one.Item));
                    return one.Item;
                }));
        }
        catch
        {
            await TryGiveBackAsync(worker);
            throw;
        }
    }

    /// <summary>Lets others have at once what this worker does not get to.</summary>
    private async Task TryGiveBackAsync(string worker)
    {
        try
        {
            await queue.GiveBackAsync([worker], areLost: false, CancellationToken.None);
        }
        catch (StoreException)
        {
            // Perhaps what stopped it; the leases lapse by themselves.
        }
    }

    private async Task<ListingOutcome<FetchedListing>> FetchAsync(DueListing one, CrawlOptions crawl, IProgress<CrawlProgress> progress, CancellationToken cancellationToken)
    {
        var reference = WebAddress.ShownSource(one.Listing.Reference);
        Report(progress, CrawlStep.Listed, reference);
        return await fetching.FetchAsync(one.Listing, one.Known, crawl, step => Report(progress, step, reference), cancellationToken);
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
