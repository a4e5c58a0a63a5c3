using Catalog.Core.Crawls;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The end of one entry of the queue that waits to be stored. A caller may leave while it waits; once it is begun the caller hears how it ended.</summary>
/// <param name="lease">The entry.</param>
/// <param name="finding">What came of it.</param>
/// <param name="updates">Its updates, prepared.</param>
/// <param name="caller">By which the caller leaves.</param>
internal sealed class WaitingFinish(CrawlLease lease, CrawlFinding finding, IReadOnlyList<PreparedUpdate> updates, CancellationToken caller)
{
    private readonly TaskCompletionSource<IReadOnlyList<CrawlItem>?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public CrawlLease Lease => lease;

    public CrawlFinding Finding => finding;

    public IReadOnlyList<PreparedUpdate> Updates => updates;

    /// <summary>By which the caller leaves.</summary>
    public CancellationToken Caller => caller;

    /// <summary>How it ended: the items, null where the entry was no longer the worker's.</summary>
    public Task<IReadOnlyList<CrawlItem>?> End => _end.Task;

    /// <summary>Takes it up; false where its caller has left.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Lets the caller go, if it was not taken up.</summary>
    public void Leave()
    {
        if (TryBegin())
        {
            _end.TrySetCanceled(caller);
        }
    }

    /// <summary>Tells the caller that it is stored.</summary>
    public void Complete(IReadOnlyList<CrawlItem>? items) => _end.TrySetResult(items);

    /// <summary>Tells the caller that nothing of it is stored.</summary>
    public void Fail(Exception failure) => _ = failure is OperationCanceledException ? _end.TrySetCanceled(caller) : _end.TrySetException(failure);
}
