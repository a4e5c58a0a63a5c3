namespace Catalog.Policy.Operators.Regex;

/// <summary>Reads a class, <c>[…]</c>.</summary>
internal static class PatternClassParser
{
    /// <summary>Reads from behind the opening bracket to behind the closing one; null with a fault recorded.</summary>
    internal static CodePointSet? ParseOrNull(PatternReader reader, bool foldCase)
    {
        var negated = reader.Take("^");
        var ranges = new List<(int Low, int High)>();
        for (var first = true; first || reader.Peek != ']'; first = false)
        {
            if (reader.AtEnd)
            {
                reader.Fail("has a class that does not end: write `]`, or `\\[` for the character itself");
                return null;
            }

            // RE2 would take it for a range or a dash and a bracket; whoever writes it means neither.
            if (reader.Peek == '-' && reader.Ahead(1) == '[')
            {
                reader.Fail("subtracts a class, which is not to be had: write `\\[` for the character itself");
                return null;
            }

            if (NamedOrNull(reader, foldCase) is { } named)
            {
                ranges.AddRange(named.Ranges);
                continue;
            }

            if (reader.Problem is not null || RangeOrNull(reader) is not { } range)
            {
                return null;
            }

            ranges.Add(range);
        }

        reader.Skip(1);
        return PatternEscapes.Signed(CodePointSet.Of(ranges), negated, foldCase);
    }

    private static CodePointSet? NamedOrNull(PatternReader reader, bool foldCase)
    {
        if (reader.Take("[:"))
        {
            var negated = reader.Take("^");
            var name = reader.TakeUntil(':');
            if (name is not null && NamedSets.PosixOrNull(name) is { } set && reader.Take("]"))
            {
                return PatternEscapes.Signed(set, negated, foldCase);
            }

            reader.Fail("has an unknown class name: write one as `[[:alpha:]]`, or `\\[` for the character itself");
            return null;
        }

        if (reader.Peek != '\\' || reader.Ahead(1) is not ('d' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P'))
        {
            return null;
        }

        reader.Skip(1);
        return PatternEscapes.SetOrNull(reader, foldCase);
    }

    private static (int Low, int High)? RangeOrNull(PatternReader reader)
    {
        var low = One(reader);
        var high = low;
        if (low >= 0 && reader.Peek == '-' && reader.Ahead(1) is not (']' or '[' or -1))
        {
            reader.Skip(1);
            high = One(reader);
            if (high >= 0 && high < low)
            {
                reader.Fail("has a range whose end comes before its start");
                return null;
            }
        }

        return low < 0 || high < 0 ? null : (low, high);
    }

    private static int One(PatternReader reader) => reader.Take("\\") ? PatternEscapes.CodePoint(reader) : reader.Next();
}
