using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Catalog.Policy.Operators.Numbers;

/// <summary>
/// A JSON number as the exact decimal that its text says (<c>1</c> = <c>1.0</c> = <c>1e0</c>). Keeps the significant digits and where the point stands, so that
/// <c>1e1000000000</c> costs no more than <c>1</c>; reading and comparing are linear in the text.
/// </summary>
public sealed class ExactDecimal : IComparable<ExactDecimal>, IEquatable<ExactDecimal>
{
    /// <summary>Exponents beyond plus or minus this are not read; no text of a message could write such a number out.</summary>
    private const long MaxExponent = 1_000_000_000_000;

    /// <summary>Numbers of more digits than this keep an exponent in their canonical text.</summary>
    private const long MaxWrittenOut = 10_000;

    private readonly string _digits;
    private readonly long _magnitude;

    /// <summary>The value is 0.DIGITS times ten to the magnitude; the digits have no zero at either end, and zero has none at all.</summary>
    private ExactDecimal(int sign, string digits, long magnitude)
    {
        Sign = sign;
        _digits = digits;
        _magnitude = magnitude;
    }

    /// <summary>-1, 0 or 1; <c>-0</c> is 0.</summary>
    public int Sign { get; }

    /// <summary>How many digits the number has when written out without exponent, those of a leading <c>0.</c> and of closing zeros included; at least 1.</summary>
    public long WrittenOutDigits =>
        Sign == 0 ? 1 : _magnitude > 0 ? Math.Max(_magnitude, _digits.Length) : 1 - _magnitude + _digits.Length;

    /// <summary>How many digits stand before the point when written out; at least 1.</summary>
    public long IntegerDigits => Math.Max(1, _magnitude);

    /// <summary>The IEEE 754 double that is nearest, as a server that reads doubles would have it; infinite beyond their range.</summary>
    public double NearestDouble
    {
        get
        {
            var size = _magnitude > 400 ? double.PositiveInfinity
                : _magnitude < -400 || Sign == 0 ? 0
                : double.Parse(string.Create(CultureInfo.InvariantCulture, $"{_digits}e{_magnitude - _digits.Length}"), NumberStyles.Float, CultureInfo.InvariantCulture);
            return Sign < 0 ? -size : size;
        }
    }

    /// <summary>A whole number.</summary>
    public static ExactDecimal Of(long value) => ParseOrNull(value.ToString(CultureInfo.InvariantCulture))!;

    /// <summary>Reads a JSON number; null where the value is no number, or its exponent is beyond a million million.</summary>
    public static ExactDecimal? FromJsonOrNull(JsonElement value) => value.ValueKind == JsonValueKind.Number ? ParseOrNull(value.GetRawText()) : null;

    /// <summary>Reads the text of a JSON number (RFC 8259, nothing before or after it); null where it is none, or its exponent is beyond a million million.</summary>
    public static ExactDecimal? ParseOrNull(ReadOnlySpan<char> text)
    {
        var rest = text;
        var sign = TakeSign(ref rest, "-");
        var whole = TakeDigits(ref rest);
        ReadOnlySpan<char> fraction = default;
        if (whole.IsEmpty || (whole[0] == '0' && whole.Length > 1))
        {
            return null;
        }

        if (rest is ['.', ..])
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
            if (fraction.IsEmpty)
            {
                return null;
            }
        }

        var digits = string.Concat(whole, fraction).TrimStart('0');
        var leadingZeros = whole.Length + fraction.Length - digits.Length;
        digits = digits.TrimEnd('0');
        if (!TryTakeExponent(ref rest, out var exponent) || !rest.IsEmpty)
        {
            return null;
        }

