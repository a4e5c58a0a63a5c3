using System.Numerics;

namespace Catalog.Core.Counters;

/// <summary>What one call drew on one total.</summary>
/// <param name="Key">The total.</param>
/// <param name="WindowStart">The window in which it was drawn, in UTC; once it is over nothing is given back.</param>
/// <param name="Nanos">How much, in billionths; zero or more.</param>
public sealed record LeasePart(CounterKey Key, DateTimeOffset WindowStart, BigInteger Nanos)
{
    /// <summary>For stores alone: which of the totals of this key and window it was, where the store may have lost one and begun another. Nothing is given back to another one.</summary>
    /// <value>Null, for a store that loses none.</value>
    public string? Generation { get; init; }
}
