using Catalog.Policy.Compiled;

namespace Catalog.Policy.Resources;

/// <summary>The addresses that a section writes, as a careless server would read them: what an address must not merely resemble where everything else is allowed.</summary>
internal sealed class LooseAddresses(IEnumerable<NamePattern> written)
{
    // Between stars each piece is spelled by itself: a star stands for any run of characters however they are written.
    private readonly (NamePattern Written, string Loose)[] _patterns =
        [.. written.Where(static p => !p.IsEverything).Select(static p => (p, string.Join('*', p.Text.Split('*').Select(ResourceAddress.Loose))))];

    /// <summary>The written address that another one resembles and is not matched by; null where there is none.</summary>
    internal string? FindResembledOrNull(string uri)
    {
        var whole = ResourceAddress.Loose(uri);
        var stem = ResourceAddress.Loose(ResourceAddress.Stem(uri));
        foreach (var (pattern, text) in _patterns)
        {
            if (!pattern.Matches(uri) && (NamePattern.MatchesGlob(text, whole) || NamePattern.MatchesGlob(text, stem)))
            {
                return pattern.Text;
            }
        }

        return null;
    }
}
