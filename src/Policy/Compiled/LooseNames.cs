namespace Catalog.Policy.Compiled;

/// <summary>The names that a document writes, after trimming, normalising and folding: what a name must not merely resemble (section 3, step 2).</summary>
internal sealed class LooseNames
{
    private readonly Dictionary<string, List<string>> _exact = new(StringComparer.Ordinal);
    private readonly List<(NamePattern Written, string Loose)> _globs = [];

    internal LooseNames(IEnumerable<NamePattern> written)
    {
        foreach (var name in written)
        {
            if (name.IsGlob)
            {
                // What everything matches is not resembled.
                if (!name.IsEverything)
                {
                    _globs.Add((name, NameFolding.Loose(name.Text)));
                }
            }
            else
            {
                Add(_exact, name.Text);
            }
        }
    }

    /// <summary>
    /// The listed or written name that a name resembles; null where it resembles none. With the upstream's list at hand the name of a written rule that is not
    /// listed resembles that rule even when it is the same; without it only another spelling does.
    /// </summary>
    internal string? FindResembledOrNull(string tool, IEnumerable<string>? listed)
    {
        var loose = NameFolding.Loose(tool);
        if (listed is not null && listed.FirstOrDefault(l => NameFolding.Loose(l) == loose) is { } resembled)
        {
            return resembled;
        }

        if (_exact.TryGetValue(loose, out var names))
        {
            return listed is not null ? names[0] : names.Contains(tool, StringComparer.Ordinal) ? null : names[0];
        }

        foreach (var (written, pattern) in _globs)
        {
            if (!written.Matches(tool) && NamePattern.MatchesGlob(pattern, loose))
            {
                return written.Text;
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, List<string>> to, string name)
    {
        var loose = NameFolding.Loose(name);
        if (!to.TryGetValue(loose, out var names))
        {
            to.Add(loose, names = []);
        }

        names.Add(name);
    }
}
