using System.Text;

namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

/// <summary>Reads JSON by hand, sharing nothing with the gateway or the platform, and keeps every member with its place.</summary>
internal sealed class ReferenceReader
{
    private const int MaxDepth = 200;

    private readonly byte[] _bytes;
    private int _at;

    private ReferenceReader(byte[] bytes) => _bytes = bytes;

    /// <summary>The value; null for what is no JSON.</summary>
    public static ReferenceValue? ReadOrNull(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ReferenceReader(bytes.ToArray());
        try
        {
            var value = reader.Value(0);
            reader.Space();
            return reader._at == bytes.Length ? value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private ReferenceValue Value(int depth)
    {
        Space();
        var start = _at;
        if (depth > MaxDepth)
        {
            throw new FormatException();
        }

        switch (Peek())
        {
            case '{':
                var members = new List<ReferenceMember>();
                List('}', () =>
                {
                    Space();
                    var place = _at;
                    var name = Text();
                    var end = _at;
                    Space();
                    Take(':');
                    members.Add(new ReferenceMember(name, place, end, Value(depth + 1)));
                });
                return new ReferenceValue(ReferenceKind.Object, start, _at, "") { Members = members };
            case '[':
                var items = new List<ReferenceValue>();
                List(']', () => items.Add(Value(depth + 1)));
                return new ReferenceValue(ReferenceKind.Array, start, _at, "") { Items = items };
            case '"':
                var text = Text();
                return new ReferenceValue(ReferenceKind.Text, start, _at, text);
            default:
                while (_at < _bytes.Length && (char.IsAsciiLetterOrDigit((char)_bytes[_at]) || _bytes[_at] is (byte)'-' or (byte)'+' or (byte)'.'))
                {
                    _at++;
                }

                var word = Encoding.ASCII.GetString(_bytes, start, _at - start);
                return word is "true" or "false" or "null" ? new ReferenceValue(ReferenceKind.Word, start, _at, word)
                    : word is ['-' or (>= '0' and <= '9'), ..] ? new ReferenceValue(ReferenceKind.Number, start, _at, word)
                    : throw new FormatException();
        }
    }

    private void List(char end, Action readOne)
    {
        _at++;
        Space();
        if (Peek() == end)
        {
            _at++;
            return;
        }

        while (true)
        {
            readOne();
            Space();
            if (Peek() == end)
            {
                _at++;
                return;
            }

            Take(',');
        }
    }

    private string Text()
    {
        Take('"');
        var units = new StringBuilder();
        var from = _at;
        while (Peek() != '"')
        {
            if (Peek() != '\\')
            {
                _at++;
                continue;
            }

            units.Append(Encoding.UTF8.GetString(_bytes, from, _at - from));
            _at++;
            var letter = Peek();
            _at++;
            if (letter == 'u')
            {
                if (_at + 4 > _bytes.Length || !_bytes.AsSpan(_at, 4).ToArray().All(static b => char.IsAsciiHexDigit((char)b)))
                {
                    throw new FormatException();
                }

                units.Append((char)Convert.ToInt32(Encoding.ASCII.GetString(_bytes, _at, 4), 16));
                _at += 4;
            }
            else
            {
                var which = "\"\\/bfnrt".IndexOf(letter, StringComparison.Ordinal);
                units.Append(which < 0 ? throw new FormatException() : "\"\\/\b\f\n\r\t"[which]);
            }

            from = _at;
        }

        units.Append(Encoding.UTF8.GetString(_bytes, from, _at - from));
        _at++;
        return units.ToString();
    }

    private void Take(char wanted)
    {
        if (Peek() != wanted)
        {
            throw new FormatException();
        }

        _at++;
    }

    private char Peek() => _at < _bytes.Length ? (char)_bytes[_at] : throw new FormatException();

    private void Space()
    {
        while (_at < _bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }
}
