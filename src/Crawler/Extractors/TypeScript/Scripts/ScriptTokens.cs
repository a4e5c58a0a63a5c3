using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>
/// Takes JavaScript apart into tokens, in one pass, with the brackets matched. Whether a slash divides or begins a regular expression is told by the token before it; where that is mistaken, the
/// parser meets an operator where an operand must stand, or the reverse, and refuses.
/// </summary>
internal sealed partial class ScriptTokens : IDisposable
{
    private static readonly SearchValues<byte> WordBytes = SearchValues.Create([.. Enumerable.Range(0, 256).Select(static b => (byte)b).Where(static b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'$' or >= 0x80)]);
    private readonly byte[] _source;
    private readonly int _end;
    private readonly List<int> _open = [];
    private ScriptToken[] _tokens;
    private int _count;
    private int _position;
    private int _row;
    private bool _afterLine;

    /// <summary>True where an operand stands before this place, so that a slash divides.</summary>
    private bool _afterOperand;

    private ScriptTokens(byte[] source, int start, int length)
    {
        (_source, _position, _end) = (source, start, start + length);
        _tokens = ArrayPool<ScriptToken>.Shared.Rent(Math.Max(16, length / 4));
    }

    /// <summary>The tokens, with one of kind <see cref="ScriptTokenKind.End"/> at last; what comes after that one is nothing. Not to be used once this is disposed.</summary>
    public ScriptToken[] All => _tokens;

    /// <summary>The tokens of a part of a file; rows count from the part's first.</summary>
    /// <exception cref="ScriptRefusal">It is not understood.</exception>
    public static ScriptTokens Read(byte[] source, int start, int length)
    {
        var tokens = new ScriptTokens(source, start, length);
        try
        {
            tokens.Scan();
            return tokens;
        }
        catch (ScriptRefusal)
        {
            tokens.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<ScriptToken>.Shared.Return(_tokens);
        _tokens = [];
    }

    private void Scan()
    {
        if (_position == 0 && _source.AsSpan(0, _end).StartsWith("#!"u8))
        {
            SkipLine();
        }

        while (_position < _end)
        {
            var c = _source[_position];
            if (c == '\n')
            {
                (_afterLine, _row) = (true, _row + 1);
                _position++;
            }
            else if (c is (byte)' ' or (byte)'\t' or (byte)'\r' or 0x0B or 0x0C)
            {
                _position++;
            }
            else if (char.IsAsciiLetter((char)c) || c is (byte)'_' or (byte)'$' or >= 0x80)
            {
                Word();
            }
            else
            {
                Other(c);
            }
        }

        if (_open.Count > 0)
        {
            throw new ScriptRefusal("a bracket is not closed");
        }

        // Twice, for the parser looks at a token and the one after it.
        Add(ScriptTokenKind.End, 0);
        Add(ScriptTokenKind.End, 0);
    }

    private byte At(int offset) => _position + offset < _end ? _source[_position + offset] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ScriptToken Add(ScriptTokenKind kind, int length, byte precedence = 0)
    {
        if (_count == _tokens.Length)
        {
            var more = ArrayPool<ScriptToken>.Shared.Rent(_tokens.Length * 2);
            _tokens.AsSpan(0, _count).CopyTo(more);
            ArrayPool<ScriptToken>.Shared.Return(_tokens);
            _tokens = more;
        }

        ref var token = ref _tokens[_count++];
        token = new ScriptToken { Kind = kind, Precedence = precedence, AfterLine = _afterLine, Start = _position, End = _position + length, Row = _row };
        _position += length;
        (_afterLine, _afterOperand) = (false, false);
        return ref token;
    }

    private void Word()
    {
        var rest = _source.AsSpan(_position, _end - _position);
        var length = rest.IndexOfAnyExcept(WordBytes);
        length = length < 0 ? rest.Length : length;
        var text = rest[..length];
        if (length < rest.Length && rest[length] == '\\')
        {
            throw new ScriptRefusal("a name is written with escapes");
        }

        if (!Ascii.IsValid(text) && !IsIdentifier(text))
        {
            throw new ScriptRefusal("a character is no part of a name");
        }

        var isMember = _count > 0 && _tokens[_count - 1].Kind is ScriptTokenKind.Dot or ScriptTokenKind.OptionalDot;
        var word = isMember ? ScriptWord.None : ScriptWords.Of(text);
        var isReserved = ScriptWords.IsReserved(word);
        ref var token = ref Add(isReserved ? ScriptTokenKind.Keyword : ScriptTokenKind.Name, length);
        token.Word = word;
        token.Precedence = word is ScriptWord.In or ScriptWord.Instanceof ? (byte)8 : (byte)0;
        _afterOperand = isReserved
            ? word is ScriptWord.This or ScriptWord.Super or ScriptWord.Null or ScriptWord.True or ScriptWord.False
            : word is not (ScriptWord.Await or ScriptWord.Yield);
    }

    private static bool IsIdentifier(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var used) != OperationStatus.Done
                || !(Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '$' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.ConnectorPunctuation or System.Globalization.UnicodeCategory.LetterNumber))
            {
                return false;
            }

            text = text[used..];
        }

        return true;
    }

    private void SkipLine()
    {
        var end = _source.AsSpan(_position, _end - _position).IndexOf((byte)'\n');
        _position = end < 0 ? _end : _position + end;
    }
}
