using System.Globalization;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Fetching.Pypi;

/// <summary>A version of a Python package, ordered as PEP 440 orders them.</summary>
internal sealed partial class PythonVersion
{
    private readonly IReadOnlyList<long> _key;
    private readonly IReadOnlyList<long> _release;

    private PythonVersion(IReadOnlyList<long> release, IReadOnlyList<long> key, bool isFinal)
    {
        _release = release;
        _key = key;
        IsFinal = isFinal;
    }

    /// <summary>False for what comes before a release: alpha, beta, candidate, development.</summary>
    public bool IsFinal { get; }

    /// <summary>Reads a version; null for what is none.</summary>
    public static PythonVersion? ParseOrNull(string text)
    {
        var match = Pattern().Match(text.Trim().ToLowerInvariant());
        if (!match.Success)
        {
            return null;
        }

        var release = match.Groups["release"].Value.Split('.').Select(Number).ToList();
        while (release.Count > 1 && release[^1] == 0)
        {
            release.RemoveAt(release.Count - 1);
        }

        var (pre, post, dev) = (match.Groups["pre"], match.Groups["post"], match.Groups["dev"]);

        // A development version of a release comes before all else of it, one without a mark after its candidates.
        var stage = pre.Success ? pre.Value[0] switch { 'a' => 1, 'b' => 2, _ => 3 } : dev.Success && !post.Success ? 0 : 4;
        return new PythonVersion(
            [Number(match.Groups["epoch"].Value), .. release],
            [stage, Number(match.Groups["number"].Value), post.Success ? Number(match.Groups["postnumber"].Value) : -1, dev.Success ? Number(match.Groups["devnumber"].Value) : long.MaxValue],
            !pre.Success && !dev.Success);
    }

    /// <summary>Older versions before newer ones.</summary>
    public static Comparer<PythonVersion> Order { get; } = Comparer<PythonVersion>.Create(static (a, b) => a.Against(b));

    /// <summary>Below 0 where this one is older, 0 for the same.</summary>
    public int Against(PythonVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (var i = 0; i < Math.Max(_release.Count, other._release.Count); i++)
        {
            if (_release.ElementAtOrDefault(i).CompareTo(other._release.ElementAtOrDefault(i)) is var order and not 0)
            {
                return order;
            }
        }

        return _key.Zip(other._key).Select(static pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(static order => order != 0);
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\Av?((?<epoch>[0-9]+)!)?(?<release>[0-9]+(\.[0-9]+)*)([-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<number>[0-9]*))?(?<post>-(?<postnumber>[0-9]+)|[-_.]?(post|rev|r)[-_.]?(?<postnumber>[0-9]*))?(?<dev>[-_.]?dev[-_.]?(?<devnumber>[0-9]*))?(\+[a-z0-9._-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
