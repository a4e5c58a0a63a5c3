using System.Buffers;
using System.Runtime.CompilerServices;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// Checks a long answer while its pieces pass by, and keeps of it what settling a call needs. It accepts what <see cref="UpstreamMessage"/>
/// accepts of a whole one, and holds no more of the answer than the few members that it keeps.
/// </summary>
internal sealed class AnswerScan
{
    private const int MaxDepth = 512;

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(static b => (byte)b)]);

    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();
    private static readonly byte[] Null = "null"u8.ToArray();

    private readonly AnswerDigest _digest = new();
    private NestedKinds _kinds;
    private ScanMode _mode = ScanMode.Begin;
    private NumberPart _number;
    private byte[] _literal = [];
    private int _at;
    private int _depth;
    private bool _isName;

    /// <summary>What was kept, as a message of its own; null unless a whole message passed by.</summary>
    public UpstreamMessage? MessageOrNull() => _mode == ScanMode.End ? UpstreamMessage.ReadOrNull(_digest.Bytes) : null;

    /// <summary>Looks at the next piece.</summary>
    /// <returns>False once what passed by cannot be the beginning of a message; nothing is to be asked any more then.</returns>
    public bool Feed(ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length;)
        {
            var good = _mode switch
            {
                ScanMode.String => Text(piece, ref i),
                ScanMode.Number => Number(piece, ref i),
                _ => One(piece[i++]),
            };
            if (!good || _digest.IsUnfit)
            {
                return false;
            }
        }

        return true;
    }

    private bool Text(ReadOnlySpan<byte> piece, ref int i)
    {
        var rest = piece[i..];
        var end = rest.IndexOfAny(StringEnds);
        var plain = end < 0 ? rest : rest[..end];
        _digest.Keep(plain, _isName);
        i += plain.Length;
        if (end < 0)
        {
            return true;
        }

        var letter = piece[i++];
        if (letter == (byte)'"')
        {
            if (_isName)
            {
                _digest.EndName();
                _mode = ScanMode.Colon;
            }
            else
            {
                _digest.Keep(letter);
                EndValue();
            }

            return true;
        }

        _digest.Keep([letter], _isName);
        _mode = ScanMode.Escape;
        return letter == (byte)'\\';
    }

    private bool Number(ReadOnlySpan<byte> piece, ref int i)
    {
        var next = NumberGrammar.Next(_number, piece[i]);
        if (next == NumberPart.None)
        {
            // The letter is none of the number's and is looked at again.
            var isWhole = NumberGrammar.MayEnd(_number);
            EndValue();
            return isWhole;
        }

        _number = next;
        _digest.Keep(piece[i++]);
        return true;
    }

    private bool One(byte letter)
    {
        switch (_mode)
        {
            case ScanMode.Escape:
                _digest.Keep([letter], _isName);
                (_mode, _at) = letter == (byte)'u' ? (ScanMode.Hex, 4) : (ScanMode.String, 0);
                return "\"\\/bfnrtu"u8.Contains(letter);
            case ScanMode.Hex:
                _digest.Keep([letter], _isName);
                _mode = --_at == 0 ? ScanMode.String : ScanMode.Hex;
                return char.IsAsciiHexDigit((char)letter);
            case ScanMode.Literal:
                _digest.Keep(letter);
                var isRight = letter == _literal[_at];
                if (++_at == _literal.Length)
                {
                    EndValue();
                }

                return isRight;
        }

        return letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || Structure(letter);
    }

    private bool Structure(byte letter)
    {
        switch (_mode)
        {
            case ScanMode.Begin:
                return letter == (byte)'{' && BeginValue(letter);
            case ScanMode.Value or ScanMode.ValueOrEnd:
                return letter == (byte)']' && _mode == ScanMode.ValueOrEnd ? Close(isObject: false, letter) : BeginValue(letter);
            case ScanMode.Name or ScanMode.NameOrEnd:
                if (letter == (byte)'}' && _mode == ScanMode.NameOrEnd)
                {
                    return Close(isObject: true, letter);
                }

                (_mode, _isName) = (ScanMode.String, true);
                _digest.BeginName(_depth);
                return letter == (byte)'"';
            case ScanMode.Colon:
                _digest.Keep(letter);
                (_mode, _isName) = (ScanMode.Value, false);
                return letter == (byte)':';
            case ScanMode.Next:
                if (letter != (byte)',')
                {
                    return Close(isObject: letter == (byte)'}', letter);
                }

                _digest.Keep(letter);
                _mode = _kinds.IsObject(_depth) ? ScanMode.Name : ScanMode.Value;
                return true;
            default:
                // Anything behind the message.
                return false;
        }
    }

    private bool BeginValue(byte letter)
    {
        _digest.BeginValue(letter, _depth);
        switch (letter)
        {
            case (byte)'{' or (byte)'[':
                if (_depth == MaxDepth)
                {
                    return false;
                }

                _depth++;
                _kinds.Set(_depth, letter == (byte)'{');
                _mode = letter == (byte)'{' ? ScanMode.NameOrEnd : ScanMode.ValueOrEnd;
                return true;
            case (byte)'"':
                _mode = ScanMode.String;
                return true;
            case (byte)'t' or (byte)'f' or (byte)'n':
                _literal = letter == (byte)'t' ? True : letter == (byte)'f' ? False : Null;
                (_mode, _at) = (ScanMode.Literal, 1);
                return true;
            default:
                _number = NumberGrammar.Next(NumberPart.Start, letter);
                _mode = ScanMode.Number;
                return _number != NumberPart.None;
        }
    }

    private bool Close(bool isObject, byte letter)
    {
        if (letter is not ((byte)'}' or (byte)']') || _kinds.IsObject(_depth) != isObject)
        {
            return false;
        }

        _depth--;
        _digest.Keep(letter);
        EndValue();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndValue()
    {
        _digest.EndValue(_depth);
        _mode = _depth == 0 ? ScanMode.End : ScanMode.Next;
    }
}
