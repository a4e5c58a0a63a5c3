using System.Collections.Frozen;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>Whether a file takes part in a plain build on 64-bit Linux, by its constraint and its name.</summary>
internal static class BuildConstraint
{
    private const int Longest = 500;
    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        StringComparer.Ordinal,
        "aix", "android", "darwin", "dragonfly", "freebsd", "illumos", "ios", "js", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
        "386", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm");

    /// <summary>What follows <c>//go:build</c>. One that cannot be read holds.</summary>
    public static bool Holds(string constraint)
    {
        if (constraint.Length > Longest)
        {
            return true;
        }

        var at = 0;
        return Or(constraint, ref at);
    }

    /// <summary>A name such as <c>open_windows.go</c> is another system's.</summary>
    public static bool HoldsFor(string fileName)
    {
        var parts = fileName[..^3].Split('_');
        return parts.Length < 2 || !(Others.Contains(parts[^1]) || (parts.Length > 2 && parts[^1] is "amd64" && Others.Contains(parts[^2])));
    }

    private static bool Or(string text, ref int at)
    {
        var result = And(text, ref at);
        while (Take(text, ref at, "||"))
        {
            result |= And(text, ref at);
        }

        return result;
    }

    private static bool And(string text, ref int at)
    {
        var result = Not(text, ref at);
        while (Take(text, ref at, "&&"))
        {
            result &= Not(text, ref at);
        }

        return result;
    }

    private static bool Not(string text, ref int at)
    {
        if (Take(text, ref at, "!"))
        {
            return !Not(text, ref at);
        }

        if (Take(text, ref at, "("))
        {
            var inner = Or(text, ref at);
            Take(text, ref at, ")");
            return inner;
        }

        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
        {
            at++;
        }

        return text[start..at] is "linux" or "amd64" or "unix" or "gc" or "cgo" || text.AsSpan(start, at - start).StartsWith("go1");
    }

    private static bool Take(string text, ref int at, string token)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (string.CompareOrdinal(text, at, token, 0, token.Length) != 0)
        {
            return false;
        }

        at += token.Length;
        return true;
    }
}
