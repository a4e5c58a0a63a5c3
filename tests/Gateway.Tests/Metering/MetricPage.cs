using System.Globalization;
using System.Text.RegularExpressions;

namespace Catalog.Gateway.Tests.Metering;

/// <summary>A page of metrics, read by the rules of its format; anything that breaks them fails the test.</summary>
internal sealed partial class MetricPage
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    public MetricPage(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static l => l[0] != '#'))
        {
            Assert.Matches(Line(), line);
            var at = line.LastIndexOf(' ');
            Assert.True(_values.TryAdd(line[..at], double.Parse(line[(at + 1)..], CultureInfo.InvariantCulture)), line);
        }
    }

    public IReadOnlyCollection<string> Series => _values.Keys;

    /// <summary>The sum over all series of a name whose labels hold all of these texts.</summary>
    public double Sum(string name, params string[] labels) => _values
        .Where(s => (s.Key == name || s.Key.StartsWith(name + "{", StringComparison.Ordinal)) && labels.All(l => s.Key.Contains(l, StringComparison.Ordinal)))
        .Sum(static s => s.Value);

    [GeneratedRegex("""^[a-z_]+(\{[a-z_]+="(\\["\\n]|[^"\\\n])*"(,[a-z_]+="(\\["\\n]|[^"\\\n])*")*\})? [0-9.E+-]+$""")]
    private static partial Regex Line();
}
