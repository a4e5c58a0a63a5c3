using System.Globalization;

namespace Catalog.Policy.Operators.Regex;

/// <summary>Reads what stands behind a backslash, in and outside of classes.</summary>
internal static class PatternEscapes
{
    /// <summary>Reads <c>\d \D \s \S \w \W \p… \P…</c> behind the backslash; null, staying there, where none of them is there (or with a fault recorded).</summary>
    internal static CodePointSet? SetOrNull(PatternReader reader, bool foldCase)
    {
        var letter = reader.Peek;
        var set = letter switch
        {
            'd' or 'D' => NamedSets.Digits,
            's' or 'S' => NamedSets.Spaces,
            'w' or 'W' => NamedSets.WordCharacters,
            _ => null,
        };
        if (set is not null)
        {
            reader.Skip(1);
            return Signed(set, letter is 'D' or 'S' or 'W', foldCase);
        }

        return letter is 'p' or 'P' ? CategoryOrNull(reader, foldCase) : null;
    }

    /// <summary>Folds before negating, as RE2 does, so that <c>(?i)\W</c> is still all that <c>(?i)\w</c> is not.</summary>
    internal static CodePointSet Signed(CodePointSet set, bool negated, bool foldCase)
    {
        var folded = foldCase ? set.Fold() : set;
        return negated ? folded.Negate() : folded;
    }

    /// <summary>Reads one escaped code point behind the backslash; -1 with a fault recorded where there is none.</summary>
    internal static int CodePoint(PatternReader reader)
    {
        var letter = reader.Next();
        switch (letter)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(reader);
            case -1:
                reader.Fail("ends in a backslash: write `\\\\` for the character itself");
                return -1;
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)letter):
                return letter;
            case >= '0' and <= '9':
                reader.Fail($"has `\\{(char)letter}`: neither references to groups nor octal escapes are to be had, write `\\x{{H…}}` for a code point");
                return -1;
            default:
                reader.Fail($"has the unknown escape `\\{char.ConvertFromUtf32(letter)}`");
                return -1;
        }
    }

    private static int Hexadecimal(PatternReader reader)
    {
        string? digits;
        if (reader.Take("{"))
        {
            digits = reader.TakeUntil('}');
        }
        else
        {
            digits = string.Concat(new[] { reader.Next(), reader.Next() }.Select(static c => c < 0 ? "" : char.ConvertFromUtf32(c)));
            digits = digits.Length == 2 ? digits : null;
        }

        if (digits is { Length: > 0 } && digits.All(char.IsAsciiHexDigit)
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint)
            && codePoint is >= 0 and <= CodePointSet.Last and not (>= 0xD800 and <= 0xDFFF))
        {
            return codePoint;
        }

        reader.Fail("has a `\\x` without a code point: write `\\xHH` or `\\x{H…}`");
        return -1;
    }

    private static CodePointSet? CategoryOrNull(PatternReader reader, bool foldCase)
    {
        var negated = reader.Next() == 'P';
        string? name;
        if (reader.Take("{"))
        {
            negated ^= reader.Take("^");
            name = reader.TakeUntil('}');
        }
        else
        {
            var letter = reader.Next();
            name = letter < 0 ? null : char.ConvertFromUtf32(letter);
        }

        if (name is not null && NamedSets.CategoryOrNull(name) is { } set)
        {
            return Signed(set, negated, foldCase);
        }

        reader.Fail($"has `\\p{{{name}}}`: only general categories such as `\\p{{L}}` and `\\p{{Nd}}` are to be had, no scripts");
        return null;
    }
}
