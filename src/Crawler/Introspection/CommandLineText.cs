using System.Text;
using System.Text.RegularExpressions;

namespace Catalog.Crawler.Introspection;

/// <summary>Takes a command line apart as a shell would, without any of what else a shell does: no variables, no patterns, no substitution.</summary>
internal static partial class CommandLineText
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
    public static string Quote(string word) => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || "@%_+=:,./-…".Contains(c, StringComparison.Ordinal))
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A command line whose values of options that sound like secrets are `…`; one that cannot be taken apart stays as it is.</summary>
    public static string WithoutSecrets(string text)
    {
        if (Split(text) is not { } words)
        {
            return text;
        }

        var shown = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var equal = words[i].IndexOf('=', StringComparison.Ordinal);
            if (equal > 0 && Secret().IsMatch(words[i][..equal]))
            {
                shown.Add(words[i][..(equal + 1)] + "…");
            }
            else if (i > 0 && words[i - 1].StartsWith('-') && !words[i - 1].Contains('=', StringComparison.Ordinal) && Secret().IsMatch(words[i - 1]) && !words[i].StartsWith('-'))
            {
                shown.Add("…");
            }
            else
            {
                shown.Add(words[i]);
            }
        }

        return shown.SequenceEqual(words, StringComparer.Ordinal) ? text : string.Join(' ', shown.Select(Quote));
    }

    [GeneratedRegex("key|token|secret|passw|credential|auth|bearer|header|cookie|dsn|connection", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Secret();
}
