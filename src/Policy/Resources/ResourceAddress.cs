using System.Buffers;
using System.Text;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Resources;

/// <summary>
/// Addresses of resources. One that two readers could take for different places is never decided: it is told what is ambiguous about it. Every
/// other one is compared as written.
/// </summary>
internal static class ResourceAddress
{
    internal const int MaxLength = 8192;

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");
    private static readonly string[] Web = ["http", "https", "ws", "wss"];

    /// <summary>What is ambiguous about an address, with how to mend it; null where nothing is.</summary>
    internal static string? FindAmbiguityOrNull(string uri)
    {
        if (uri.Length > MaxLength)
        {
            return $"it is longer than {MaxLength} characters";
        }

        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsScheme(uri.AsSpan(0, colon)))
        {
            return "it must begin with a scheme in lower case, such as `file:`";
        }

        return Letters(uri) ?? Escapes(uri) ?? Segments(uri[(colon + 1)..]) ?? Authority(uri[..colon], uri[(colon + 1)..]);
    }

    /// <summary>The spelling that addresses share which a careless server takes for one: unescaped, without case, without repeated slashes.</summary>
    internal static string Loose(string uri)
    {
        var text = new StringBuilder(uri.Length);
        foreach (var letter in Uri.UnescapeDataString(uri))
        {
            if (letter != '/' || text.Length == 0 || text[^1] != '/')
            {
                text.Append(letter);
            }
        }

        return NameFolding.Loose(text.ToString());
    }

    /// <summary>An address without query, fragment and slashes at its end.</summary>
    internal static string Stem(string uri)
    {
        var end = uri.AsSpan().IndexOfAny('?', '#');
        return (end < 0 ? uri : uri[..end]).TrimEnd('/');
    }

    /// <summary>A template as a glob: what its variables stand for may be anything.</summary>
    internal static string GlobOf(string template)
    {
        var glob = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] != '{')
            {
                glob.Append(template[at]);
                continue;
            }

            glob.Append('*');
            var end = template.IndexOf('}', at);
            at = end < 0 ? template.Length : end;
        }

        return glob.ToString();
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme)
    {
        foreach (var letter in scheme[1..])
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetterLower(scheme[0]);
    }

    private static string? Letters(string uri)
    {
        foreach (var rune in uri.EnumerateRunes())
        {
            if (rune.IsAscii ? !Plain.Contains((char)rune.Value) : !Rune.IsLetterOrDigit(rune))
            {
                return "it holds a character that addresses do not have: write it percent-encoded";
            }
        }

        // Half a surrogate pair was refused as a replacement character, so that this cannot throw.
        return uri.IsNormalized(NormalizationForm.FormKC) ? null : "it holds a character that normalisation would change: write it percent-encoded";
    }

    private static string? Escapes(string uri)
    {
        for (var at = uri.IndexOf('%', StringComparison.Ordinal); at >= 0; at = uri.IndexOf('%', at + 1))
        {
            if (at + 2 >= uri.Length || !char.IsAsciiHexDigit(uri[at + 1]) || !char.IsAsciiHexDigit(uri[at + 2]))
            {
                return "a `%` in it is not followed by two hexadecimal digits";
            }

            var value = Convert.ToInt32(uri.Substring(at + 1, 2), 16);
            if (value < 0x20 || value is 0x7F or '/' or '\\' or '%')
            {
                return $"`{uri.AsSpan(at, 3)}` in it is read as a separator by some and as a letter by others";
            }

            if (char.IsAsciiLetterOrDigit((char)value) || (char)value is '-' or '.' or '_' or '~')
            {
                return $"`{uri.AsSpan(at, 3)}` in it needs no encoding: write it plainly";
            }
        }

        return null;
    }

    // A server that takes an address for the name of a file splits it at slashes only, wherever a query begins.
    private static string? Segments(string rest)
    {
        foreach (var segment in rest.Split('/', '?', '#'))
        {
            var name = segment.Split(';')[0];
            if (name is "." or "..")
            {
                return $"`{name}` in it leads elsewhere: write the whole path";
            }
        }

        return null;
    }

    private static string? Authority(string scheme, string rest)
    {
        var isWeb = Web.Contains(scheme, StringComparer.Ordinal);
        if (scheme == "file")
        {
            return !rest.StartsWith("///", StringComparison.Ordinal) || rest.StartsWith("////", StringComparison.Ordinal) ? "addresses of files begin with `file:///`"
                : rest.AsSpan(3).IndexOfAny('?', '#') >= 0 ? "addresses of files have no query and no fragment: write `?` and `#` percent-encoded"
                : rest.AsSpan(3).Contains("//", StringComparison.Ordinal) ? "it repeats a slash: write one"
                : null;
        }

        if (!isWeb)
        {
            // Behind the two slashes of the authority, a third begins a path of none.
            var path = rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest;
            return path.Contains("//", StringComparison.Ordinal) ? "it repeats a slash: write one" : null;
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return $"addresses of the web begin with `{scheme}://`";
        }

        var end = rest.AsSpan(2).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest[2..] : rest.Substring(2, end);
        return authority.Contains('@', StringComparison.Ordinal) ? "a user in it may be taken for the host"
            : authority.Length == 0 || authority.EndsWith('.') || authority.Contains(".:", StringComparison.Ordinal) || authority.EndsWith(':') ? "its host is not written plainly"
            : rest.Contains('#', StringComparison.Ordinal) ? "the part behind `#` reaches no server of the web: leave it out"
            : null;
    }
}
