using System.Threading.Channels;
using Catalog.Core.Crawls;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>
/// Stores what came of entries of the queue, several in one transaction: most of what a server costs the database is its statements, and they take many rows as well as few.
/// The first after a pause is stored at once; of those that come after it, what ends within a moment shares the next transaction. What stores no server waits for nobody.
/// Where one of them fails all are undone, and each is done again in a transaction of its own.
/// </summary>
internal sealed class PostgresFinishing(PostgresDatabase database, TimeProvider time)
{
    private const int Together = 64;

    // From one transaction to the next, where nobody who waits for it is held up: the crawl goes on with other servers.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly Channel<bool> _hurry = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _begun = long.MinValue;
    private readonly LinkedList<WaitingFinish> _waiting = [];
    private bool _isRunning;

    /// <summary>Stores the end of an entry in its turn.</summary>
    /// <returns>The items; null where the entry was no longer the worker's, and nothing is stored.</returns>
    public async Task<IReadOnlyList<CrawlItem>?> FinishAsync(CrawlLease lease, CrawlFinding finding, CancellationToken cancellationToken)
    {
        var item = new WaitingFinish(lease, finding, [.. finding.Updates.Select(PreparedUpdate.Of)], cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _waiting.AddLast(item);
            if (item.Updates.Count == 0 || _waiting.Count >= Together)
            {
                _hurry.Writer.TryWrite(true);
            }

            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        await using var leaving = cancellationToken.UnsafeRegister(static waiting => ((WaitingFinish)waiting!).Leave(), item);
        return await item.End;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await GatherAsync();
            var group = Take();
            if (group is null)
            {
                return;
            }

            _begun = TimeProvider.System.GetTimestamp();

            if (group.Count > 0 && (group.Count == 1 || !await TryTogetherAsync(group)))
            {
                foreach (var item in group)
                {
                    await AloneAsync(item);
                }
            }
        }
    }

    /// <summary>Waits until it is time for the next transaction, or enough are there for it, or one that is to wait for nobody.</summary>
    private async Task GatherAsync()
    {
        // By the machine's own clock: it is a pace, and no moment that anybody is told.
        var since = _begun == long.MinValue ? Pace : TimeProvider.System.GetElapsedTime(_begun);
        if (since < Pace)
        {
            using var pace = new CancellationTokenSource(Pace - since);
            try
            {
                await _hurry.Reader.ReadAsync(pace.Token);
            }
            catch (OperationCanceledException)
            {
                // It is time.
            }
        }
    }

    /// <summary>The next that can share a transaction: those of one run that store no server twice. Null where none waits, and then nobody is running any more.</summary>
    private List<WaitingFinish>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var group = new List<WaitingFinish>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            for (var at = _waiting.First; at is not null && group.Count < Together;)
            {
                var (next, item) = (at.Next, at.Value);
                var isFit = group.Count == 0 || (item.Lease.Run == group[0].Lease.Run && item.Updates.All(update => !keys.Contains(update.Key)));
                if (isFit)
                {
                    _waiting.Remove(at);
                    if (item.TryBegin())
                    {
                        group.Add(item);
                        keys.UnionWith(item.Updates.Select(static update => update.Key));
                    }
                }

                at = next;
            }

            return group;
        }
    }

    private async Task<bool> TryTogetherAsync(List<WaitingFinish> group)
    {
        try
        {
            await StoreAsync(group);
            return true;
        }
        catch (Exception)
        {
            // A boundary: whatever it was, each hears of its own failure when it is done alone.
            return false;
        }
    }

    private async Task AloneAsync(WaitingFinish item)
    {
        try
        {
            await StoreAsync([item]);
        }
        catch (Exception e)
        {
            // A boundary: a failure is its caller's to hear of, and must not end the turn of all others.
            item.Fail(e);
        }
    }

    private async Task StoreAsync(IReadOnlyList<WaitingFinish> group)
    {
        using var stop = new CancellationTokenSource();
        var here = group.Count;
        var leavings = group.Select(item => item.Caller.UnsafeRegister(_ => StopIfAllLeft(), null)).ToList();
        try
        {
            var ends = await database.WriteAsync(session => FinishedEntries.StoreAsync(session, group, time.GetUtcNow()), stop.Token);
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Complete(ends[i]);
            }
        }
        finally
        {
            leavings.ForEach(static leaving => leaving.Dispose());
        }

        void StopIfAllLeft()
        {
            if (Interlocked.Decrement(ref here) == 0)
            {
                stop.Cancel();
            }
        }
    }
}
