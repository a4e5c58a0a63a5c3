using Catalog.Core.Catalogs;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>Looks whether another process asks for a total that is counted here, and lets go of what is no longer used. Rests while there is nothing to look after.</summary>
internal sealed class CounterWatch(SqliteDatabase database, TotalTable totals, CounterOwner owner, CounterPump pump, TimeProvider time) : IAsyncDisposable
{
    // A look costs as much as some ten calls, and another process that asks waits for one.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private Task _watching = Task.CompletedTask;
    private bool _isWatching;
    private DateTimeOffset _swept;

    /// <summary>Begins to watch where nobody does.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (!_isWatching && !_end.IsCancellationRequested)
            {
                _isWatching = true;
                _watching = Task.Run(WatchAsync);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Task watching;
        lock (_gate)
        {
            watching = _watching;
        }

        await watching;
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            do
            {
                await Task.Delay(Between, time, _end.Token);
                pump.Retry();
                await LookAsync();
            }
            while (GoesOn());
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The store is being closed, which lets go of everything.
        }
    }

    private bool GoesOn()
    {
        lock (_gate)
        {
            return _isWatching = totals.IsWatched || pump.HasHeld || pump.IsBusy;
        }
    }

    private async Task LookAsync()
    {
        if (totals.HasOwned)
        {
            try
            {
                var recalled = await database.ReadAsync(Recalled, _end.Token);
                await LetGoAsync(recalled, isRecalled: true);
            }
            catch (StoreException)
            {
                // A store that is out of order answers nobody; the next draw that needs it says so.
            }
        }

        var now = time.GetUtcNow();
        if (now - _swept >= BetweenSweeps || now < _swept)
        {
            _swept = now;
            await LetGoAsync(totals.TakeIdle(now), isRecalled: false);
        }
    }

    private async Task LetGoAsync(List<CounterKey> keys, bool isRecalled)
    {
        foreach (var some in keys.Chunk(1000))
        {
            var work = new LetGoWork(some, isRecalled);
            pump.Add(work);
            await work.End.WaitAsync(_end.Token);
        }
    }

    private List<CounterKey> Recalled(SqliteSession session) => session.Query(
        "SELECT server, scope, scope_id, counter, window FROM counters WHERE owner = ?1 AND recalled = 1",
        static row => new CounterKey(row.GetString(0), row.Member<CounterScope>(1), row.GetString(2), row.GetString(3), row.Member<CounterWindow>(4)),
        owner.Id);
}
