using System.Globalization;
using System.Text;

namespace Catalog.Crawler.Extractors.Java.Lowering;

/// <summary>Texts as the language reads them.</summary>
internal static class JavaText
{
    /// <summary>The characters of a literal with its quotes, a text block among them.</summary>
    public static string Literal(string written)
    {
        if (written.StartsWith("\"\"\"", StringComparison.Ordinal))
        {
            var end = written.EndsWith("\"\"\"", StringComparison.Ordinal) && written.Length >= 6 ? written.Length - 3 : written.Length;
            return Block(written[3..end]);
        }

        return written.Length < 2 ? "" : Unescape(written[1..^1]);
    }

    /// <summary>A text block: the first line is dropped, common indentation and what trails on a line are taken off, then escapes are read.</summary>
    private static string Block(string content)
    {
        var lines = content.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Skip(1).ToList();
        if (lines.Count == 0)
        {
            return "";
        }

        var least = int.MaxValue;
        for (var i = 0; i < lines.Count; i++)
        {
            // The last line counts even where it is blank: its delimiter says how far the text is indented.
            if (!string.IsNullOrWhiteSpace(lines[i]) || i == lines.Count - 1)
            {
                least = Math.Min(least, lines[i].Length - lines[i].TrimStart().Length);
            }
        }

        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = string.IsNullOrWhiteSpace(lines[i]) ? "" : lines[i][least..].TrimEnd(' ', '\t', '\f');
            text.Append(line).Append(i < lines.Count - 1 ? "\n" : "");
        }

        return Unescape(text.ToString());
    }

    /// <summary>Escapes resolved; one that is not known stays as written.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var next = text[++i];
            switch (next)
            {
                case 'n': result.Append('\n'); break;
                case 't': result.Append('\t'); break;
                case 'r': result.Append('\r'); break;
                case 'b': result.Append('\b'); break;
                case 'f': result.Append('\f'); break;
                case 's': result.Append(' '); break;
                case '\n': break;
                case 'u':
                    i = Unicode(text, i, result);
                    break;
                case >= '0' and <= '7':
                    var end = i;
                    while (end < text.Length && end - i < (next <= '3' ? 3 : 2) && text[end] is >= '0' and <= '7')
                    {
                        end++;
                    }

                    result.Append((char)text[i..end].Aggregate(0, static (n, c) => (n * 8) + c - '0'));
                    i = end - 1;
                    break;
                case '\\' or '"' or '\'' or '$':
                    result.Append(next);
                    break;
                default:
                    result.Append('\\').Append(next);
                    break;
            }
        }

        return result.ToString();
    }

    private static int Unicode(string text, int at, StringBuilder result)
    {
        var digits = at + 1;
        while (digits < text.Length && text[digits] == 'u')
        {
            digits++;
        }

        if (digits + 4 <= text.Length && ushort.TryParse(text.AsSpan(digits, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            result.Append((char)code);
            return digits + 3;
        }

        result.Append("\\u");
        return at;
    }
}
