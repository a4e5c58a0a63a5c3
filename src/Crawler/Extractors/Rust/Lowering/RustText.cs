using System.Globalization;
using System.Text;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <summary>Rust's literals and doc comments.</summary>
internal static class RustText
{
    /// <summary>The value of a string literal of any form: <c>"…"</c>, <c>r#"…"#</c>, <c>b"…"</c>, <c>c"…"</c>.</summary>
    public static string Value(string literal)
    {
        var start = literal.IndexOf('"', StringComparison.Ordinal);
        var end = literal.LastIndexOf('"');
        if (start < 0 || end <= start)
        {
            return literal;
        }

        var raw = literal[(start + 1)..end].Replace("\r\n", "\n", StringComparison.Ordinal);
        return literal.AsSpan(0, start).Contains('r') || !raw.Contains('\\', StringComparison.Ordinal) ? raw : Unescape(raw);
    }

    /// <summary>What a doc comment says, its line end taken away; null for a comment that is none.</summary>
    public static string? DocOrNull(SyntaxNode comment)
    {
        var text = comment.Text.TrimEnd('\r', '\n');
        if (text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("////", StringComparison.Ordinal))
        {
            return text[3..];
        }

        if (!text.StartsWith("/**", StringComparison.Ordinal) || text.StartsWith("/***", StringComparison.Ordinal) || text.Length < 5)
        {
            return null;
        }

        return string.Join('\n', text[3..^2].Split('\n').Select(static l => l.Trim() is ['*', .. var rest] ? rest : l));
    }

    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            switch (raw[i])
            {
                case 'n': text.Append('\n'); break;
                case 't': text.Append('\t'); break;
                case 'r': text.Append('\r'); break;
                case '0': text.Append('\0'); break;
                case 'x' when i + 2 < raw.Length && byte.TryParse(raw.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    text.Append((char)code);
                    i += 2;
                    break;
                case 'u' when raw.IndexOf('}', i) is var end && end > i + 2 && int.TryParse(raw.AsSpan(i + 2, end - i - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && Rune.IsValid(point):
                    text.Append(new Rune(point));
                    i = end;
                    break;
                case '\n':
                    // The end of the line and the white space at the start of the next one are not part of the text.
                    while (i + 1 < raw.Length && raw[i + 1] is ' ' or '\t' or '\n' or '\r')
                    {
                        i++;
                    }

                    break;
                default: text.Append(raw[i]); break;
            }
        }

        return text.ToString();
    }
}
