using System.Text;

namespace Catalog.Gateway.Scanning;

/// <summary>
/// Characters without a picture that carry text to a model past the eyes of a person. Joiners and the first sixteen variation selectors are
/// not among them: scripts and emoji need those.
/// </summary>
internal static class HiddenText
{
    public static bool IsHidden(Rune rune) => rune.Value
        is 0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF
        or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF9 and <= 0xFFFB)
        or (>= 0xE0000 and <= 0xE01EF);

    /// <summary>How many there are in a text.</summary>
    public static int Count(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            count += IsHidden(rune) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The text without them.</summary>
    public static string Without(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHidden(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }
}
