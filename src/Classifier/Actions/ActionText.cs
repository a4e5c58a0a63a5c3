using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Actions;

/// <summary>Finds the words that a text has about one of several values: the line or clause that names it and none of the others.</summary>
internal static class ActionText
{
    private const int Longest = 300;

    /// <summary>The words about a value; null where the text has none of its own for it.</summary>
    public static Mark? FindOrNull(TextField? text, string value, IReadOnlyList<TextField> values)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var (start, length) in Parts(text.Text))
        {
            var part = text.Text.AsSpan(start, length);
            if (IndexOfWord(part, value) is >= 0 and var at && part.Length > value.Length + 3 && !NamesAnother(part, value, values) && Told(part, at, value) is (var from, > 0 and var count))
            {
                return new Mark(text, start + from, Math.Min(count, Longest));
            }
        }

        return null;
    }

    // From the value on: what stands before it belongs to the list as a whole.
    private static (int From, int Count) Told(ReadOnlySpan<char> part, int at, string value)
    {
        var rest = part[at..].TrimEnd(" \t\r.,;|*`'\"");
        return rest.Length > value.Length + 3 ? (at, rest.Length) : (0, 0);
    }

    private static bool NamesAnother(ReadOnlySpan<char> part, string value, IReadOnlyList<TextField> values)
    {
        foreach (var other in values)
        {
            if (!other.Text.Equals(value, StringComparison.OrdinalIgnoreCase) && IndexOfWord(part, other.Text) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOfWord(ReadOnlySpan<char> text, string word)
    {
        for (var from = 0; from <= text.Length - word.Length;)
        {
            var at = text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return -1;
            }

            at += from;
            var end = at + word.Length;
            if ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';

    // Lines first, and the clauses of a line that lists several.
    private static IEnumerable<(int Start, int Length)> Parts(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] is '\n' or ';' || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1])))
            {
                if (i > start)
                {
                    yield return (start, i - start);
                }

                start = i + 1;
            }
        }
    }
}
