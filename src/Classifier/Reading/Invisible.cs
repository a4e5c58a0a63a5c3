using System.Buffers;

namespace Catalog.Classifier.Reading;

/// <summary>Characters that people do not see and models read: soft hyphens, zero-width spaces, direction marks, and the tags that spell ASCII unseen.</summary>
internal static class Invisible
{
    private const char First = '\u00ad';

    // The joiners U+200C and U+200D are left out: emoji and several scripts need them. U+DB40 is the first half of every tag.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\udb40");

    /// <summary>True for such a character.</summary>
    public static bool Is(char c) => c >= First && Characters.Contains(c);

    /// <summary>True if a text has one.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAnyInRange(First, char.MaxValue) && text.ContainsAny(Characters);
}
