using System.Globalization;
using System.Text;

namespace Catalog.Gateway.Approvals;

/// <summary>Makes text safe to look at: what would not be seen, or would change the order of what is, is spelled out.</summary>
public static class VisibleText
{
    /// <summary>The text with control, format, bidi, surrogate, private-use and unassigned characters, line separators and unusual spaces written as <c>⟦U+202E⟧</c>.</summary>
    /// <param name="text">What an agent wrote.</param>
    /// <param name="keepLines">Leaves LF as it is.</param>
    public static string Of(string text, bool keepLines = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? shown = null;
        for (var i = 0; i < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, i, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            var code = whole ? rune.Value : text[i];
            if (!whole || (IsUnseen(rune) && !(keepLines && code == '\n')))
            {
                shown ??= new StringBuilder(text, 0, i, text.Length + 16);
                shown.Append(CultureInfo.InvariantCulture, $"⟦U+{code:X4}⟧");
            }
            else
            {
                shown?.Append(text, i, length);
            }

            i += length;
        }

        return shown?.ToString() ?? text;
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        // Letters that are drawn as nothing, variation selectors and the combining joiner.
        _ => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF),
    };
}
