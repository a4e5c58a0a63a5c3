using System.Diagnostics.Metrics;

namespace Catalog.Gateway.Metering;

/// <summary>Something that is counted up.</summary>
internal sealed class CounterFamily(Meter meter, string name, string unit, string description) : MetricFamily<CounterCell>(name, unit, description)
{
    private readonly Counter<long> _instrument = meter.CreateCounter<long>(name, unit, description);

    protected override CounterCell Make(KeyValuePair<string, object?>[] tags) => new(_instrument, tags);
}
