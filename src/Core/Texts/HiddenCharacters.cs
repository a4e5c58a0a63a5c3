using System.Globalization;
using System.Text;

namespace Catalog.Core.Texts;

/// <summary>Characters that a reader does not see, or that turn the order of what is read: where instructions for an agent are hidden from people.</summary>
public static class HiddenCharacters
{
    /// <summary>Whether a code point is to be shown by its number.</summary>
    /// <param name="rune">The code point.</param>
    /// <param name="before">The one before it, or the default at the start.</param>
    /// <param name="after">What follows it.</param>
    public static bool IsHidden(Rune rune, Rune before, ReadOnlySpan<char> after) => rune.Value switch
    {
        '\n' or '\t' or '\r' => false,
        // The two that emoji are built with: one at a time, behind a picture, they hide nothing.
        0xFE0F => !IsPicture(before) && !(before.Value is >= '0' and <= '9' or '#' or '*'),
        0x200C or 0x200D => !Joins(before, after),
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 => true,
        (>= 0xFE00 and <= 0xFE0E) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned,
    };

    /// <summary>How many characters of a text are hidden.</summary>
    public static int Count(string? text)
    {
        var count = 0;
        var before = default(Rune);
        for (var i = 0; i < text?.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            i += used;
            count += IsHidden(rune, before, text.AsSpan(i)) ? 1 : 0;
            before = rune;
        }

        return count;
    }

    /// <summary>The text with every hidden character spelled <c>⟨U+202E⟩</c>, for places that show text alone; half of a pair is spelled too. Line ends and tabs stay.</summary>
    public static string Spell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? spelled = null;
        var before = default(Rune);
        for (var i = 0; i < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            var value = status == System.Buffers.OperationStatus.Done ? rune.Value : text[i];
            i += used;
            if (status != System.Buffers.OperationStatus.Done || IsHidden(rune, before, text.AsSpan(i)))
            {
                spelled ??= new StringBuilder(text, 0, i - used, text.Length + 32);
                spelled.Append("⟨U+").Append(value.ToString("X4", CultureInfo.InvariantCulture)).Append('⟩');
            }
            else
            {
                spelled?.Append(rune.ToString());
            }

            before = rune;
        }

        return spelled?.ToString() ?? text;
    }

    private static bool Joins(Rune before, ReadOnlySpan<char> after)
    {
        if (after.IsEmpty || Rune.DecodeFromUtf16(after, out var next, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        // Pictures made of several, and scripts in which a joiner decides how two letters are written.
        return ((IsPicture(before) || before.Value == 0xFE0F) && IsPicture(next)) || (IsScriptLetter(before) && IsScriptLetter(next));
    }

    private static bool IsPicture(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol && rune.Value >= 0x2000;

    private static bool IsScriptLetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        && rune.Value is >= 0x0590 and < 0x1100;
}
