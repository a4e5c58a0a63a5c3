using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Microsoft.Extensions.Logging;

namespace Catalog.Storage.Sqlite.Gateways;

/// <summary>Totals of limits, in the gateway's file. Totals of sessions are kept there too, and swept when their window is long over.</summary>
internal sealed partial class SqliteCounterStore(SqliteDatabase database, TimeProvider time, ILogger<SqliteCounterStore> log) : ICounterStore
{
    private static readonly TimeSpan SweptEvery = TimeSpan.FromMinutes(1);

    // A session that lives on finds its total until its window has been over for so long, so that a clock set back a little opens no new one.
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(1);

    private DateTimeOffset _swept;

    /// <inheritdoc/>
    public async Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Count == 0)
        {
            return new Reservation { Status = ReservationStatus.Granted, Lease = Guid.NewGuid() };
        }

        try
        {
            return await database.WriteAsync(session => Reserve(session, draws), cancellationToken);
        }
        catch (Exception failure) when (failure is StoreException or FormatException or ObjectDisposedException)
        {
            // The store reports a fault, a total in it is no number, or it is being closed: none of it may look like an empty total.
            LogUnavailable(failure.Message);
            return new Reservation { Status = ReservationStatus.Unavailable };
        }
    }

    /// <inheritdoc/>
    public async Task RefundAsync(Guid lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(session => CounterRefunding.Run(session, lease, keys, time.GetUtcNow()), cancellationToken);
        }
        catch (Exception failure) when (failure is StoreException or FormatException or ObjectDisposedException)
        {
            // What is not given back refuses a call too many, never one too few.
            LogNotGivenBack(failure.Message);
        }
    }

    private Reservation Reserve(SqliteSession session, IReadOnlyList<CounterDraw> draws)
    {
        var now = time.GetUtcNow();
        if (now - _swept >= SweptEvery)
        {
            _swept = now;
            session.Execute("DELETE FROM lease_draws WHERE kept_until <= ?1", now.ToStored());
            session.Execute("DELETE FROM counters WHERE scope = 'Session' AND window_end <= ?1", (now - SessionsKept).ToStored());
        }

        return CounterReserving.Run(session, draws, now);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The counter store cannot be used: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "A draw could not be given back and stays drawn: {Reason}")]
    private partial void LogNotGivenBack(string reason);
}
