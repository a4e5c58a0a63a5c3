namespace Catalog.Policy.Operators.Regex;

/// <summary>A pattern as instructions of a non-deterministic automaton. Immutable.</summary>
internal sealed class PatternProgram
{
    /// <summary>Larger programs are refused; patterns within all other limits rarely come near.</summary>
    private const int MaxInstructions = 50_000;

    private readonly List<PatternInstruction> _code = [new(PatternInstructionKind.Match)];
    private readonly List<CodePointSet> _sets = [NamedSets.WordCharacters, CodePointSet.OfOne('\n')];
    private readonly Dictionary<CodePointSet, int> _setNumbers = [];
    private readonly Dictionary<int, int> _singles = [];

    private PatternProgram(PatternNode node)
    {
        Start = Emit(node, 0);
        Code = [.. _code];
        Classes = new CodePointClasses(_sets);
        HasAssertions = Code.Any(static i => i.Kind == PatternInstructionKind.Assert);
    }

    internal PatternInstruction[] Code { get; }

    internal int Start { get; }

    internal CodePointClasses Classes { get; }

    internal bool HasAssertions { get; }

    /// <summary>Which classes are of word characters, and which is the line feed.</summary>
    internal bool[] WordClasses => Classes.MembersOf(0);

    internal bool[] LineFeedClass => Classes.MembersOf(1);

    internal static PatternProgram? CompileOrNull(PatternNode node, out string? problem)
    {
        problem = node.Size > MaxInstructions ? $"the pattern is too large: its counts multiply it to {node.Size} steps, at most {MaxInstructions} are to be had" : null;
        return problem is null ? new PatternProgram(node) : null;
    }

    // Emits from the back to the front: the start of a part, given what follows it.
    private int Emit(PatternNode node, int next) => node.Kind switch
    {
        PatternNodeKind.Empty => next,
        PatternNodeKind.Set => Add(new PatternInstruction(PatternInstructionKind.Step, next, NumberOf(node.Set!))),
        PatternNodeKind.Assertion => Add(new PatternInstruction(PatternInstructionKind.Assert, next, Assertion: node.Assertion)),
        PatternNodeKind.Sequence => node.Parts.Reverse().Aggregate(next, (after, part) => Emit(part, after)),
        PatternNodeKind.Choice => node.Parts.Select(part => Emit(part, next)).ToList() is var ways
            ? ways.Skip(1).Aggregate(ways[0], (fork, way) => Add(new PatternInstruction(PatternInstructionKind.Fork, fork, way)))
            : next,
        _ => EmitRepeat(node, next),
    };

    private int EmitRepeat(PatternNode node, int next)
    {
        var part = node.Parts[0];
        var at = next;
        var required = node.Min;
        if (node.Max is null)
        {
            var fork = Add(default);
            var loop = Emit(part, fork);
            _code[fork] = new PatternInstruction(PatternInstructionKind.Fork, loop, next);
            at = fork;
            if (required > 0)
            {
                // The loop itself is one of the required times.
                at = loop;
                required--;
            }
        }
        else
        {
            for (var i = node.Min; i < node.Max; i++)
            {
                at = Add(new PatternInstruction(PatternInstructionKind.Fork, Emit(part, at), next));
            }
        }

        for (var i = 0; i < required; i++)
        {
            at = Emit(part, at);
        }

        return at;
    }

    private int NumberOf(CodePointSet set)
    {
        if (_setNumbers.TryGetValue(set, out var number))
        {
            return number;
        }

        var single = set.Ranges is [var (low, high)] && low == high ? low : -1;
        if (single >= 0 && _singles.TryGetValue(single, out number))
        {
            return number;
        }

        number = _sets.Count;
        _sets.Add(set);
        _setNumbers.Add(set, number);
        if (single >= 0)
        {
            _singles.Add(single, number);
        }

        return number;
    }

    private int Add(PatternInstruction instruction)
    {
        _code.Add(instruction);
        return _code.Count - 1;
    }
}
