namespace Catalog.Core.Counters;

/// <summary>The answer of a counter store.</summary>
public sealed record Reservation
{
    /// <summary>How it ended.</summary>
    public required ReservationStatus Status { get; init; }

    /// <summary>What to give back by; null unless <see cref="ReservationStatus.Granted"/>.</summary>
    public CounterLease? Lease { get; init; }

    /// <summary>The enforced limits that are full, all of them, in the order of the draws; empty unless <see cref="ReservationStatus.Full"/>.</summary>
    public IReadOnlyList<FullLimit> Full { get; init; } = [];

    /// <summary>The observed limits that are full; for the log only.</summary>
    public IReadOnlyList<FullLimit> ObservedFull { get; init; } = [];
}
