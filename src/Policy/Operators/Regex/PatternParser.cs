using System.Globalization;
using System.Text;

namespace Catalog.Policy.Operators.Regex;

/// <summary>Reads a pattern of the RE2 subset of section 5 into a tree.</summary>
internal sealed class PatternParser
{
    internal const int MaxLength = 1_000;

    private const int MaxCount = 1_000;

    private readonly PatternReader _reader;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private PatternFlags _flags;

    private PatternParser(PatternReader reader) => _reader = reader;

    /// <summary>Reads a pattern of valid Unicode; null with the problem where it is outside the subset.</summary>
    internal static PatternNode? ParseOrNull(string pattern, out string? problem)
    {
        var codePoints = pattern.EnumerateRunes().Select(static r => r.Value).ToArray();
        if (codePoints.Length > MaxLength)
        {
            problem = $"the pattern has {codePoints.Length} characters: at most {MaxLength} are to be had";
            return null;
        }

        var reader = new PatternReader(codePoints);
        var node = new PatternParser(reader).Choice();
        if (!reader.AtEnd)
        {
            reader.Fail("has a `)` that closes nothing: write `\\)` for the character itself");
        }

        problem = reader.Problem;
        return problem is null ? node : null;
    }

    // Stops at the end, at a closing parenthesis, or once a fault was found.
    private PatternNode Choice()
    {
        var branches = new List<PatternNode>();
        do
        {
            branches.Add(Sequence());
        }
        while (_reader.Problem is null && _reader.Take("|"));

        return PatternNode.Choice(branches);
    }

    private PatternNode Sequence()
    {
        var parts = new List<PatternNode>();
        var repeatable = false;
        while (_reader.Problem is null && !_reader.AtEnd && _reader.Peek is not ('|' or ')'))
        {
            if (CountOrNull() is { } count)
            {
                Repeat(parts, repeatable, count);
                repeatable = false;
                continue;
            }

            if (_reader.Take("\\Q"))
            {
                repeatable = Quote(parts) || repeatable;
            }
            else if (AtomOrNull() is { } atom)
            {
                parts.Add(atom);
                repeatable = true;
            }
            else
            {
                repeatable = false; // flags, which are nothing to repeat
            }
        }

        return PatternNode.Sequence(parts);
    }

    private void Repeat(List<PatternNode> parts, bool repeatable, (int Min, int? Max, bool Counted) count)
    {
        if (!repeatable)
        {
            _reader.Fail("repeats nothing, or a repetition: write what to repeat, or `(?:…)` around the repetition");
            return;
        }

        if (count.Min > MaxCount || count.Max > MaxCount || count.Max < count.Min)
        {
            _reader.Fail($"has a count that is above {MaxCount}, or whose end comes before its start");
            return;
        }

        parts[^1] = PatternNode.Repeat(parts[^1], count.Min, count.Max, count.Counted);
        if (parts[^1].Counts > MaxCount)
        {
            _reader.Fail($"has nested counts that multiply to more than {MaxCount}");
        }

        _reader.Take("?");
    }

    // What is no complete count, such as `{` or `{,3}`, is literal text, as in RE2.
    private (int Min, int? Max, bool Counted)? CountOrNull()
    {
        if (_reader.Take("*"))
        {
            return (0, null, false);
        }

        if (_reader.Take("+"))
        {
            return (1, null, false);
        }

        if (_reader.Take("?"))
        {
            return (0, 1, false);
        }

        if (_reader.Peek != '{')
        {
            return null;
        }

        var length = 1;
        if (NumberOrNull(ref length) is not { } min)
        {
            return null;
        }

        int? max = min;
        if (_reader.Ahead(length) == ',')
        {
            length++;
            max = NumberOrNull(ref length);
        }

        if (_reader.Ahead(length) != '}')
        {
            return null;
        }

        _reader.Skip(length + 1);
        return (min, max, true);
    }

    private int? NumberOrNull(ref int ahead)
    {
        var digits = new StringBuilder();
        while (_reader.Ahead(ahead) is >= '0' and <= '9')
        {
            digits.Append((char)_reader.Ahead(ahead++));
        }

        // Too large for an integer is too large for a count as well.
        return digits.Length == 0 ? null
            : int.TryParse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : int.MaxValue;
    }

