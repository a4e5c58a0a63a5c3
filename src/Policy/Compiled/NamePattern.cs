namespace Catalog.Policy.Compiled;

/// <summary>A tool name of a document: exact, or a glob in which <c>*</c> stands for any run of characters. Names are compared code unit by code unit.</summary>
internal sealed class NamePattern(string text)
{
    internal string Text { get; } = text;

    internal bool IsGlob { get; } = text.Contains('*', StringComparison.Ordinal);

    /// <summary>True for <c>*</c>, and for several in a row, which say the same.</summary>
    internal bool IsEverything { get; } = text.Length > 0 && text.AsSpan().Trim('*').IsEmpty;

    internal bool Matches(string name) => IsGlob ? MatchesGlob(Text, name) : string.Equals(Text, name, StringComparison.Ordinal);

    /// <summary>Whether one name can match both.</summary>
    internal bool Overlaps(NamePattern other)
    {
        if (!IsGlob)
        {
            return other.Matches(Text);
        }

        return other.IsGlob ? GlobsOverlap(Text, other.Text) : Matches(other.Text);
    }

    /// <summary>Exact names first, then longer globs before shorter ones, then ordinal.</summary>
    internal static int Compare(NamePattern left, NamePattern right)
    {
        var byKind = left.IsGlob.CompareTo(right.IsGlob);
        var byLength = byKind != 0 ? byKind : right.Text.Length.CompareTo(left.Text.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(left.Text, right.Text);
    }

    // The usual two-pointer walk: on a mismatch the last star takes one character more. No pattern makes it worse than length times length.
    internal static bool MatchesGlob(string pattern, string name)
    {
        var (p, n, star, mark) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    // Row by row over both patterns: cell (i, j) says whether some text is matched by what is left of both.
    private static bool GlobsOverlap(string left, string right)
    {
        var below = new bool[right.Length + 1];
        for (var i = left.Length; i >= 0; i--)
        {
            var row = new bool[right.Length + 1];
            for (var j = right.Length; j >= 0; j--)
            {
                row[j] = (i == left.Length, j == right.Length) switch
                {
                    (true, true) => true,
                    (true, false) => right[j] == '*' && row[j + 1],
                    (false, true) => left[i] == '*' && below[j],
                    // A star stands for nothing, or takes what the other side has next.
                    _ when left[i] == '*' || right[j] == '*' => below[j] || row[j + 1],
                    _ => left[i] == right[j] && below[j + 1],
                };
            }

            below = row;
        }

        return below[0];
    }
}
