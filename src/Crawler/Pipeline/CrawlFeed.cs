using System.Collections.Immutable;
using System.Threading.Channels;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>Lists the sources of one run into the queue, and at the same time takes its servers out of it, as many as are worked on.</summary>
internal sealed class CrawlFeed(
    ICrawlQueue queue,
    ICrawlLedger ledger,
    SourceListing listing,
    CrawlBoundary boundary,
    CrawlEnding ending,
    TimeProvider time,
    int ahead,
    CancellationToken cancellationToken)
{
    // A page of a source is one write; fewer wait while the source is slow, for they are added before it is waited for.
    private const int Page = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The servers of a run, leased, until none is left.</summary>
    /// <param name="run">The run.</param>
    /// <param name="worker">Whose they are.</param>
    /// <param name="anew">True to leave out what is known of them.</param>
    /// <param name="waits">True to wait for what other workers have, and take it over where they end.</param>
    public async IAsyncEnumerable<Leased<DueListing>> ServersAsync(long run, string worker, bool anew, bool waits)
    {
        var sources = ListAllAsync(run, worker, waits);
        var added = _added.Reader.ReadAsync(cancellationToken).AsTask();
        try
        {
            while (true)
            {
                var isListed = sources.IsCompleted;
                var leases = await queue.LeaseAsync(run, CrawlWork.Server, worker, ahead, LeaseKeeping.Time, cancellationToken);
                var known = anew || leases.Count == 0
                    ? ImmutableDictionary<string, FetchRecord>.Empty
                    : await ledger.FindFetchesAsync([.. leases.Select(static lease => WebAddress.ShownSource(lease.Listing!.Reference))], cancellationToken);
                foreach (var lease in leases)
                {
                    yield return new Leased<DueListing>(lease, new DueListing(lease.Listing!, known.GetValueOrDefault(WebAddress.ShownSource(lease.Listing!.Reference))));
                }

                if (leases.Count > 0)
                {
                    continue;
                }

                if (!isListed)
                {
                    await Task.WhenAny(sources, added);
                    added = added.IsCompleted ? _added.Reader.ReadAsync(cancellationToken).AsTask() : added;
                }
                else if (sources.IsFaulted || !waits || await queue.CountAsync(run, worker, cancellationToken) is { Sources: 0, Waiting: 0, Elsewhere: 0 })
                {
                    break;
                }
                else
                {
                    await WaitAsync(run);
                }
            }
        }
        finally
        {
            await sources;
        }
    }

    /// <summary>Waits a moment for other workers, and takes back what those of this machine had that are gone.</summary>
    private async Task WaitAsync(long run)
    {
        await Task.Delay(Pause, time, cancellationToken);
        var lost = WorkerNames.Lost(await queue.ListWorkersAsync(run, cancellationToken));
        if (lost.Count > 0)
        {
            await queue.GiveBackAsync(lost, areLost: true, cancellationToken);
        }
    }

    private async Task ListAllAsync(long run, string worker, bool waits)
    {
        while (true)
        {
            if (await queue.LeaseAsync(run, CrawlWork.Source, worker, 1, LeaseKeeping.Time, cancellationToken) is [var lease])
            {
                await ListAsync(lease);
            }
            else if (!waits || (await queue.CountAsync(run, worker, cancellationToken)).Sources == 0)
            {
                return;
            }
            else
            {
                await WaitAsync(run);
            }
        }
    }

    private async Task ListAsync(CrawlLease lease)
    {
        if (!SourceReference.TryParse(lease.Reference, out var reference, out var error))
        {
            var unread = CrawlFinding.Of(new CrawlItem { Reference = lease.Reference, Status = CrawlStatus.Failed, Reason = error });
            await ending.EndAsync(lease, unread with { Source = new SourceListed(lease.Reference, error) });
            return;
        }

        var failed = new List<CrawlItem>();
        var gone = new List<ServerKey>();
        var page = new List<(ServerListing Listing, string Shown)>();
        await using var entries = listing.ListAsync(reference, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = boundary.NextAsync(entries, reference);
            if (page.Count >= Page || !next.IsCompleted)
            {
                await AddAsync(lease.Run, page);
            }

            if (await next is not { } entry)
            {
                break;
            }

            if (entry.Listing is null)
            {
                gone.AddRange(entry.Gone is { } key ? [key] : Array.Empty<ServerKey>());
                failed.Add(new CrawlItem { Reference = entry.Reference, Status = CrawlStatus.Failed, Reason = entry.Problem });
            }
            else
            {
                page.Add((entry.Listing, WebAddress.ShownSource(entry.Listing.Reference)));
            }
        }

        await AddAsync(lease.Run, page);
        var shown = WebAddress.ShownSource(reference);

        // Of what a list names one may be wrong without a harm to the list.
        await ending.EndAsync(lease, CrawlFinding.Of(failed) with { Gone = gone, Source = new SourceListed(shown, failed.FirstOrDefault(item => item.Reference == shown)?.Reason) });
    }

    private async Task AddAsync(long run, List<(ServerListing Listing, string Shown)> page)
    {
        if (page.Count > 0)
        {
            await queue.AddAsync(run, page, cancellationToken);
            page.Clear();
            _added.Writer.TryWrite(true);
        }
    }
}
