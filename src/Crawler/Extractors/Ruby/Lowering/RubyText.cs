using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.Ruby.Lowering;

/// <summary>Texts of Ruby.</summary>
internal static class RubyText
{
    /// <summary>What stands between single quotes: only the quote and the backslash are escaped.</summary>
    public static string Single(string raw) =>
        raw.Contains('\\', StringComparison.Ordinal) ? raw.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal).Replace('\0', '\\') : raw;

    /// <summary>One escape as written between double quotes; a backslash before the end of a line joins it to the next.</summary>
    public static string Escape(string raw) =>
        raw.Length < 2 ? raw : raw[1] switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            's' => " ",
            'e' => "\u001b",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '0' => "\0",
            '\n' or '\r' => "",
            'x' when int.TryParse(raw.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => ((char)code).ToString(),
            'u' => Points(raw[2..]),
            _ => raw[1..],
        };

    /// <summary>The least indentation of the lines that are not blank, columns.</summary>
    public static int Indent(string text)
    {
        var least = int.MaxValue;
        foreach (var line in text.Split('\n'))
        {
            var spaces = line.Length - line.TrimStart(' ', '\t').Length;
            least = spaces < line.TrimEnd('\r').Length ? Math.Min(least, spaces) : least;
        }

        return least == int.MaxValue ? 0 : least;
    }

    /// <summary>A part of a heredoc without the indentation of its lines; the first line of a part that follows another one has none.</summary>
    public static string Outdent(string text, int indent, bool isStart)
    {
        if (indent == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var cut = 0;
            while ((i > 0 || isStart) && cut < indent && cut < lines[i].Length && lines[i][cut] is ' ' or '\t')
            {
                cut++;
            }

            result.Append(i == 0 ? "" : "\n").Append(lines[i].AsSpan(cut));
        }

        return result.ToString();
    }

    private static string Points(string digits)
    {
        var text = new StringBuilder();
        foreach (var part in digits.Trim('{', '}').Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(1_000))
        {
            text.Append(int.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && Rune.IsValid(point) ? new Rune(point).ToString() : "");
        }

        return text.ToString();
    }
}
