using System.Text;

namespace Catalog.Crawler.Archives;

/// <summary>Names of archive entries, judged before anything is created for them.</summary>
internal static class EntryName
{
    private const int LongestPart = 255;
    private const int LongestName = 2048;

    /// <summary>The parts of a name without <c>.</c> ones; empty for the archive's own root.</summary>
    /// <exception cref="ArchiveRefusedException">The name leaves the archive, is absolute, or cannot be shown.</exception>
    public static string[] Split(string name, int depth)
    {
        if (name.Length > LongestName)
        {
            throw new ArchiveRefusedException($"an entry has a name of {name.Length} characters");
        }

        if (name.Any(static c => char.IsControl(c) || c is '\uFFFD' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))
        {
            throw new ArchiveRefusedException($"the entry `{Show(name)}` has control characters in its name");
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArchiveRefusedException($"the entry `{Show(name)}` has a backslash in its name");
        }

        if (name.StartsWith('/') || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
        {
            throw new ArchiveRefusedException($"the entry `{Show(name)}` has an absolute name");
        }

        var parts = name.Split('/').Where(static part => part is not ("" or ".")).ToArray();
        if (parts.Contains("..", StringComparer.Ordinal))
        {
            throw new ArchiveRefusedException($"the entry `{Show(name)}` leaves the archive");
        }

        if (parts.Length > depth)
        {
            throw new ArchiveRefusedException($"the entry `{Show(name)}` lies in more than {depth} folders");
        }

        return parts.Any(static part => Encoding.UTF8.GetByteCount(part) > LongestPart)
            ? throw new ArchiveRefusedException($"the entry `{Show(name)}` has a part of more than {LongestPart} bytes")
            : parts;
    }

    /// <summary>A name as a message may show it: short, and without characters that a terminal obeys.</summary>
    public static string Show(string name)
    {
        var shown = new string([.. name.Take(80).Select(static c => char.IsControl(c) || char.IsSurrogate(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '?' : c)]);
        return name.Length > 80 ? shown + "…" : shown;
    }
}