        return digits.Length == 0 ? new ExactDecimal(0, "", 0)
            : Math.Abs(exponent) > MaxExponent ? null
            : new ExactDecimal(sign, digits, whole.Length - leadingZeros + exponent);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        var size = _magnitude != other._magnitude ? _magnitude.CompareTo(other._magnitude) : string.CompareOrdinal(_digits, other._digits);
        return Sign * Math.Sign(size);
    }

    /// <inheritdoc/>
    public bool Equals(ExactDecimal? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sign, _digits, _magnitude);

    /// <summary>
    /// The number times ten to <paramref name="decimals"/>, rounded up (towards plus infinity) to a whole number: the number in billionths for 9. Null where that has
    /// more than 1,000 digits.
    /// </summary>
    public BigInteger? CeilingScaledOrNull(int decimals)
    {
        var whole = _magnitude + decimals;
        if (whole > 1_000)
        {
            return null;
        }

        if (whole <= 0)
        {
            return Sign > 0 ? BigInteger.One : BigInteger.Zero;
        }

        var kept = _digits.Length <= whole ? _digits.PadRight((int)whole, '0') : _digits[..(int)whole];
        var floor = BigInteger.Parse(kept, NumberStyles.None, CultureInfo.InvariantCulture);
        return Sign < 0 ? -floor : _digits.Length > whole ? floor + 1 : floor;
    }

    /// <summary>
    /// The one text of this number: without exponent, leading or closing zeros or plus sign (<c>-0.5</c>, <c>1200</c>, <c>0</c>). Numbers of more than 10,000 digits
    /// keep an exponent (<c>1e10000</c>), so that no text of a message is blown up.
    /// </summary>
    public string ToCanonicalText()
    {
        var sign = Sign < 0 ? "-" : "";
        if (Sign == 0)
        {
            return "0";
        }

        if (WrittenOutDigits > MaxWrittenOut)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{_digits}e{_magnitude - _digits.Length}");
        }

        if (_magnitude <= 0)
        {
            return $"{sign}0.{new string('0', (int)-_magnitude)}{_digits}";
        }

        return _digits.Length <= _magnitude
            ? sign + _digits.PadRight((int)_magnitude, '0')
            : $"{sign}{_digits[..(int)_magnitude]}.{_digits[(int)_magnitude..]}";
    }

    /// <inheritdoc cref="ToCanonicalText"/>
    public override string ToString() => ToCanonicalText();

    /// <summary>Equal values.</summary>
    public static bool operator ==(ExactDecimal? left, ExactDecimal? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Unequal values.</summary>
    public static bool operator !=(ExactDecimal? left, ExactDecimal? right) => !(left == right);

    /// <summary>Less than; null is less than every number.</summary>
    public static bool operator <(ExactDecimal? left, ExactDecimal? right) => left is null ? right is not null : left.CompareTo(right) < 0;

    /// <summary>Greater than; every number is greater than null.</summary>
    public static bool operator >(ExactDecimal? left, ExactDecimal? right) => right < left;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(ExactDecimal? left, ExactDecimal? right) => !(right < left);

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(ExactDecimal? left, ExactDecimal? right) => !(left < right);

    private static int TakeSign(scoped ref ReadOnlySpan<char> rest, string signs)
    {
        if (rest.IsEmpty || !signs.Contains(rest[0], StringComparison.Ordinal))
        {
            return 1;
        }

        var negative = rest[0] == '-';
        rest = rest[1..];
        return negative ? -1 : 1;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var count = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = count < 0 ? rest : rest[..count];
        rest = rest[digits.Length..];
        return digits;
    }

    private static bool TryTakeExponent(scoped ref ReadOnlySpan<char> rest, out long exponent)
    {
        exponent = 0;
        if (rest is not ['e' or 'E', ..])
        {
            return true;
        }

        rest = rest[1..];
        var sign = TakeSign(ref rest, "+-");
        var digits = TakeDigits(ref rest);
        var significant = digits.TrimStart('0');
        exponent = significant.Length > 15 ? long.MaxValue / 2
            : significant.IsEmpty ? 0
            : long.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
        exponent *= sign;
        return !digits.IsEmpty;
    }
}
