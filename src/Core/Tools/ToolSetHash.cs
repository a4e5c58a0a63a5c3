using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Catalog.Core.Tools;

/// <summary>What makes two servers offer the same tools: the exact names of all of them, in any order.</summary>
public static class ToolSetHash
{
    /// <summary>The fewest tools that make a set: one or two names meet by chance.</summary>
    public const int Fewest = 3;

    /// <summary>SHA-256 of the names, in the order of their bytes as UTF-8, each with its length before it; 64 lower-case hexadecimal digits.</summary>
    /// <param name="names">The names of the tools that are offered; each once.</param>
    /// <returns>Null for fewer than <see cref="Fewest"/> names.</returns>
    public static string? OfOrNull(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var sorted = names.Select(Encoding.UTF8.GetBytes).ToList();
        if (sorted.Count < Fewest)
        {
            return null;
        }

        sorted.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in sorted)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(name.Length.ToString(CultureInfo.InvariantCulture)));
            hash.AppendData(":"u8);
            hash.AppendData(name);
            hash.AppendData(","u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
