using Catalog.Core.Counters;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>
/// Totals of limits, in the gateway's file. A total in steady use belongs to one process, which counts it in memory and reserves ahead on disk;
/// where a second process draws on it too, it is let go, and each call is counted on disk. Totals of sessions are kept in memory alone.
/// </summary>
internal sealed partial class SqliteCounterStore : ICounterStore, IAsyncDisposable, IDisposable
{
    private readonly CounterPump _pump;
    private readonly TotalTable _totals = new();
    private readonly CounterOwner _owner;
    private readonly CounterWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteCounterStore> _log;
    private int _closed;

    public SqliteCounterStore(SqliteDatabase database, TimeProvider time, ILogger<SqliteCounterStore> log)
    {
        _time = time;
        _log = log;
        _owner = new CounterOwner(database.Location);
        _pump = new CounterPump(database, _totals, _owner, time, LogUnavailable);
        _watch = new CounterWatch(database, _totals, _owner, _pump, time);
    }

    /// <inheritdoc/>
    public async Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draws);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var draw in draws)
        {
            if (draw.Nanos.Sign < 0)
            {
                throw new ArgumentException($"the draw on `{draw.Key.Counter}` is negative: a limit is never drawn on to raise it", nameof(draws));
            }
        }

        if (Volatile.Read(ref _closed) != 0)
        {
            return new Reservation { Status = ReservationStatus.Unavailable };
        }

        var now = _time.GetUtcNow();
        if (_totals.DrawOrNull(draws, now) is { } answer)
        {
            return answer;
        }

        var work = new DrawWork(draws, now);
        _pump.Add(work);
        _watch.Wake();
        try
        {
            return await work.End.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            work.Leave();
            _ = GiveBackAsync(work);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var now = _time.GetUtcNow();
        List<LeasePart>? onDisk = null;
        foreach (var part in lease.Take(keys))
        {
            if (!_totals.TryGiveBack(part, now))
            {
                (onDisk ??= []).Add(part);
            }
        }

        if (onDisk is not null)
        {
            var work = new GiveBackWork(onDisk);
            _pump.Add(work);
            if (!await work.End.WaitAsync(cancellationToken))
            {
                LogNotGivenBack();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        await _watch.DisposeAsync();
        foreach (var keys in _totals.Owned().Chunk(1000))
        {
            var work = new LetGoWork(keys, isRecalled: false);
            _pump.Add(work);
            await work.End;
        }

        await _pump.DisposeAsync();
        _owner.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#pragma warning disable VSTHRD002 // A container that is disposed without await has to wait here until what was reserved is given back; nothing of it needs the caller's thread.
        Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    private async Task GiveBackAsync(DrawWork left)
    {
        var answer = await left.End;
        if (answer.Lease is { } lease)
        {
            await RefundAsync(lease, null, CancellationToken.None);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The counter store cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A draw could not be given back and stays drawn")]
    private partial void LogNotGivenBack();
}
