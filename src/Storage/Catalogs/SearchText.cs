using System.Globalization;
using System.Text;

namespace Catalog.Storage.Catalogs;

/// <summary>Names as the index holds them, and what people type as a query of the index.</summary>
internal static class SearchText
{
    // A longer text is no better search, and each term costs a look-up.
    private const int MostTerms = 12;
    private const int LongestTerm = 64;

    /// <summary>A name and, after it, the parts of the words in it that are written in one (<c>readTextFile</c>); the tokenizer splits at signs by itself.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name);
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || IsBoundary(name, i))
            {
                if (start > 0 || i < name.Length)
                {
                    words.Append(' ').Append(name, start, i - start);
                }

                start = i;
            }
        }

        return words.ToString();
    }

    /// <summary>The full-text query of SQLite for rows that hold every word of a text, the last one also as a beginning. Whatever was typed, it is words and no syntax.</summary>
    /// <returns>Null where the text holds no word.</returns>
    public static string? QueryOrNull(string text)
    {
        var terms = TermsOf(text);
        return terms.Count == 0 ? null : string.Join(' ', terms.Select(static term => $"\"{term}\"")) + "*";
    }

    /// <summary>The words that were typed, at most twelve, each cut to 64 characters: letters, digits and marks.</summary>
    public static IReadOnlyList<string> TermsOf(string text)
    {
        var terms = new List<string>();
        var term = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (term.Length > 0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                if (term.Length < LongestTerm)
                {
                    term.Append(rune.ToString());
                }
            }
            else
            {
                Take();
            }

            if (terms.Count == MostTerms)
            {
                break;
            }
        }

        Take();
        return terms;

        void Take()
        {
            if (term.Length > 0 && terms.Count < MostTerms)
            {
                terms.Add(term.ToString());
            }

            term.Clear();
        }
    }

    private static bool IsBoundary(string name, int at) =>
        (char.IsUpper(name[at]) && (char.IsLower(name[at - 1]) || char.IsDigit(name[at - 1])))
        || (char.IsUpper(name[at]) && char.IsUpper(name[at - 1]) && at + 1 < name.Length && char.IsLower(name[at + 1]))
        || (char.IsDigit(name[at]) != char.IsDigit(name[at - 1]) && char.IsLetterOrDigit(name[at]) && char.IsLetterOrDigit(name[at - 1]));
}
