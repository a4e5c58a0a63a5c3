namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <content>Texts, templates, numbers, regular expressions, comments.</content>
internal sealed partial class ScriptTokens
{
    private void Comment()
    {
        var rest = _source.AsSpan(_position, _end - _position);
        var length = rest[2..].IndexOf("*/"u8) + 4;
        if (length < 4)
        {
            throw new ScriptRefusal("a comment does not end");
        }

        var lines = rest[..length].Count((byte)'\n');
        _row += lines;
        _afterLine |= lines > 0;
        _position += length;
    }

    private void Text(byte quote)
    {
        var rest = _source.AsSpan(_position + 1, _end - _position - 1);
        var length = 0;
        var lines = 0;
        while (true)
        {
            var at = rest[length..].IndexOfAny(quote, (byte)'\\', (byte)'\n');
            if (at < 0 || rest[length + at] == '\n')
            {
                throw new ScriptRefusal("a text does not end");
            }

            length += at + 1;
            if (rest[length - 1] == quote)
            {
                break;
            }

            // What is escaped may be the end of a line, of two characters at times.
            length += length + 1 < rest.Length && rest[length] == '\r' && rest[length + 1] == '\n' ? 2 : 1;
            if (length > rest.Length)
            {
                throw new ScriptRefusal("a text does not end");
            }

            lines += rest[length - 1] == '\n' ? 1 : 0;
        }

        Add(ScriptTokenKind.String, length + 1);
        _row += lines;
        _afterOperand = true;
    }

    /// <summary>From a backtick, or from the end of a substitution, up to the end or the next substitution.</summary>
    private void Template(ScriptTokenKind whole, ScriptTokenKind open)
    {
        var rest = _source.AsSpan(_position, _end - _position);
        var length = 1;
        while (true)
        {
            var at = rest[Math.Min(length, rest.Length)..].IndexOfAny((byte)'`', (byte)'\\', (byte)'$');
            if (at < 0)
            {
                throw new ScriptRefusal("a template does not end");
            }

            length += at + 1;
            if (rest[length - 1] == '`')
            {
                Add(whole, length);
                _afterOperand = true;
                break;
            }

            if (rest[length - 1] == '\\')
            {
                length++;
            }
            else if (length < rest.Length && rest[length] == '{')
            {
                _open.Add(_count);
                Add(open, ++length);
                break;
            }
        }

        _row += rest[..length].Count((byte)'\n');
    }

    private void Number()
    {
        var at = _position;
        if (At(0) == '0' && char.IsAsciiLetter((char)At(1)) && At(1) is not ((byte)'e' or (byte)'E' or (byte)'n'))
        {
            at = Digits(at, static c => char.IsAsciiLetterOrDigit((char)c) || c == '_');
        }
        else
        {
            at = Digits(at, IsDigit);
            if (at < _end && _source[at] == '.')
            {
                at = Digits(at + 1, IsDigit);
            }

            if (at < _end && _source[at] is (byte)'e' or (byte)'E')
            {
                at = Digits(at + (at + 1 < _end && _source[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1), IsDigit);
            }

            at += at < _end && _source[at] == 'n' ? 1 : 0;
        }

        if ((at < _end && _source[at] < 0x80 && WordBytes.Contains(_source[at])) || (at == _position + 2 && !char.IsAsciiDigit((char)At(1)) && At(1) is not ((byte)'.' or (byte)'n')))
        {
            throw new ScriptRefusal("a number ends in letters, or without digits");
        }

        Add(ScriptTokenKind.Number, at - _position);
        _afterOperand = true;

        static bool IsDigit(byte c) => char.IsAsciiDigit((char)c) || c == '_';
    }

    private int Digits(int at, Func<byte, bool> isDigit)
    {
        while (at < _end && isDigit(_source[at]))
        {
            at++;
        }

        return at;
    }

    private void Regex()
    {
        var isClass = false;
        var at = _position + 1;
        for (; at < _end && (isClass || _source[at] != '/'); at++)
        {
            switch (_source[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'[':
                    isClass = true;
                    break;
                case (byte)']':
                    isClass = false;
                    break;
                case (byte)'\n':
                    at = _end;
                    break;
                default:
                    break;
            }
        }

        if (at >= _end)
        {
            throw new ScriptRefusal("a regular expression does not end");
        }

        for (at++; at < _end && char.IsAsciiLetterOrDigit((char)_source[at]); at++)
        {
        }

        Add(ScriptTokenKind.Regex, at - _position);
        _afterOperand = true;
    }
}
