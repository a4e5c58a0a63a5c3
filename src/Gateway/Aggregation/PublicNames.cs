using System.Security.Cryptography;
using System.Text;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Names of tools and prompts as a client of all servers sees them: the server's name, a separator, the tool's own name. No prefix of one
/// server begins another's, so that a name says without a table whose it is; names of more than 64 characters end in a hash of the whole.
/// </summary>
internal static class PublicNames
{
    /// <summary>Characters that every client takes.</summary>
    public const int Longest = 64;

    private const int LongestPrefix = 40;
    private const int HashLength = 9;

    /// <summary>What the names of a server's tools begin with.</summary>
    public static string PrefixOf(string server, string separator)
    {
        var whole = server + separator;
        return whole.Length <= LongestPrefix ? whole : Cut(server, LongestPrefix - separator.Length - HashLength) + Hash(server) + separator;
    }

    /// <summary>A tool's name behind a prefix.</summary>
    public static string Of(string prefix, string own)
    {
        var whole = prefix + own;
        return whole.Length <= Longest || prefix.Length == 0 ? whole : Cut(whole, Longest - HashLength) + Hash(whole);
    }

    /// <summary>Whether a name may have been shortened, so that only a list says what it stands for.</summary>
    public static bool MayBeShortened(string name) => name.Length is Longest or Longest - 1 && name[^HashLength] == '_' && name[^(HashLength - 1)..].All(char.IsAsciiHexDigitLower);

    /// <summary>The tool's own name, where the name was not shortened; null where it is none behind this prefix.</summary>
    public static string? OwnOrNull(string prefix, string name) =>
        name.Length > prefix.Length && (name.Length <= Longest || prefix.Length == 0) && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;

    /// <summary>Two servers of which nobody could tell whose a name is; null where there are none.</summary>
    public static (string First, string Second)? CollisionOrNull(IEnumerable<string> servers, string separator)
    {
        var prefixes = servers.Select(server => (Server: server, Prefix: PrefixOf(server, separator))).OrderBy(static p => p.Prefix, StringComparer.Ordinal).ToList();
        // Sorted by ordinals, whatever begins with a prefix follows it at once.
        for (var i = 1; i < prefixes.Count; i++)
        {
            if (prefixes[i].Prefix.StartsWith(prefixes[i - 1].Prefix, StringComparison.Ordinal))
            {
                return (prefixes[i - 1].Server, prefixes[i].Server);
            }
        }

        return null;
    }

    /// <summary>What is said of two such servers.</summary>
    public static string CollisionText(string first, string second, string separator) =>
        $"the servers `{first}` and `{second}` could not be told apart in names such as `{PrefixOf(second, separator)}x`: rename one, choose another `separator` in `aggregate`, or set `enabled: false` there";

    private static string Cut(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];

    private static string Hash(string text) => "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..(HashLength - 1)];
}
