using System.Diagnostics.Metrics;

namespace Catalog.Gateway.Metering;

/// <summary>One series of a histogram; its tags are made once.</summary>
internal sealed class HistogramCell(Histogram<double> instrument, double[] bounds, KeyValuePair<string, object?>[] tags)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private long _ticks;

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => tags;

    public void Record(TimeSpan time)
    {
        var seconds = time.TotalSeconds;
        var bucket = 0;
        while (bucket < bounds.Length && seconds > bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _ticks, time.Ticks);
        if (instrument.Enabled)
        {
            instrument.Record(seconds, tags);
        }
    }

    /// <summary>How many fell into each bucket, not added up, and their sum in seconds.</summary>
    public (long[] Counts, double Sum) Read()
    {
        var counts = new long[_counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Volatile.Read(ref _counts[i]);
        }

        return (counts, TimeSpan.FromTicks(Volatile.Read(ref _ticks)).TotalSeconds);
    }
}
