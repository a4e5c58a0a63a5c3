using System.Globalization;
using System.Text;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Compiled;

/// <summary>When names count as the same although they are not written the same.</summary>
internal static class NameFolding
{
    /// <summary>False where the runtime has no Unicode tables (an environment variable can switch them off), and normalising does nothing.</summary>
    internal static bool NormalizationWorks { get; } = "\uFB01".Normalize(NormalizationForm.FormKC) == "fi";

    /// <summary>
    /// The name after trimming, compatibility normalisation and case folding. Names that look alike to a server that trims or folds become one text; sharp s is the
    /// one letter whose full folding neither the tables of simple folding nor normalisation give.
    /// </summary>
    internal static string Loose(string name)
    {
        // A lone surrogate cannot be normalised; it reads as the replacement character.
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            text.Append(rune.ToString());
        }

        var decomposed = Trim(text.ToString().Normalize(NormalizationForm.FormKD));
        return Trim(SimpleCaseFolding.Fold(decomposed).Replace("\u00DF", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD));
    }

    private static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // White space, control characters and invisible format characters such as U+200B and U+FEFF.
    private static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
