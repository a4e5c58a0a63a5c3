using System.Diagnostics.Metrics;

namespace Catalog.Gateway.Metering;

/// <summary>One series of a counter; its tags are made once.</summary>
internal sealed class CounterCell(Counter<long> instrument, KeyValuePair<string, object?>[] tags)
{
    private long _value;

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    public long Value => Volatile.Read(ref _value);

    public void Add(long count)
    {
        Interlocked.Add(ref _value, count);
        if (instrument.Enabled)
        {
            instrument.Add(count, tags);
        }
    }
}
