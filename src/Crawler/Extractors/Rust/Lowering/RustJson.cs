using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Catalog.Crawler.Parsing.Syntax;

namespace Catalog.Crawler.Extractors.Rust.Lowering;

/// <summary>The inside of <c>json!(…)</c>: JSON whose values may be any expression of Rust.</summary>
internal sealed class RustJson(SyntaxTree tree, int start, int end, RustWalk walk)
{
    private const int Deepest = 60;
    private readonly byte[] _source = tree.Source;
    private readonly int _end = Math.Max(start, end - 1);
    private int _at = start + 1;
    private int _line;

    /// <summary>The value.</summary>
    /// <param name="line">Where the brackets open, from 1.</param>
    /// <param name="isMembers">True where the brackets hold members and not a value.</param>
    public FactNode Read(int line, bool isMembers)
    {
        _line = line;
        Skip();
        return isMembers && _at < _end && _source[_at] != '{' ? Members(0) : Value(0);
    }

    private FactNode Value(int depth)
    {
        Skip();
        var line = _line;
        if (_at >= _end || depth > Deepest)
        {
            return FactNode.Absent;
        }

        switch (_source[_at])
        {
            case (byte)'{' when IsObject():
                _at++;
                var members = Members(depth);
                Take('}');
                return members;
            case (byte)'[':
                _at++;
                var items = new List<FactNode>();
                for (Skip(); _at < _end && _source[_at] != ']'; Skip())
                {
                    var before = _at;
                    items.Add(Value(depth + 1));
                    Separator();
                    if (_at == before)
                    {
                        break;
                    }
                }

                Take(']');
                return walk.At(FactKind.Array, null, line, [.. items]);
            default:
                var from = _at;
                Pass(isKey: false);
                return Expression(from, _at, line);
        }
    }

    private FactNode Members(int depth)
    {
        var line = _line;
        var members = new List<FactNode>();
        for (Skip(); _at < _end && _source[_at] != '}'; Skip())
        {
            var from = _at;
            var at = _line;
            Pass(isKey: true);
            var key = Expression(from, _at, at);
            if (_at >= _end || _source[_at] != ':')
            {
                break;
            }

            _at++;
            var value = Value(depth + 1);
            members.Add(key.Kind == FactKind.String ? walk.At(FactKind.Property, key.Text, at, value) : walk.At(FactKind.Property, null, at, value, key));
            Separator();
        }

        return walk.At(FactKind.Object, null, line, [.. members]);
    }

    /// <summary>A block of Rust does not start with a key and a colon.</summary>
    private bool IsObject()
    {
        var (at, line) = (_at, _line);
        _at++;
        Skip();
        var isObject = _at < _end && _source[_at] == '}';
        if (!isObject)
        {
            Pass(isKey: true);
            isObject = _at < _end && _source[_at] == ':';
        }

        (_at, _line) = (at, line);
        return isObject;
    }

    private FactNode Expression(int from, int to, int line)
    {
        while (to > from && _source[to - 1] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            to--;
        }

        var text = _source.AsSpan(from, to - from);
        if (text.Length == 0)
        {
            return FactNode.Absent;
        }

        if (text.SequenceEqual("null"u8))
        {
            return walk.At(FactKind.Null, null, line);
        }

        if (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8))
        {
            return walk.At(text[0] == 't' ? FactKind.True : FactKind.False, null, line);
        }

        // Most values are plain texts: they need no parser.
        return text[0] == '"' && EndOfString(from) == to
            ? walk.At(FactKind.String, RustText.Value(Encoding.UTF8.GetString(text)), line)
            : walk.Embedded(tree, from, to, line);
    }

    /// <summary>Goes to the end of an expression: a comma or closing bracket that belongs to the JSON, or the colon after a key.</summary>
    private void Pass(bool isKey)
    {
        var depth = 0;
        while (_at < _end)
        {
            var c = _source[_at];
            switch (c)
            {
                case (byte)'(' or (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}':
                    if (depth-- == 0)
                    {
                        return;
                    }

                    break;
                case (byte)',' when depth == 0:
                    return;
                case (byte)':' when depth == 0 && _at + 1 < _end && _source[_at + 1] == ':':
                    _at++;
                    break;
                case (byte)':' when depth == 0 && isKey:
                    return;
                case (byte)'"':
                    var close = EndOfString(_at);
                    _line += _source.AsSpan(_at, close - _at).Count((byte)'\n');
                    _at = close;
                    continue;
                case (byte)'r' when _at + 1 < _end && _source[_at + 1] is (byte)'"' or (byte)'#' && (_at == 0 || !char.IsAsciiLetterOrDigit((char)_source[_at - 1])):
                    RawString();
                    continue;
                case (byte)'\'' when _at + 2 < _end && (_source[_at + 2] == '\'' || _source[_at + 1] == '\\'):
                    _at = Math.Min(_end, _at + (_source[_at + 1] == '\\' ? 4 : 3));
                    continue;
                case (byte)'/' when _at + 1 < _end && _source[_at + 1] is (byte)'/' or (byte)'*':
                    Skip();
                    continue;
                case (byte)'\n':
                    _line++;
                    break;
                default:
                    break;
            }

            _at++;
        }
    }

    private int EndOfString(int at)
    {
        for (var i = at + 1; i < _end; i++)
        {
            if (_source[i] == '\\')
            {
                i++;
            }
            else if (_source[i] == '"')
            {
                return i + 1;
            }
        }

        return _end;
    }

    private void RawString()
    {
        var hashes = 0;
        var at = _at + 1;
        while (at < _end && _source[at] == '#')
        {
            hashes++;
            at++;
        }

        if (at >= _end || _source[at] != '"')
        {
            _at++;
            return;
        }

        Span<byte> close = stackalloc byte[Math.Min(hashes, 32) + 1];
        close.Fill((byte)'#');
        close[0] = (byte)'"';
        var found = _source.AsSpan(at + 1, _end - at - 1).IndexOf(close);
        var to = found < 0 ? _end : at + 1 + found + close.Length;
        _line += _source.AsSpan(_at, to - _at).Count((byte)'\n');
        _at = to;
    }

    private void Separator()
    {
        Skip();
        Take(',');
    }

    private void Take(char c)
    {
        if (_at < _end && _source[_at] == c)
        {
            _at++;
        }
    }

    private void Skip()
    {
        while (_at < _end)
        {
            var c = _source[_at];
            if (c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _line += c == '\n' ? 1 : 0;
                _at++;
            }
            else if (c == '/' && _at + 1 < _end && _source[_at + 1] == '/')
            {
                var next = _source.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
                _at = next < 0 ? _end : _at + next;
            }
            else if (c == '/' && _at + 1 < _end && _source[_at + 1] == '*')
            {
                var close = _source.AsSpan(_at, _end - _at).IndexOf("*/"u8);
                var to = close < 0 ? _end : _at + close + 2;
                _line += _source.AsSpan(_at, to - _at).Count((byte)'\n');
                _at = to;
            }
            else
            {
                return;
            }
        }
    }
}
