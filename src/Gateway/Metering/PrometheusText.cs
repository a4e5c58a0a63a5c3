using System.Globalization;
using System.Text;

namespace Catalog.Gateway.Metering;

/// <summary>Metrics in the text format of Prometheus, 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(GatewayMetrics metrics, IReadOnlyList<GaugeReading> gauges)
    {
        var text = new StringBuilder();
        foreach (var family in metrics.Histograms)
        {
            Write(text, family);
        }

        foreach (var family in metrics.Counters)
        {
            var name = NameOf(family.Name) + "_total";
            Head(text, name, family.Description, "counter");
            foreach (var cell in family.Cells)
            {
                Line(text, name, cell.Tags, null, cell.Value.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var kind in GaugeKind.All)
        {
            var name = NameOf(kind.Name);
            Head(text, name, kind.Description, "gauge");
            foreach (var reading in gauges.Where(r => r.Kind == kind))
            {
                Line(text, name, reading.Tags, null, reading.Value.ToString(CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, HistogramFamily family)
    {
        var name = NameOf(family.Name) + "_seconds";
        Head(text, name, family.Description, "histogram");
        foreach (var cell in family.Cells)
        {
            var (counts, sum) = cell.Read();
            var total = 0L;
            for (var i = 0; i < counts.Length; i++)
            {
                total += counts[i];
                var end = i < family.Bounds.Count ? family.Bounds[i].ToString("0.0#######", CultureInfo.InvariantCulture) : "+Inf";
                Line(text, name + "_bucket", cell.Tags, end, total.ToString(CultureInfo.InvariantCulture));
            }

            Line(text, name + "_sum", cell.Tags, null, sum.ToString("R", CultureInfo.InvariantCulture));
            Line(text, name + "_count", cell.Tags, null, total.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Head(StringBuilder text, string name, string description, string type) => text
        .Append("# HELP ").Append(name).Append(' ').Append(description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, object?>> tags, string? end, string value)
    {
        text.Append(name);
        var open = '{';
        foreach (var (label, written) in tags)
        {
            Label(text, ref open, NameOf(label), (string?)written ?? "");
        }

        if (end is not null)
        {
            Label(text, ref open, "le", end);
        }

        text.Append(open == '{' ? "" : "}").Append(' ').Append(value).Append('\n');
    }

    private static void Label(StringBuilder text, ref char open, string label, string value)
    {
        text.Append(open).Append(label).Append("=\"");
        // By runes, so that half a pair, which is no text in UTF-8, is replaced.
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(rune.ToString()),
            };
        }

        text.Append('"');
        open = ',';
    }

    private static string NameOf(string name) => name.Replace('.', '_');
}
