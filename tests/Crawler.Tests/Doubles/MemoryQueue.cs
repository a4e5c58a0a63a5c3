using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>The work of crawls in memory; leases never lapse.</summary>
internal sealed class MemoryQueue(MemoryCatalog catalog, TimeProvider time) : ICrawlQueue
{
    private readonly Lock _gate = new();
    private readonly List<Run> _runs = [];
    private long _entries;

    public Task<QueuedRun> JoinAsync(CrawlPlan plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var run = _runs.Find(run => run.Ended is null && run.Plan.Key == plan.Key);
            if (run is null)
            {
                run = new Run(_runs.Count + 1, plan, time.GetUtcNow());
                run.Entries.AddRange(plan.References.Select(reference => new Entry(++_entries, CrawlWork.Source, reference, null)));
                _runs.Add(run);
            }

            return Task.FromResult(new QueuedRun(run.Id, plan.Anew, run.Entries.Count(static entry => entry.IsDone)));
        }
    }

    public Task<QueuedRun?> FindWaitingOrNullAsync(bool introspect, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var run = _runs.Find(run => run.Ended is null && run.Plan.Introspect == introspect && run.Entries.Exists(static entry => entry is { IsDone: false, Worker: null }));
            return Task.FromResult(run is null ? null : new QueuedRun(run.Id, run.Plan.Anew, 0));
        }
    }

    public Task<int> AddAsync(long run, IReadOnlyList<(ServerListing Listing, string Shown)> listings, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var entries = _runs[(int)run - 1].Entries;
            var added = listings.Where(item => !entries.Exists(entry => entry.Listing?.Server == item.Listing.Server && entry.Reference == item.Shown)).Distinct().ToList();
            entries.AddRange(added.Select(item => new Entry(++_entries, CrawlWork.Server, item.Shown, item.Listing)));
            return Task.FromResult(added.Count);
        }
    }

    public Task<IReadOnlyList<CrawlLease>> LeaseAsync(long run, CrawlWork work, string worker, int most, TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var free = _runs[(int)run - 1].Entries.Where(entry => entry is { IsDone: false, Worker: null } && entry.Work == work).Take(most).ToList();
            free.ForEach(entry => entry.Worker = worker);
            return Task.FromResult<IReadOnlyList<CrawlLease>>([.. free.Select(entry => new CrawlLease
            {
                Entry = entry.Id,
                Run = run,
                Work = work,
                Reference = entry.Reference,
                Listing = entry.Listing,
                Worker = worker,
                Attempt = 1,
            })]);
        }
    }

    public Task ExtendAsync(string worker, TimeSpan time, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<CrawlItem>?> FinishAsync(CrawlLease lease, CrawlFinding finding, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var entry = _runs[(int)lease.Run - 1].Entries.Single(entry => entry.Id == lease.Entry);
            if (entry.IsDone || entry.Worker != lease.Worker)
            {
                return Task.FromResult<IReadOnlyList<CrawlItem>?>(null);
            }

            var items = finding.Items([.. finding.Updates.Select(catalog.Store)]);
            entry.IsDone = true;
            foreach (var gone in finding.Gone)
            {
                catalog.Gone.Enqueue(gone);
            }

            foreach (var missing in finding.Missing)
            {
                catalog.Missing.Enqueue(missing);
            }

            foreach (var item in items)
            {
                catalog.Items.Enqueue((lease.Run, item));
            }

            if (finding.Source is { } listed)
            {
                catalog.Sources[listed.Reference] = listed;
            }

            foreach (var key in finding.Unchanged)
            {
                catalog.Touched.Enqueue(key);
            }

            return finding.Fetch is null
                ? Task.FromResult<IReadOnlyList<CrawlItem>?>(items)
                : catalog.RecordFetchAsync(finding.Fetch, cancellationToken).ContinueWith(_ => (IReadOnlyList<CrawlItem>?)items, TaskScheduler.Default);
        }
    }

    public Task GiveBackAsync(IReadOnlyList<string> workers, bool areLost, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var entry in _runs.SelectMany(static run => run.Entries).Where(entry => !entry.IsDone && workers.Contains(entry.Worker)))
            {
                entry.Worker = null;
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<string>> ListWorkersAsync(long run, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _runs[(int)run - 1].Entries.Where(static entry => !entry.IsDone).Select(static entry => entry.Worker).OfType<string>().Distinct()]);
        }
    }

    public Task<CrawlBacklog> CountAsync(long run, string worker, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var open = _runs[(int)run - 1].Entries.Where(static entry => !entry.IsDone).ToList();
            return Task.FromResult(new CrawlBacklog(
                open.Count(static entry => entry.Work == CrawlWork.Source),
                open.Count(static entry => entry is { Work: CrawlWork.Server, Worker: null }),
                open.Count(entry => entry.Work == CrawlWork.Server && entry.Worker is { } other && other != worker)));
        }
    }

    public Task<CrawlRun?> TryEndAsync(long run, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var open = _runs[(int)run - 1];
            if (open.Ended is null && open.Entries.TrueForAll(static entry => entry.IsDone))
            {
                int Of(CrawlStatus status) => catalog.Items.Count(item => item.Run == run && item.Item.Status == status);
                open.Ended = new CrawlRun
                {
                    Id = run,
                    StartedAt = open.StartedAt,
                    FinishedAt = time.GetUtcNow(),
                    Stored = Of(CrawlStatus.Stored),
                    Unchanged = Of(CrawlStatus.Unchanged),
                    NoTools = Of(CrawlStatus.NoTools),
                    Failed = Of(CrawlStatus.Failed),
                };
                catalog.Runs.Enqueue(open.Ended);
            }

            return Task.FromResult(open.Ended);
        }
    }

    private sealed class Run(long id, CrawlPlan plan, DateTimeOffset startedAt)
    {
        public long Id { get; } = id;

        public CrawlPlan Plan { get; } = plan;

        public DateTimeOffset StartedAt { get; } = startedAt;

        public List<Entry> Entries { get; } = [];

        public CrawlRun? Ended { get; set; }
    }

    private sealed class Entry(long id, CrawlWork work, string reference, ServerListing? listing)
    {
        public long Id { get; } = id;

        public CrawlWork Work { get; } = work;

        public string Reference { get; } = reference;

        public ServerListing? Listing { get; } = listing;

        public string? Worker { get; set; }

        public bool IsDone { get; set; }
    }
}
