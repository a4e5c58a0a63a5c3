using Catalog.Core.Catalogs;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>Brings work on totals to the disk: what waits together shares a transaction, and the totals it touches are still meanwhile.</summary>
internal sealed class CounterPump(SqliteDatabase database, TotalTable totals, CounterOwner owner, TimeProvider time, Action<string> unavailable) : IAsyncDisposable
{
    private const int Together = 512;

    // Another process that lives but does not answer: its totals cannot be drawn on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<ICounterWork> _waiting = [];
    private readonly List<DrawWork> _held = [];
    private Task _pumping = Task.CompletedTask;
    private bool _isPumping;
    private bool _isClosed;

    /// <summary>Whether calls wait for another process to let go of a total.</summary>
    public bool HasHeld
    {
        get
        {
            lock (_gate)
            {
                return _held.Count > 0;
            }
        }
    }

    /// <summary>Whether work waits or is under way.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _isPumping;
            }
        }
    }

    /// <summary>Takes work up; its own task tells how it ended.</summary>
    public void Add(ICounterWork work)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _waiting.Enqueue(work);
                if (!_isPumping)
                {
                    _isPumping = true;
                    _pumping = Task.Run(PumpAsync);
                }

                return;
            }
        }

        work.Fail();
    }

    /// <summary>Tries those again that were held.</summary>
    public void Retry()
    {
        DrawWork[] held;
        lock (_gate)
        {
            held = [.. _held];
            _held.Clear();
        }

        foreach (var work in held)
        {
            Add(work);
        }
    }

    /// <summary>Does what waits, and takes up nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task pumping;
        DrawWork[] held;
        lock (_gate)
        {
            _isClosed = true;
            pumping = _pumping;
            held = [.. _held];
            _held.Clear();
        }

        foreach (var work in held)
        {
            work.Fail();
        }

        await pumping;
    }

    private async Task PumpAsync()
    {
        var isDone = false;
        try
        {
            while (TakeOrNull() is { } works)
            {
                var now = time.GetUtcNow();
                works.RemoveAll(work => work is DrawWork draw && TryWithoutDisk(draw, now));
                if (works.Count > 0)
                {
                    await StoreAsync(works, now);
                }
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                // A fault that is none of the store's: whoever comes next starts anew.
                lock (_gate)
                {
                    _isPumping = false;
                }
            }
        }
    }

    private List<ICounterWork>? TakeOrNull()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isPumping = false;
                return null;
            }

            var works = new List<ICounterWork>();
            while (works.Count < Together && _waiting.TryDequeue(out var work))
            {
                works.Add(work);
            }

            return works;
        }
    }

    /// <summary>The work before it may have reserved enough, or its caller may have left.</summary>
    private bool TryWithoutDisk(DrawWork work, DateTimeOffset now)
    {
        if (work.IsLeft)
        {
            work.Fail();
            return true;
        }

        var answer = totals.DrawOrNull(work.Draws, now);
        if (answer is not null)
        {
            work.Complete(answer);
        }

        return answer is not null;
    }

    private async Task StoreAsync(List<ICounterWork> works, DateTimeOffset now)
    {
        var frozen = totals.Freeze(works.SelectMany(static work => work.Keys), now);
        CounterTransaction? stored = null;
        try
        {
            stored = await database.WriteAsync(session => Run(session, frozen, works), CancellationToken.None);
        }
        catch (Exception failure) when (failure is StoreException or ObjectDisposedException)
        {
            // The store reports a fault, or is being closed: none of it may look like an empty total.
            unavailable(failure.Message);
        }
        finally
        {
            totals.Thaw(frozen, stored?.Stored ?? [], stored?.Dropped ?? []);
            foreach (var work in works)
            {
                End(work, stored is not null, now);
            }
        }
    }

    private CounterTransaction Run(SqliteSession session, Dictionary<CounterKey, Total?> frozen, List<ICounterWork> works)
    {
        var transaction = new CounterTransaction(session, owner, frozen, time.GetUtcNow());
        foreach (var work in works)
        {
            work.Run(transaction);
        }

        transaction.Save();
        return transaction;
    }

    private void End(ICounterWork work, bool isStored, DateTimeOffset now)
    {
        if (!isStored)
        {
            work.Fail();
        }
        else if (work is not DrawWork draw)
        {
            work.Complete();
        }
        else if (draw.Found is { } found)
        {
            if (found.Status == ReservationStatus.Unavailable)
            {
                unavailable("a total in it is no number: restore the store from a backup");
            }

            draw.Complete(found);
        }
        else if (now - draw.Since > Patience)
        {
            unavailable("another process that uses it holds a total and does not answer: end that process");
            draw.Fail();
        }
        else
        {
            Hold(draw);
        }
    }

    private void Hold(DrawWork draw)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _held.Add(draw);
                return;
            }
        }

        draw.Fail();
    }
}
