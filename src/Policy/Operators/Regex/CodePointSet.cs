using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Regex;

/// <summary>A set of code points: ascending ranges that neither overlap nor touch. Immutable.</summary>
internal sealed class CodePointSet
{
    internal const int Last = 0x10FFFF;

    private CodePointSet(IReadOnlyList<(int Low, int High)> ranges) => Ranges = ranges;

    internal static CodePointSet Empty { get; } = new([]);

    internal static CodePointSet All { get; } = Of((0, Last));

    internal IReadOnlyList<(int Low, int High)> Ranges { get; }

    internal static CodePointSet Of(params IEnumerable<(int Low, int High)> ranges)
    {
        var merged = new List<(int Low, int High)>();
        foreach (var range in ranges.OrderBy(static r => r.Low))
        {
            if (merged.Count > 0 && range.Low <= merged[^1].High + 1)
            {
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].High, range.High));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet(merged);
    }

    internal static CodePointSet OfOne(int codePoint) => new([(codePoint, codePoint)]);

    /// <summary>A code point and all that equal it under simple case folding.</summary>
    internal static CodePointSet OfFolded(int codePoint) => Of([(codePoint, codePoint), .. SimpleCaseFolding.OrbitOf(codePoint).ToArray().Select(static c => (c, c))]);

    internal CodePointSet Negate()
    {
        var gaps = new List<(int Low, int High)>();
        var next = 0;
        foreach (var (low, high) in Ranges)
        {
            if (low > next)
            {
                gaps.Add((next, low - 1));
            }

            next = high + 1;
        }

        if (next <= Last)
        {
            gaps.Add((next, Last));
        }

        return new CodePointSet(gaps);
    }

    /// <summary>The set with everything that equals a member under simple case folding.</summary>
    internal CodePointSet Fold()
    {
        var more = new List<(int Low, int High)>(Ranges);
        foreach (var cased in SimpleCaseFolding.Cased)
        {
            if (!Contains(cased))
            {
                continue;
            }

            foreach (var sibling in SimpleCaseFolding.OrbitOf(cased))
            {
                more.Add((sibling, sibling));
            }
        }

        return Of(more);
    }

    internal bool Contains(int codePoint)
    {
        var (from, to) = (0, Ranges.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (codePoint < Ranges[middle].Low)
            {
                to = middle - 1;
            }
            else if (codePoint > Ranges[middle].High)
            {
                from = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
