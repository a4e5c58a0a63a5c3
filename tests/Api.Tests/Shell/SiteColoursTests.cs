using System.Globalization;
using System.Text.RegularExpressions;

namespace Catalog.Api.Tests.Shell;

public sealed partial class SiteColoursTests
{
    private static readonly (string Ink, string Ground, double Ratio)[] Pairs =
    [
        ("ink", "bg", 4.5), ("ink", "surface", 4.5), ("ink", "sunken", 4.5), ("soft", "bg", 4.5), ("soft", "surface", 4.5), ("soft", "sunken", 4.5),
        ("quiet", "bg", 4.5), ("quiet", "surface", 4.5), ("quiet", "sunken", 4.5), ("accent", "bg", 4.5), ("accent", "surface", 4.5), ("accent", "sunken", 4.5),
        ("accent-ink", "accent", 4.5), ("mark-ink", "mark", 4.5),
        ("low", "low-bg", 4.5), ("medium", "medium-bg", 4.5), ("high", "high-bg", 4.5), ("critical", "critical-bg", 4.5), ("unknown", "unknown-bg", 4.5),
        ("critical", "surface", 4.5), ("high", "surface", 4.5),
        ("j-name", "surface", 4.5), ("j-string", "surface", 4.5), ("j-value", "surface", 4.5),
        ("focus", "bg", 3), ("focus", "surface", 3),
        ("low-solid", "bg", 3), ("high-solid", "bg", 3), ("critical-solid", "bg", 3), ("unknown-solid", "bg", 3), ("financial-solid", "bg", 3),
    ];

    public static TheoryData<string, string, double, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, string, double, bool>();
            foreach (var (ink, ground, ratio) in Pairs)
            {
                data.Add(ink, ground, ratio, false);
                data.Add(ink, ground, ratio, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Colours_OnTheirGround_HaveTheContrastThatWcagAsks(string ink, string ground, double ratio, bool dark)
    {
        var css = File.ReadAllText(Path.Combine(SharedData.Repository, "src", "Api", "Shell", "Assets", "site.css"));
        var at = css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var colours = Read(css[..at]);
        if (dark)
        {
            foreach (var (name, value) in Read(css[at..css.IndexOf("*, *::before", StringComparison.Ordinal)]))
            {
                colours[name] = value;
            }
        }

        var contrast = Contrast(colours[ink], colours[ground]);
        Assert.True(contrast >= ratio, $"--{ink} on --{ground} has {contrast:0.00}, not {ratio}, in {(dark ? "dark" : "light")} mode");
    }

    private static Dictionary<string, (double R, double G, double B)> Read(string css) => Colour().Matches(css).ToDictionary(
        static m => m.Groups["name"].Value,
        static m => (Part(m.Groups["hex"].Value, 0), Part(m.Groups["hex"].Value, 2), Part(m.Groups["hex"].Value, 4)),
        StringComparer.Ordinal);

    private static double Part(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Contrast((double R, double G, double B) one, (double R, double G, double B) other)
    {
        static double Light((double R, double G, double B) c) => (0.2126 * c.R) + (0.7152 * c.G) + (0.0722 * c.B);
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+): #(?<hex>[0-9a-f]{6});", RegexOptions.ExplicitCapture)]
    private static partial Regex Colour();
}
