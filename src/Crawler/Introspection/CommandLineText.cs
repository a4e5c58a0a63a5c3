using System.Text;

namespace Catalog.Crawler.Introspection;

/// <summary>Takes a command line apart as a shell would, without any of what else a shell does: no variables, no patterns, no substitution.</summary>
internal static class CommandLineText
{
    /// <summary>The words; null where a quote is never closed or nothing is there.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isWord = false;
                }
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                isWord = true;
            }
            else if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else
            {
                isWord = true;
                i += c == '\\' && quote != '\'' && i + 1 < text.Length ? 1 : 0;
                word.Append(text[i]);
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return quote == '\0' && words.Count > 0 ? words : null;
    }

    /// <summary>One word as <see cref="Split"/> reads it back.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "@%_+=:,./-".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
