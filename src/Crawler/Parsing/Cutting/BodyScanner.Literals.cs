namespace Catalog.Crawler.Parsing.Cutting;

/// <content>What is passed over as one: numbers, texts, templates up to a hole, regular expressions, the rest of a line.</content>
internal ref partial struct BodyScanner
{
    private void Number()
    {
        while (_position < _source.Length && (char.IsAsciiLetterOrDigit((char)_source[_position]) || _source[_position] is (byte)'.' or (byte)'_'))
        {
            var isExponent = _source[_position] is (byte)'e' or (byte)'E';
            _position++;
            if (isExponent && _position + 1 < _source.Length && _source[_position] is (byte)'+' or (byte)'-' && char.IsAsciiDigit((char)_source[_position + 1]))
            {
                _position++;
            }
        }

        Operand();
    }

    private bool Text(byte quote)
    {
        for (_position++; ;)
        {
            var at = _source[_position..].IndexOfAny(quote, (byte)'\\', (byte)'\n');
            if (at < 0)
            {
                return false;
            }

            _position += at;
            switch (_source[_position])
            {
                case (byte)'\\':
                    // A line that goes on may end in two bytes.
                    _position += _source[_position..].StartsWith("\\\r\n"u8) ? 3 : 2;
                    if (_position > _source.Length)
                    {
                        return false;
                    }

                    break;
                case (byte)'\n':
                    return false;
                default:
                    _position++;
                    Operand();
                    return true;
            }
        }
    }

    /// <summary>The text of a template up to its end or to the next hole.</summary>
    private bool Template()
    {
        while (_source[Math.Min(_position, _source.Length)..].IndexOfAny((byte)'`', (byte)'\\', (byte)'$') is >= 0 and var at)
        {
            _position += at;
            switch (_source[_position])
            {
                case (byte)'\\':
                    _position += 2;
                    break;
                case (byte)'`':
                    _position++;
                    Operand();
                    return true;
                case (byte)'$' when _position + 1 < _source.Length && _source[_position + 1] == '{':
                    _open.Add((Bracket.Hole, _position));
                    Operator(2);
                    return true;
                default:
                    _position++;
                    break;
            }
        }

        return false;
    }

    private bool Regex()
    {
        var isClass = false;
        for (_position++; _position < _source.Length; _position++)
        {
            switch (_source[_position])
            {
                case (byte)'\\':
                    _position++;
                    break;
                case (byte)'\n':
                    return false;
                case (byte)'[':
                    isClass = true;
                    break;
                case (byte)']':
                    isClass = false;
                    break;
                case (byte)'/' when !isClass:
                    for (_position++; _position < _source.Length && char.IsAsciiLetter((char)_source[_position]); _position++)
                    {
                    }

                    Operand();
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private void SkipLine()
    {
        var end = _source[_position..].IndexOf((byte)'\n');
        _position = end < 0 ? _source.Length : _position + end;
    }
}
