using System.Text;

namespace Catalog.Crawler.Parsing.Cutting;

/// <summary>
/// Finds the long function bodies of a JavaScript file, many times faster than a parser: it knows texts, templates, comments, regular expressions and brackets, and nothing else. It gives up where
/// brackets do not match or a text does not end; the caller, who parses what is left, is the one to find out where it was mistaken.
/// </summary>
internal ref partial struct BodyScanner
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _shortest;
    private readonly List<(Bracket Kind, int Start)> _open;
    private readonly List<BodyCut> _cuts;
    private readonly List<(int Position, string Module)> _imports;
    private int _position;

    /// <summary>True where an operand stands before this place, so that a slash divides.</summary>
    private bool _afterOperand;
    private bool _afterDot;

    /// <summary>True after <c>if</c>, <c>for</c> and the like.</summary>
    private bool _afterHeadWord;

    /// <summary>True where a function's body may begin: after parameters, after an arrow.</summary>
    private bool _beforeBody;

    private bool _afterOperator;

    /// <summary>How many brackets were open at the last <c>extends</c>, whose class begins after any expression; -1 where there is none.</summary>
    private int _heritage = -1;

    private BodyScanner(ReadOnlySpan<byte> source, int shortest)
    {
        _source = source;
        _shortest = shortest;
        _open = [];
        _cuts = [];
        _imports = [];
    }

    /// <summary>The outermost bodies of at least <paramref name="shortest"/> bytes, in their order, and the modules that are imported in them; null where the file is not understood.</summary>
    public static (IReadOnlyList<BodyCut> Cuts, IReadOnlyList<string> Imports)? ScanOrNull(ReadOnlySpan<byte> source, int shortest)
    {
        var scanner = new BodyScanner(source, shortest);
        return scanner.Scan() && scanner._open.Count == 0 ? (scanner._cuts, scanner.ImportsInCuts()) : null;
    }

    private bool Scan()
    {
        if (_source.StartsWith("#!"u8))
        {
            SkipLine();
        }

        while (_position < _source.Length)
        {
            var c = _source[_position];
            if (c is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or 0x0B or 0x0C)
            {
                _position++;
            }
            else if (IsWordByte(c) && !char.IsAsciiDigit((char)c))
            {
                Word();
            }
            else if (!Other(c))
            {
                return false;
            }
        }

        return true;
    }

    private bool Other(byte c)
    {
        var next = _position + 1 < _source.Length ? _source[_position + 1] : (byte)0;
        switch ((char)c)
        {
            case '/' when next == '/':
                SkipLine();
                return true;
            case '/' when next == '*':
                var end = _source[(_position + 2)..].IndexOf("*/"u8);
                _position += end + 4;
                return end >= 0;
            case '/' when !_afterOperand:
                return Regex();
            case '"' or '\'':
                return Text(c);
            case '`':
                _position++;
                return Template();
            case '(' or '[' or '{':
                Open((char)c);
                return true;
            case ')' or ']' or '}':
                return Close((char)c);
            case '.' when !char.IsAsciiDigit((char)next):
                var isSpread = next == '.';
                Operator(isSpread ? 3 : 1);
                _afterDot = !isSpread;
                return true;
            case '=' when next == '>':
                Operator(2);
                _beforeBody = true;
                return true;
            case '+' or '-' when next == c:
                // After an operand it is a part of it, before one it begins it.
                var isPostfix = _afterOperand;
                Operator(2);
                _afterOperand = isPostfix;
                return true;
            default:
                if (char.IsAsciiDigit((char)c) || c == '.')
                {
                    Number();
                }
                else
                {
                    Operator(1);
                    _afterOperator = c is not ((byte)';');
                }

                return true;
        }
    }

    private void Operator(int length)
    {
        _position += length;
        (_afterOperand, _afterDot, _afterHeadWord, _beforeBody, _afterOperator) = (false, false, false, false, true);
    }

    private void Operand() => (_afterOperand, _afterDot, _afterHeadWord, _beforeBody, _afterOperator) = (true, false, false, false, false);

    private void Word()
    {
        var start = _position;
        while (_position < _source.Length && IsWordByte(_source[_position]))
        {
            _position++;
        }

        var word = _source[start.._position];
        if (_afterDot || word.Length is < 2 or > 10)
        {
            Operand();
            return;
        }

        var wasHead = _afterHeadWord;
        Operand();
        if (word.SequenceEqual("if"u8) || word.SequenceEqual("for"u8) || word.SequenceEqual("while"u8) || word.SequenceEqual("switch"u8) || word.SequenceEqual("catch"u8) || word.SequenceEqual("with"u8))
        {
            _afterHeadWord = true;
        }
        else if (word.SequenceEqual("await"u8))
        {
            (_afterOperand, _afterHeadWord, _afterOperator) = (false, wasHead, true);
        }
        else if (word.SequenceEqual("return"u8) || word.SequenceEqual("typeof"u8) || word.SequenceEqual("case"u8) || word.SequenceEqual("in"u8) || word.SequenceEqual("instanceof"u8) || word.SequenceEqual("new"u8)
            || word.SequenceEqual("delete"u8) || word.SequenceEqual("void"u8) || word.SequenceEqual("throw"u8) || word.SequenceEqual("yield"u8) || word.SequenceEqual("default"u8))
        {
            (_afterOperand, _afterOperator) = (false, true);
        }
        else if (word.SequenceEqual("else"u8) || word.SequenceEqual("do"u8))
        {
            _afterOperand = false;
        }
        else if (word.SequenceEqual("extends"u8))
        {
            (_afterOperand, _heritage) = (false, _open.Count);
        }
        else if (word.SequenceEqual("require"u8) || word.SequenceEqual("import"u8))
        {
            Import();
        }
    }

    /// <summary>A module that is named as a constant: <c>require("x")</c>, <c>import("x")</c>.</summary>
    private readonly void Import()
    {
        var rest = _source[_position..Math.Min(_source.Length, _position + 2_000)].TrimStart(" \n\t"u8);
        if (rest.Length == 0 || rest[0] != '(')
        {
            return;
        }

        rest = rest[1..].TrimStart(" \n\t"u8);
        while (rest.StartsWith("/*"u8) && rest.IndexOf("*/"u8) is > 0 and var end)
        {
            rest = rest[(end + 2)..].TrimStart(" \n\t"u8);
        }

        if (rest.Length > 0 && rest[0] is (byte)'"' or (byte)'\'' or (byte)'`' && rest[1..].IndexOf(rest[0]) is > 0 and var length && rest.Slice(1, length).IndexOfAny((byte)'\\', (byte)'\n', (byte)'$') < 0)
        {
            _imports.Add((_position, Encoding.UTF8.GetString(rest.Slice(1, length))));
        }
    }

    private void Open(char c)
    {
        var kind = c switch
        {
            '(' => _afterHeadWord ? Bracket.Head : Bracket.Parenthesis,
            '[' => Bracket.Index,
            _ => _heritage == _open.Count ? Bracket.Block : _beforeBody ? Bracket.Body : _afterOperator ? Bracket.Object : Bracket.Block,
        };
        _heritage = c == '{' && _heritage == _open.Count ? -1 : _heritage;
        _open.Add((kind, _position));
        Operator(1);
        _afterOperator = kind is not (Bracket.Block or Bracket.Body);
    }

    private bool Close(char c)
    {
        if (_open.Count == 0)
        {
            return false;
        }

        var (kind, start) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (c != kind switch { Bracket.Index => ']', Bracket.Parenthesis or Bracket.Head => ')', _ => '}' })
        {
            return false;
        }

        _position++;
        switch (kind)
        {
            case Bracket.Hole:
                return Template();
            case Bracket.Head:
                (_afterOperand, _afterDot, _afterHeadWord, _beforeBody, _afterOperator) = (false, false, false, false, false);
                return true;
            case Bracket.Block or Bracket.Body:
                if (kind == Bracket.Body)
                {
                    Cut(start + 1, _position - 1);
                }

                (_afterOperand, _afterDot, _afterHeadWord, _beforeBody, _afterOperator) = (false, false, false, false, false);
                return true;
            default:
                Operand();
                _beforeBody = kind == Bracket.Parenthesis;
                return true;
        }
    }

    /// <summary>A body is long enough: those inside of it are a part of it.</summary>
    private readonly void Cut(int start, int end)
    {
        if (end - start < _shortest)
        {
            return;
        }

        while (_cuts.Count > 0 && _cuts[^1].Start > start)
        {
            _cuts.RemoveAt(_cuts.Count - 1);
        }

        _cuts.Add(new BodyCut(start, end));
    }

    private readonly List<string> ImportsInCuts()
    {
        var found = new List<string>();
        var cut = 0;
        foreach (var (position, module) in _imports)
        {
            while (cut < _cuts.Count && _cuts[cut].End < position)
            {
                cut++;
            }

            if (cut < _cuts.Count && _cuts[cut].Start <= position)
            {
                found.Add(module);
            }
        }

        return found;
    }

    private static bool IsWordByte(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or (byte)'$' or (byte)'#' or (byte)'\\' or >= 0x80;
}
