using System.Globalization;
using System.Text;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Words;

/// <summary>
/// Texts as words in lower case, without accents and endings. Done here and not by the server, so that the same is found whatever its locale is, no
/// sign has a meaning (its own parser takes addresses, paths and numbers for more than words), and one server is enough for many writers.
/// </summary>
internal static class PostgresWords
{
    // The server takes a megabyte of words a row; nobody searches for what comes after so many.
    private const int MostCharacters = 100_000;
    private const int LongestWord = 200;

    /// <summary>The words of a text, a space between them; empty for none.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var cut = text.Length <= MostCharacters ? text : text[..MostCharacters];
        var plain = Ascii.IsValid(cut) ? cut : Decomposed(cut);
        var words = new StringBuilder(plain.Length);
        var length = 0;
        foreach (var rune in plain.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune))
            {
                if (length++ < LongestWord)
                {
                    words.Append(Rune.ToLowerInvariant(rune).ToString());
                }
            }
            else if (!IsMark(rune) && length > 0)
            {
                words.Append(' ');
                length = 0;
            }
        }

        return words.ToString();
    }

    /// <summary>The words of a text as they are searched: those of letters alone without their endings. Empty for none.</summary>
    public static IReadOnlyList<string> Stems(string? text)
    {
        var words = Of(text).AsSpan();
        var stems = new List<string>(words.Length / 6);
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (word.Length > 0)
            {
                stems.Add(IsOfLetters(word) ? EnglishStem.Of(word) : word.ToString());
            }
        }

        return stems;
    }

    /// <summary>The <c>tsquery</c> for rows that hold every word of a text, the last one also as a beginning.</summary>
    /// <returns>Null where the text holds no word.</returns>
    public static string? QueryOrNull(string text)
    {
        var terms = SearchText.TermsOf(text).Select(Stems).Where(static stems => stems.Count > 0).ToList();
        return terms.Count == 0 ? null : string.Join(" & ", terms.Select((stems, i) => string.Join(" <-> ", stems.Select(stem => $"'{stem}'{(i == terms.Count - 1 ? ":*" : "")}"))));
    }

    private static bool IsOfLetters(ReadOnlySpan<char> word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters apart from their accents. Of a lone surrogate there is no such form, and it is no letter.</summary>
    private static string Decomposed(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormD);
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
