using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.Php.Lowering;

/// <summary>Texts of PHP.</summary>
internal static class PhpText
{
    /// <summary>What stands between single quotes: only the quote and the backslash are escaped.</summary>
    public static string Single(string raw) => raw.Contains('\\', StringComparison.Ordinal) ? raw.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal).Replace('\0', '\\') : raw;

    /// <summary>One escape as written between double quotes.</summary>
    public static string Escape(string raw) =>
        raw.Length < 2 ? raw : raw[1] switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'v' => "\v",
            'f' => "\f",
            'e' => "\u001b",
            '\\' or '$' or '"' => raw[1..],
            'x' when int.TryParse(raw.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => ((char)code).ToString(),
            'u' when int.TryParse(raw.AsSpan(2).Trim("{}"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && Rune.IsValid(point) => new Rune(point).ToString(),
            >= '0' and <= '7' => ((char)raw[1..].Aggregate(0, static (n, c) => (n * 8) + (c - '0'))).ToString(),
            _ => raw,
        };

    /// <summary>The lines of a heredoc without the indentation of its end.</summary>
    public static string Outdent(string text, int indent) =>
        indent == 0 ? text : string.Join('\n', text.Split('\n').Select(l => l.Length >= indent && string.IsNullOrWhiteSpace(l[..indent]) ? l[indent..] : l.TrimStart()));
}
