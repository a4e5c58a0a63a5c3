namespace Catalog.Policy.Operators.Regex;

/// <summary>A compiled pattern. May be asked from any thread; the time is linear in the text.</summary>
internal sealed class PatternMatcher
{
    private readonly PatternProgram _program;
    private PatternAutomaton? _spare;

    private PatternMatcher(PatternProgram program) => _program = program;

    /// <summary>Compiles a pattern of valid Unicode; null with the problem where it is outside the subset or too large.</summary>
    internal static PatternMatcher? CompileOrNull(string pattern, out string? problem)
    {
        if (PatternParser.ParseOrNull(pattern, out problem) is not { } node)
        {
            return null;
        }

        return PatternProgram.CompileOrNull(node, out problem) is { } program ? new PatternMatcher(program) : null;
    }

    /// <summary>Whether the pattern matches anywhere in a text of valid UTF-8; null where the pattern is so involved that this text would take too long.</summary>
    internal bool? IsMatch(ReadOnlySpan<byte> text)
    {
        // One automaton is kept with the states it has built; callers that meet it in use build their own.
        var automaton = Interlocked.Exchange(ref _spare, null) ?? new PatternAutomaton(_program);
        var matched = automaton.IsMatch(text);
        Volatile.Write(ref _spare, automaton);
        return matched;
    }
}
