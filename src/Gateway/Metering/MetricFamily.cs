using System.Collections.Concurrent;

namespace Catalog.Gateway.Metering;

/// <summary>One metric and its series, each of another set of labels. There are at most so many: what comes on top is counted together.</summary>
/// <typeparam name="TCell">What a series counts with.</typeparam>
internal abstract class MetricFamily<TCell>(string name, string unit, string description)
    where TCell : class
{
    /// <summary>The label that stands for all series that found no place.</summary>
    public const string Overflow = "otel.metric.overflow";

    private const int MostSeries = 5000;

    private readonly ConcurrentDictionary<string, TCell> _cells = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>As OpenTelemetry writes units: <c>s</c>, or <c>{call}</c> for things that are counted.</summary>
    public string Unit { get; } = unit;

    public string Description { get; } = description;

    public IEnumerable<TCell> Cells => _cells.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => c.Value);

    /// <summary>The series of these labels; one without a value is left out. Callers keep what they get: the look-up is not for each call.</summary>
    public TCell Cell(params ReadOnlySpan<(string Label, string? Value)> labels)
    {
        var key = Key(labels);
        if (_cells.TryGetValue(key, out var known))
        {
            return known;
        }

        return _cells.Count >= MostSeries ? _cells.GetOrAdd("", _ => Make([new(Overflow, "true")])) : _cells.GetOrAdd(key, Make(Tags(labels)));
    }

    protected abstract TCell Make(KeyValuePair<string, object?>[] tags);

    private static string Key(ReadOnlySpan<(string Label, string? Value)> labels)
    {
        var key = new System.Text.StringBuilder();
        foreach (var (label, value) in labels)
        {
            // Neither control character stands in a label; one in a value only makes a series of its own.
            key.Append(label).Append('\u0001').Append(value).Append('\u0002');
        }

        return key.ToString();
    }

    private static KeyValuePair<string, object?>[] Tags(ReadOnlySpan<(string Label, string? Value)> labels)
    {
        var tags = new List<KeyValuePair<string, object?>>(labels.Length);
        foreach (var (label, value) in labels)
        {
            if (value is not null)
            {
                tags.Add(new KeyValuePair<string, object?>(label, value));
            }
        }

        return [.. tags];
    }
}
