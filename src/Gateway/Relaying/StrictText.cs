using System.Buffers.Text;
using System.Globalization;

namespace Catalog.Gateway.Relaying;

/// <summary>Checks on strings and numbers that the platform's reader leaves to its caller.</summary>
internal static class StrictText
{
    /// <summary>Whether every escaped surrogate in a string, as written, is one half of a pair.</summary>
    public static bool SurrogatesPaired(ReadOnlySpan<byte> written)
    {
        var i = 0;
        while (i < written.Length)
        {
            if (written[i] != (byte)'\\')
            {
                i++;
                continue;
            }

            if (written[i + 1] != (byte)'u')
            {
                i += 2;
                continue;
            }

            var unit = Unit(written, i);
            i += 6;
            if (unit is >= 0xDC00 and <= 0xDFFF)
            {
                return false;
            }

            if (unit is >= 0xD800 and <= 0xDBFF)
            {
                if (i + 6 > written.Length || written[i] != (byte)'\\' || written[i + 1] != (byte)'u' || Unit(written, i) is < 0xDC00 or > 0xDFFF)
                {
                    return false;
                }

                i += 6;
            }
        }

        return true;
    }

    /// <summary>Digits that a number has when it is written out without exponent; saturates at a million.</summary>
    public static int DigitsWrittenOut(ReadOnlySpan<byte> number)
    {
        const int Enough = 1_000_000;
        var digits = number;
        if (digits[0] == (byte)'-')
        {
            digits = digits[1..];
        }

        var mark = digits.IndexOfAny((byte)'e', (byte)'E');
        long exponent = 0;
        if (mark >= 0)
        {
            var text = digits[(mark + 1)..];
            var negative = text[0] == (byte)'-';
            text = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
            text = text.TrimStart((byte)'0');
            exponent = text.Length == 0 ? 0 : text.Length > 7 || !Utf8Parser.TryParse(text, out int value, out _) ? Enough : value;
            exponent = negative ? -exponent : exponent;
            digits = digits[..mark];
        }

        var point = digits.IndexOf((byte)'.');
        long whole = point < 0 ? digits.Length : point;
        long fraction = point < 0 ? 0 : digits.Length - point - 1;
        var total = exponent >= 0
            ? whole + Math.Max(exponent, fraction)
            : Math.Max(1, whole + exponent) + fraction - exponent;
        return (int)Math.Min(total, Enough);
    }

    /// <summary>Whether a name differs from an expected one by nothing but case, under Unicode simple case folding. Identical names do not differ.</summary>
    /// <param name="name">The name in the message, unescaped.</param>
    /// <param name="expected">ASCII.</param>
    public static bool DiffersByCase(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected)
    {
        if (name.SequenceEqual(expected))
        {
            return false;
        }

        var at = 0;
        foreach (var letter in expected)
        {
            if (at >= name.Length)
            {
                return false;
            }

            var wanted = Lower(letter);
            if (Lower(name[at]) == wanted)
            {
                at++;
            }
            else if (wanted == (byte)'s' && name[at..].StartsWith("\u017F"u8))
            {
                at += 2;
            }
            else if (wanted == (byte)'k' && name[at..].StartsWith("\u212A"u8))
            {
                at += 3;
            }
            else
            {
                return false;
            }
        }

        return at == name.Length;
    }

    private static byte Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;

    private static int Unit(ReadOnlySpan<byte> written, int at) =>
        int.Parse(written.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
