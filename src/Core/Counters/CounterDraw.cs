using System.Numerics;

namespace Catalog.Core.Counters;

/// <summary>What one call draws on one total; a call draws on a total once, however many limits name it.</summary>
public sealed record CounterDraw
{
    /// <summary>The total.</summary>
    public required CounterKey Key { get; init; }

    /// <summary>How much is drawn, in billionths (1 call = 1,000,000,000); zero or more, up to 10^47.</summary>
    public required BigInteger Nanos { get; init; }

    /// <summary>The limits that name the total, at least one.</summary>
    public required IReadOnlyList<CounterCap> Caps { get; init; }

    /// <summary>True where every limit that names the total gives back what a tool error drew.</summary>
    public bool RefundOnError { get; init; }
}
