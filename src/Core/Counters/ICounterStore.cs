namespace Catalog.Core.Counters;

/// <summary>
/// The running totals behind limits. Windows are aligned to the UTC calendar by the store's own clock, which never returns to an earlier
/// window. Totals of grants and servers survive a restart; several callers, also in several processes, never draw over a limit together. What
/// was drawn is never forgotten; a process that ends without warning may leave a total too high, by no more than it had reserved ahead.
/// </summary>
public interface ICounterStore
{
    /// <summary>Whether the store can be asked now. One that has no server of its own always says so.</summary>
    Task<bool> IsReachableAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Draws on every total, or on none. Never throws for a store that is out of order: that is <see cref="ReservationStatus.Unavailable"/>.</summary>
    /// <param name="draws">The draws, each of another total; an empty list is granted.</param>
    /// <param name="cancellationToken">Stops the waiting; what was drawn by then is given back.</param>
    /// <exception cref="ArgumentException">A draw is negative.</exception>
    Task<Reservation> TryReserveAsync(IReadOnlyList<CounterDraw> draws, CancellationToken cancellationToken);

    /// <summary>Gives back, once, what a lease drew on the totals named; a total whose window is over is left alone. Never throws for a store that is out of order: what was drawn then stays drawn.</summary>
    /// <param name="lease">The lease of a granted reservation.</param>
    /// <param name="keys">Which of its totals; null for all.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task RefundAsync(CounterLease lease, IReadOnlyList<CounterKey>? keys, CancellationToken cancellationToken);
}
