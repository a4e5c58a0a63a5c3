using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Quoting;

/// <summary>From UTF-16 units to Unicode code points. A half of a pair that stands alone counts as one.</summary>
internal static class CodePoints
{
    /// <summary>How many code points a run of text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Moves a mark off the middle of pairs, so that it starts and ends between code points.</summary>
    public static (int Start, int Length) Widen(TextField field, int start, int length)
    {
        var text = field.Text;
        var end = start + length;
        start -= start > 0 && start < text.Length && char.IsSurrogatePair(text[start - 1], text[start]) ? 1 : 0;
        end += end > 0 && end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]) ? 1 : 0;
        return (start, end - start);
    }
}
