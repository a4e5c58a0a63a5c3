namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Punctuation, brackets and operators.</content>
internal sealed partial class ScriptTokens
{
    private void Other(byte c)
    {
        switch ((char)c)
        {
            case '/' when At(1) == '/':
                SkipLine();
                break;
            case '/' when At(1) == '*':
                Comment();
                break;
            case '/' when !_afterOperand:
                Regex();
                break;
            case '"' or '\'':
                Text(c);
                break;
            case '`':
                Template(ScriptTokenKind.Template, ScriptTokenKind.TemplateHead);
                break;
            case '(':
                Open(ScriptTokenKind.OpenParenthesis);
                break;
            case '[':
                Open(ScriptTokenKind.OpenBracket);
                break;
            case '{':
                Open(ScriptTokenKind.OpenBrace);
                break;
            case ')' or ']' or '}':
                Close(c);
                break;
            case '#' when char.IsAsciiLetter((char)At(1)) || At(1) is (byte)'_' or (byte)'$':
                var length = _source.AsSpan(_position + 1, _end - _position - 1).IndexOfAnyExcept(WordBytes);
                Add(ScriptTokenKind.PrivateName, length < 0 ? _end - _position : length + 1);
                _afterOperand = true;
                break;
            case '.' when At(1) == '.' && At(2) == '.':
                Add(ScriptTokenKind.Ellipsis, 3);
                break;
            case '.' when !char.IsAsciiDigit((char)At(1)):
                Add(ScriptTokenKind.Dot, 1);
                break;
            case ';':
                Add(ScriptTokenKind.Semicolon, 1);
                break;
            case ',':
                Add(ScriptTokenKind.Comma, 1);
                break;
            case ':':
                Add(ScriptTokenKind.Colon, 1);
                break;
            case '~':
                Add(ScriptTokenKind.Prefix, 1);
                break;
            default:
                if (char.IsAsciiDigit((char)c) || c == '.')
                {
                    Number();
                }
                else
                {
                    Operator((char)c);
                }

                break;
        }
    }

    private void Operator(char c)
    {
        var next = (char)At(1);
        var isDoubled = next == c;
        switch (c)
        {
            case '=' when next == '>':
                Add(ScriptTokenKind.Arrow, 2);
                break;
            case '=' when isDoubled:
                Add(ScriptTokenKind.Operator, At(2) == '=' ? 3 : 2, 7);
                break;
            case '=':
                Add(ScriptTokenKind.Assign, 1);
                break;
            case '!' when next == '=':
                Add(ScriptTokenKind.Operator, At(2) == '=' ? 3 : 2, 7);
                break;
            case '!':
                Add(ScriptTokenKind.Prefix, 1);
                break;
            case '?' when next == '.' && !char.IsAsciiDigit((char)At(2)):
                Add(ScriptTokenKind.OptionalDot, 2);
                break;
            case '?' when !isDoubled:
                Add(ScriptTokenKind.Question, 1);
                break;
            case '+' or '-' when isDoubled:
                var isPostfix = _afterOperand;
                Add(ScriptTokenKind.Step, 2);
                _afterOperand = isPostfix;
                break;
            case '+' or '-':
                AddOrAssign(1, 10, ScriptTokenKind.Sign);
                break;
            case '*':
                AddOrAssign(isDoubled ? 2 : 1, isDoubled ? (byte)12 : (byte)11, isDoubled ? ScriptTokenKind.Operator : ScriptTokenKind.Star);
                break;
            case '/' or '%':
                AddOrAssign(1, 11);
                break;
            case '<' or '>' when isDoubled:
                AddOrAssign(c == '>' && At(2) == '>' ? 3 : 2, 9);
                break;
            case '<' or '>':
                Add(ScriptTokenKind.Operator, next == '=' ? 2 : 1, 8);
                break;
            case '&':
                AddOrAssign(isDoubled ? 2 : 1, isDoubled ? (byte)3 : (byte)6);
                break;
            case '|':
                AddOrAssign(isDoubled ? 2 : 1, isDoubled ? (byte)2 : (byte)4);
                break;
            case '?':
                AddOrAssign(2, 1);
                break;
            case '^':
                AddOrAssign(1, 5);
                break;
            default:
                throw new ScriptRefusal("a character begins no token");
        }
    }

    private void AddOrAssign(int length, byte precedence, ScriptTokenKind kind = ScriptTokenKind.Operator)
    {
        if (At(length) == '=')
        {
            Add(ScriptTokenKind.CompoundAssign, length + 1);
        }
        else
        {
            Add(kind, length, precedence);
        }
    }

    private void Open(ScriptTokenKind kind)
    {
        _open.Add(_count);
        Add(kind, 1);
    }

    private void Close(byte c)
    {
        var open = _open.Count > 0 ? _open[^1] : throw new ScriptRefusal("a bracket closes nothing");
        _open.RemoveAt(_open.Count - 1);
        var opened = _tokens[open].Kind;
        if (opened is ScriptTokenKind.TemplateHead or ScriptTokenKind.TemplateMiddle && c == '}')
        {
            _tokens[open].Match = _count;
            Template(ScriptTokenKind.TemplateTail, ScriptTokenKind.TemplateMiddle);
            return;
        }

        var expected = opened switch { ScriptTokenKind.OpenParenthesis => ')', ScriptTokenKind.OpenBracket => ']', ScriptTokenKind.OpenBrace => '}', _ => '\0' };
        if (c != expected)
        {
            throw new ScriptRefusal("brackets do not match");
        }

        _tokens[open].Match = _count;
        Add(opened + 1, 1).Match = open;
        _afterOperand = opened switch
        {
            ScriptTokenKind.OpenBracket => true,
            ScriptTokenKind.OpenParenthesis => open == 0 || _tokens[open - 1].Word is not (ScriptWord.If or ScriptWord.While or ScriptWord.For or ScriptWord.With) || _tokens[open - 1].Kind != ScriptTokenKind.Keyword,
            _ => IsObject(open),
        };
    }

    /// <summary>Whether a brace opened an object: it stands where an operand does.</summary>
    private bool IsObject(int open) => open > 0 && _tokens[open - 1] switch
    {
        { Kind: ScriptTokenKind.Keyword, Word: var word } => word is ScriptWord.Return or ScriptWord.Typeof or ScriptWord.Case or ScriptWord.In or ScriptWord.Void or ScriptWord.New or ScriptWord.Throw or ScriptWord.Delete or ScriptWord.Default,
        { Kind: var kind } => kind is ScriptTokenKind.OpenParenthesis or ScriptTokenKind.OpenBracket or ScriptTokenKind.Comma or ScriptTokenKind.Colon or ScriptTokenKind.Question or ScriptTokenKind.Assign
            or ScriptTokenKind.CompoundAssign or ScriptTokenKind.Operator or ScriptTokenKind.Sign or ScriptTokenKind.Star or ScriptTokenKind.Prefix or ScriptTokenKind.Ellipsis or ScriptTokenKind.TemplateHead or ScriptTokenKind.TemplateMiddle,
    };
}
