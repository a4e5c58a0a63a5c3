using System.Text;

namespace Catalog.Policy.Operators.Regex;

/// <summary>
/// Runs a program over a text in one pass, with the states of a deterministic automaton built as they are met and kept within a bound. Where the states would grow
/// without end the instructions are followed directly. One text at a time.
/// </summary>
internal sealed class PatternAutomaton(PatternProgram program)
{
    /// <summary>How many integers the kept states may hold before all are dropped: some 4 MB.</summary>
    private const int MaxKept = 1_000_000;

    /// <summary>After so many droppings in one text the states are no longer kept: they do not recur.</summary>
    private const int MaxDrops = 4;

    /// <summary>The instructions that may be visited for one text, some seconds of work; what needs more is not decided.</summary>
    private const long MaxVisits = 500_000_000;

    private static readonly AutomatonState Matched = new([], default);

    private readonly HashSet<AutomatonState> _states = [];
    private readonly int[] _visited = new int[program.Code.Length];
    private readonly int[] _pending = new int[program.Code.Length];
    private readonly int[] _reached = new int[program.Code.Length];
    private readonly int[] _taken = new int[program.Code.Length];
    private readonly int[] _next = new int[program.Code.Length];

    /// <summary>For each step the classes it takes; empty for what is no step.</summary>
    private readonly bool[][] _members = [.. program.Code.Select(i => i.Kind == PatternInstructionKind.Step ? program.Classes.MembersOf(i.Other) : [])];
    private int _round;
    private int _pendingCount;
    private int _reachedCount;
    private int _kept;
    private int _drops;
    private long _visits;

    /// <summary>Whether the pattern matches anywhere in a text of valid UTF-8; null where that would take too long to say.</summary>
    internal bool? IsMatch(ReadOnlySpan<byte> text)
    {
        _visits = 0;
        _drops = 0;
        var state = Keep(new AutomatonState([], program.HasAssertions ? TextPosition.Edge : TextPosition.Other));
        for (var i = 0; i < text.Length;)
        {
            int codePoint = text[i];
            if (codePoint < 0x80)
            {
                i++;
            }
            else
            {
                Rune.DecodeFromUtf8(text[i..], out var rune, out var bytes);
                (codePoint, i) = (rune.Value, i + bytes);
            }

            var codePointClass = program.Classes.Of(codePoint);
            state = state.Next?[codePointClass] ?? Follow(state, codePointClass);
            if (ReferenceEquals(state, Matched))
            {
                return true;
            }

            if (_visits > MaxVisits)
            {
                return null;
            }
        }

        return Close(state, TextPosition.Edge);
    }

    private AutomatonState Follow(AutomatonState from, int codePointClass)
    {
        var ahead = PositionOf(codePointClass);
        var to = Close(from, ahead) ? Matched : Step(codePointClass, program.HasAssertions ? ahead : TextPosition.Other);
        if (_drops < MaxDrops)
        {
            to = ReferenceEquals(to, Matched) ? to : Keep(to);
            if (from.Next is null)
            {
                from.Next = new AutomatonState?[program.Classes.Count];
                _kept += 2 * program.Classes.Count;
            }

            from.Next[codePointClass] = to;
        }

        return to;
    }

    private AutomatonState Keep(AutomatonState state)
    {
        if (_states.TryGetValue(state, out var kept))
        {
            return kept;
        }

        if (_kept > MaxKept)
        {
            _states.Clear();
            _kept = 0;
            _drops++;
        }

        _states.Add(state);
        _kept += state.Instructions.Length + 16;
        return state;
    }

    /// <summary>Finds the steps that can be taken from a state, a new attempt included, into <see cref="_reached"/>; true where the pattern has matched.</summary>
    private bool Close(AutomatonState state, TextPosition ahead)
    {
        NextRound();
        _reachedCount = 0;
        _pendingCount = 0;
        Visit(program.Start);
        foreach (var instruction in state.Instructions)
        {
            Visit(instruction);
        }

        while (_pendingCount > 0)
        {
            var instruction = program.Code[_pending[--_pendingCount]];
            switch (instruction.Kind)
            {
                case PatternInstructionKind.Match:
                    return true;
                case PatternInstructionKind.Fork:
                    Visit(instruction.Next);
                    Visit(instruction.Other);
                    break;
                default:
                    if (IsAt(instruction.Assertion, state.Behind, ahead))
                    {
                        Visit(instruction.Next);
                    }

                    break;
            }
        }

        return false;
    }

    private AutomatonState Step(int codePointClass, TextPosition behind)
    {
        var count = 0;
        foreach (var at in _reached.AsSpan(0, _reachedCount))
        {
            var next = program.Code[at].Next;
            if (_members[at][codePointClass] && _taken[next] != _round)
            {
                _taken[next] = _round;
                _next[count++] = next;
            }
        }

        // The order only matters for finding the state again.
        var to = _next.AsSpan(0, count);
        if (_drops < MaxDrops)
        {
            to.Sort();
        }

        return new AutomatonState(to.ToArray(), behind);
    }

    private void Visit(int at)
    {
        if (_visited[at] != _round)
        {
            _visited[at] = _round;
            _visits++;
            if (_members[at].Length > 0)
            {
                _reached[_reachedCount++] = at;
            }
            else
            {
                _pending[_pendingCount++] = at;
            }
        }
    }

    // A round marks what it visited with its number; before the numbers run out all marks are wiped.
    private void NextRound()
    {
        if (_round == int.MaxValue)
        {
            Array.Clear(_visited);
            Array.Clear(_taken);
            _round = 0;
        }

        _round++;
    }

    private TextPosition PositionOf(int codePointClass) =>
        program.LineFeedClass[codePointClass] ? TextPosition.LineFeed
        : program.WordClasses[codePointClass] ? TextPosition.Word
        : TextPosition.Other;

    private static bool IsAt(PatternAssertion assertion, TextPosition behind, TextPosition ahead) => assertion switch
    {
        PatternAssertion.TextStart => behind == TextPosition.Edge,
        PatternAssertion.TextEnd => ahead == TextPosition.Edge,
        PatternAssertion.LineStart => behind is TextPosition.Edge or TextPosition.LineFeed,
        PatternAssertion.LineEnd => ahead is TextPosition.Edge or TextPosition.LineFeed,
        PatternAssertion.WordBoundary => behind == TextPosition.Word != (ahead == TextPosition.Word),
        _ => behind == TextPosition.Word == (ahead == TextPosition.Word),
    };
}
