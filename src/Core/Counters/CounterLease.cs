namespace Catalog.Core.Counters;

/// <summary>
/// What one granted reservation drew. It is held by the call alone, so that a store need not remember calls that nobody will ask about again.
/// Each part is given back at most once, whoever asks and however often; any thread may ask.
/// </summary>
/// <param name="parts">The draws, each of another total; may be empty.</param>
public sealed class CounterLease(IReadOnlyList<LeasePart> parts)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<LeasePart> _left = parts;

    /// <summary>For stores alone: takes out the parts that are to be given back now.</summary>
    /// <param name="keys">Which totals; null for all.</param>
    /// <returns>The parts that nobody has taken before; empty where there are none.</returns>
    public IReadOnlyList<LeasePart> Take(IReadOnlyList<CounterKey>? keys)
    {
        lock (_gate)
        {
            var taken = keys is null ? _left : [.. _left.Where(part => keys.Contains(part.Key))];
            _left = keys is null ? [] : [.. _left.Where(part => !keys.Contains(part.Key))];
            return taken;
        }
    }
}
