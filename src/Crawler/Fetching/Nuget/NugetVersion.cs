using System.Globalization;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Fetching.Nuget;

/// <summary>A version of a NuGet package, ordered as semantic versioning orders them, with NuGet's fourth number.</summary>
internal sealed partial class NugetVersion
{
    private readonly long[] _numbers;
    private readonly string[] _labels;

    private NugetVersion(string text, long[] numbers, string[] labels)
    {
        Text = text;
        _numbers = numbers;
        _labels = labels;
    }

    /// <summary>As the feed writes it.</summary>
    public string Text { get; }

    /// <summary>False for what comes before a release.</summary>
    public bool IsFinal => _labels.Length == 0;

    /// <summary>Reads a version; null for what is none.</summary>
    public static NugetVersion? ParseOrNull(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            ? new NugetVersion(
                text,
                [.. match.Groups["numbers"].Value.Split('.').Select(static n => long.Parse(n, CultureInfo.InvariantCulture)).Concat([0, 0, 0]).Take(4)],
                match.Groups["labels"].Success ? match.Groups["labels"].Value.Split('.') : [])
            : null;
    }

    /// <summary>Older versions before newer ones.</summary>
    public static Comparer<NugetVersion> Order { get; } = Comparer<NugetVersion>.Create(static (a, b) => a.Against(b));

    /// <summary>Below 0 where this one is older, 0 for the same.</summary>
    public int Against(NugetVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var order = _numbers.Zip(other._numbers).Select(static pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(static o => o != 0);
        if (order != 0 || IsFinal || other.IsFinal)
        {
            return order != 0 ? order : IsFinal.CompareTo(other.IsFinal);
        }

        order = _labels.Zip(other._labels).Select(static pair => Compare(pair.First, pair.Second)).FirstOrDefault(static o => o != 0);
        return order != 0 ? order : _labels.Length.CompareTo(other._labels.Length);
    }

    private static int Compare(string first, string second) => (long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var a), long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var b)) switch
    {
        (true, true) => a.CompareTo(b),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.Compare(first, second, StringComparison.OrdinalIgnoreCase),
    };

    [GeneratedRegex(@"\A(?<numbers>[0-9]{1,9}(\.[0-9]{1,9}){1,3})(-(?<labels>[0-9A-Za-z.-]{1,100}))?(\+[0-9A-Za-z.-]*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
