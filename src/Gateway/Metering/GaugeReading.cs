namespace Catalog.Gateway.Metering;

/// <summary>What a gauge showed.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">Its value.</param>
/// <param name="Tags">Its labels.</param>
internal sealed record GaugeReading(GaugeKind Kind, long Value, params KeyValuePair<string, object?>[] Tags);
