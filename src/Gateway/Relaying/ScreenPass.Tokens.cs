using System.Text;
using System.Text.Json;

namespace Catalog.Gateway.Relaying;

/// <content>What is done for every token: duplicate members, depth, surrogates, digits.</content>
internal ref partial struct ScreenPass
{
    /// <summary>Reads a token and does what every token of the message needs.</summary>
    private bool Next()
    {
        if (!_reader.Read())
        {
            return false;
        }

        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CheckDepth();
                _ledger.Open();
                break;
            case JsonTokenType.StartArray:
                CheckDepth();
                break;
            case JsonTokenType.EndObject:
                if (!_ledger.Close(_message.Span))
                {
                    Refuse(Refusal.Ambiguous("An object of the message names a member twice"));
                }

                break;
            case JsonTokenType.PropertyName:
                CheckSurrogates();
                NoteKey();
                break;
            case JsonTokenType.String:
                CheckSurrogates();
                break;
        }

        return true;
    }

    private void CheckDepth()
    {
        if (_reader.CurrentDepth >= _limits.MaxDepth)
        {
            Refuse(Refusal.TooLarge($"The message is nested deeper than {_limits.MaxDepth}"));
        }
    }

    private void CheckSurrogates()
    {
        if (_reader.ValueIsEscaped && !StrictText.SurrogatesPaired(_reader.ValueSpan))
        {
            Refuse(Refusal.Malformed("A string of the message holds half of a surrogate pair"));
            // The platform's unescaping would throw on it; nothing behind it can make the message acceptable.
            throw new JsonException();
        }
    }

    private void NoteKey()
    {
        var start = (int)_reader.TokenStartIndex + 1;
        if (!_reader.ValueIsEscaped)
        {
            _ledger.Add(start, _reader.ValueSpan, default, escaped: false);
            return;
        }

        var buffer = _reader.ValueSpan.Length <= 512 ? stackalloc byte[512] : new byte[_reader.ValueSpan.Length];
        var length = _reader.CopyString(buffer);
        _ledger.Add(start, _reader.ValueSpan, buffer[..length], escaped: true);
    }

    private void RefuseCaseVariant(string[] members)
    {
        var span = _reader.ValueSpan;
        if (span.Length > 128)
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[128];
        var name = _reader.ValueIsEscaped ? buffer[.._reader.CopyString(buffer)] : span;
        Span<byte> expected = stackalloc byte[32];
        foreach (var member in members)
        {
            var length = Encoding.ASCII.GetBytes(member, expected);
            if (StrictText.DiffersByCase(name, expected[..length]))
            {
                Refuse(Refusal.Ambiguous($"A member differs from `{member}` by nothing but case: spell it `{member}`"));
            }
        }
    }

    private readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    private readonly string? StringOrNull() =>
        _reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? _reader.GetString() : null;

    /// <summary>The method; the one that nearly every message has needs no string of its own.</summary>
    private readonly string? MethodOrNull() =>
        _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals("tools/call"u8) ? Methods.ToolsCall : StringOrNull();

    private readonly ByteRange Token() => new((int)_reader.TokenStartIndex, (int)(_reader.BytesConsumed - _reader.TokenStartIndex));

    /// <summary>The range of the value at hand, read to its end; absent for null.</summary>
    private ByteRange Value()
    {
        var start = (int)_reader.TokenStartIndex;
        var isNull = _reader.TokenType == JsonTokenType.Null;
        Skip();
        return isNull ? default : new ByteRange(start, (int)_reader.BytesConsumed - start);
    }

    /// <summary>Reads to the end of the value at hand, with all checks.</summary>
    private void Skip()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = _reader.CurrentDepth;
        while (Next() && _reader.CurrentDepth > depth)
        {
        }
    }

    private void SkipCountingDigits()
    {
        CountDigits();
        Skip();
    }

    private void CountDigits() =>
        _longNumber |= _reader.TokenType == JsonTokenType.Number && StrictText.DigitsWrittenOut(_reader.ValueSpan) > _limits.MaxDigits;

    private static bool IsInteger(ReadOnlySpan<byte> number) =>
        number.Length <= MaxIdDigits && !number.SequenceEqual("-0"u8) && number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
}
