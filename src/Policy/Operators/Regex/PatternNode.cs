namespace Catalog.Policy.Operators.Regex;

/// <summary>A parsed pattern, as a tree. Laziness is dropped: whether a text matches does not depend on it.</summary>
internal sealed record PatternNode
{
    internal static readonly PatternNode Nothing = new() { Kind = PatternNodeKind.Empty };

    internal required PatternNodeKind Kind { get; init; }

    internal CodePointSet? Set { get; private init; }

    internal IReadOnlyList<PatternNode> Parts { get; private init; } = [];

    internal int Min { get; private init; }

    /// <summary>The most repetitions; null for any number.</summary>
    internal int? Max { get; private init; }

    internal PatternAssertion Assertion { get; private init; }

    /// <summary>The largest product of counts that are nested in each other, at least 1.</summary>
    internal long Counts { get; private init; } = 1;

    /// <summary>How many instructions it takes at most.</summary>
    internal long Size { get; private init; } = 1;

    internal static PatternNode OfSet(CodePointSet set) => new() { Kind = PatternNodeKind.Set, Set = set };

    internal static PatternNode OfAssertion(PatternAssertion assertion) => new() { Kind = PatternNodeKind.Assertion, Assertion = assertion };

    internal static PatternNode Sequence(IReadOnlyList<PatternNode> parts) => Of(PatternNodeKind.Sequence, parts);

    internal static PatternNode Choice(IReadOnlyList<PatternNode> parts) => Of(PatternNodeKind.Choice, parts);

    /// <param name="part">What is repeated.</param>
    /// <param name="min">At least so often.</param>
    /// <param name="max">At most so often; null for any number.</param>
    /// <param name="counted">True for <c>{…}</c>, whose counts multiply when nested.</param>
    internal static PatternNode Repeat(PatternNode part, int min, int? max, bool counted)
    {
        var copies = Math.Max(1, max ?? min);
        return new PatternNode
        {
            Kind = PatternNodeKind.Repeat,
            Parts = [part],
            Min = min,
            Max = max,
            Counts = counted ? part.Counts * copies : part.Counts,
            Size = (part.Size + 1) * copies,
        };
    }

    private static PatternNode Of(PatternNodeKind kind, IReadOnlyList<PatternNode> parts) => parts.Count switch
    {
        0 => Nothing,
        1 => parts[0],
        _ => new PatternNode
        {
            Kind = kind,
            Parts = parts,
            Counts = parts.Max(static p => p.Counts),
            Size = parts.Sum(static p => p.Size) + parts.Count,
        },
    };
}
