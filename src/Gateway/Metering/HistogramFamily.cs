using System.Diagnostics.Metrics;

namespace Catalog.Gateway.Metering;

/// <summary>Lengths of time, counted by buckets.</summary>
internal sealed class HistogramFamily(Meter meter, string name, string description, double[] bounds) : MetricFamily<HistogramCell>(name, "s", description)
{
    private readonly Histogram<double> _instrument = meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });

    /// <summary>The upper ends of the buckets in seconds, ascending; the last bucket has none.</summary>
    public IReadOnlyList<double> Bounds => bounds;

    protected override HistogramCell Make(KeyValuePair<string, object?>[] tags) => new(_instrument, bounds, tags);
}