    private bool Quote(List<PatternNode> parts)
    {
        var any = false;
        while (!_reader.AtEnd && !_reader.Take("\\E"))
        {
            parts.Add(Literal(_reader.Next()));
            any = true;
        }

        return any;
    }

    private PatternNode? AtomOrNull()
    {
        switch (_reader.Next())
        {
            case '(':
                return GroupOrNull();
            case '[':
                return PatternClassParser.ParseOrNull(_reader, Has(PatternFlags.FoldCase)) is { } set ? PatternNode.OfSet(set) : null;
            case '.':
                return PatternNode.OfSet(Has(PatternFlags.DotAll) ? CodePointSet.All : CodePointSet.OfOne('\n').Negate());
            case '^':
                return PatternNode.OfAssertion(Has(PatternFlags.MultiLine) ? PatternAssertion.LineStart : PatternAssertion.TextStart);
            case '$':
                return PatternNode.OfAssertion(Has(PatternFlags.MultiLine) ? PatternAssertion.LineEnd : PatternAssertion.TextEnd);
            case '\\':
                return EscapeOrNull();
            case var literal:
                return Literal(literal);
        }
    }

    private PatternNode? EscapeOrNull()
    {
        PatternAssertion? assertion = _reader.Peek switch
        {
            'A' => PatternAssertion.TextStart,
            'z' => PatternAssertion.TextEnd,
            'b' => PatternAssertion.WordBoundary,
            'B' => PatternAssertion.NoWordBoundary,
            _ => null,
        };
        if (assertion is { } place)
        {
            _reader.Skip(1);
            return PatternNode.OfAssertion(place);
        }

        if (PatternEscapes.SetOrNull(_reader, Has(PatternFlags.FoldCase)) is { } set)
        {
            return PatternNode.OfSet(set);
        }

        return _reader.Problem is null && PatternEscapes.CodePoint(_reader) is >= 0 and var codePoint ? Literal(codePoint) : null;
    }

    // Behind the opening parenthesis. Null for flags alone, which hold up to the end of the group around them.
    private PatternNode? GroupOrNull()
    {
        var outer = _flags;
        if (_reader.Take("?") && !GroupStart())
        {
            return null;
        }

        var inside = Choice();
        _flags = outer;
        if (_reader.Problem is null && !_reader.Take(")"))
        {
            _reader.Fail("has a group that does not end: write `)`, or `\\(` for the character itself");
        }

        return inside;
    }

    // True where a group begins here; false for flags alone and for faults.
    private bool GroupStart()
    {
        if (_reader.Take("=") || _reader.Take("!") || _reader.Take("<=") || _reader.Take("<!"))
        {
            _reader.Fail("looks ahead or behind, which is not to be had: use a second condition");
            return false;
        }

        if (_reader.Take("P<") || _reader.Take("<"))
        {
            var name = _reader.TakeUntil('>');
            if (name is { Length: > 0 } && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && _names.Add(name))
            {
                return true;
            }

            _reader.Fail("has a group whose name is empty, used twice, or not of letters, digits and `_`");
            return false;
        }

        return Flags();
    }

    private bool Flags()
    {
        var (flags, on, dangling) = (_flags, true, false);
        while (true)
        {
            var letter = _reader.Next();
            PatternFlags? flag = letter switch { 'i' => PatternFlags.FoldCase, 's' => PatternFlags.DotAll, 'm' => PatternFlags.MultiLine, _ => null };
            if (flag is { } known)
            {
                flags = on ? flags | known : flags & ~known;
                dangling = false;
            }
            else if (letter == '-' && on)
            {
                (on, dangling) = (false, true);
            }
            else if (letter is ':' or ')' && !dangling)
            {
                _flags = flags;
                return letter == ':';
            }
            else
            {
                _reader.Fail("has an unknown group: write `(…)`, `(?:…)`, `(?P<name>…)` or flags of `i`, `s` and `m`");
                return false;
            }
        }
    }

    private PatternNode Literal(int codePoint) =>
        PatternNode.OfSet(Has(PatternFlags.FoldCase) ? CodePointSet.OfFolded(codePoint) : CodePointSet.OfOne(codePoint));

    private bool Has(PatternFlags flag) => _flags.HasFlag(flag);
}
