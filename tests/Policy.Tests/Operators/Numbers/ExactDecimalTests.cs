using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using FsCheck;
using FsCheck.Fluent;

namespace Catalog.Policy.Tests.Operators.Numbers;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.00e5", "0")]
    [InlineData("0e99999999999999999999999", "0")]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("0.001E+3", "1")]
    [InlineData("1200", "1200")]
    [InlineData("12e2", "1200")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("0.5", "0.5")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("0.05", "0.05")]
    [InlineData("5e-2", "0.05")]
    [InlineData("123.456e1", "1234.56")]
    [InlineData("123.456e-5", "0.00123456")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("1e0000000000000000000000002", "100")]
    [InlineData("1e10000", "1e10000")]
    [InlineData("-12e1000000000000", "-12e1000000000000")]
    [InlineData("1.2e-999999999999", "12e-1000000000000")]
    public void ToCanonicalText_Number_IsItsOneText(string text, string expected)
    {
        var number = ExactDecimal.ParseOrNull(text);
        Assert.Equal(expected, number!.ToCanonicalText());
        Assert.Equal(expected, number.ToString());
        Assert.Equal(number, ExactDecimal.ParseOrNull(expected));
        Assert.Equal(number.GetHashCode(), ExactDecimal.ParseOrNull(expected)!.GetHashCode());
    }

    [Fact]
    public void ToCanonicalText_TenThousandDigits_AreWrittenOutAndMoreAreNot()
    {
        Assert.Equal("1" + new string('0', 9_999), ExactDecimal.ParseOrNull("1e9999")!.ToCanonicalText());
        Assert.Equal("0." + new string('0', 9_998) + "1", ExactDecimal.ParseOrNull("1e-9999")!.ToCanonicalText());
        Assert.Equal("1e-10000", ExactDecimal.ParseOrNull("1e-10000")!.ToCanonicalText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("00")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.e1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1x")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("\u0661")]
    [InlineData("1e1000000000001")]
    [InlineData("1e-1000000000001")]
    [InlineData("1e99999999999999999999")]
    public void ParseOrNull_WhatIsNoNumber_IsNull(string text) => Assert.Null(ExactDecimal.ParseOrNull(text));

    [Theory]
    [InlineData("0", 1, 1)]
    [InlineData("7", 1, 1)]
    [InlineData("700", 3, 3)]
    [InlineData("7e399", 400, 400)]
    [InlineData("7e400", 401, 401)]
    [InlineData("0.5", 2, 1)]
    [InlineData("0.05", 3, 1)]
    [InlineData("1e-399", 400, 1)]
    [InlineData("12.5", 3, 2)]
    [InlineData("-12.50", 3, 2)]
    public void WrittenOutDigits_Number_CountsThem(string text, long writtenOut, long integer)
    {
        var number = ExactDecimal.ParseOrNull(text)!;
        Assert.Equal(writtenOut, number.WrittenOutDigits);
        Assert.Equal(integer, number.IntegerDigits);
    }

    [Theory]
    [InlineData("1", "1000000000")]
    [InlineData("0", "0")]
    [InlineData("0.000000001", "1")]
    [InlineData("0.0000000011", "2")]
    [InlineData("1.0000000001", "1000000001")]
    [InlineData("1e-10", "1")]
    [InlineData("1e-999999999999", "1")]
    [InlineData("-1e-10", "0")]
    [InlineData("-1.0000000001", "-1000000000")]
    [InlineData("-2", "-2000000000")]
    [InlineData("12345678901234567890123456789012345678", "12345678901234567890123456789012345678000000000")]
    public void CeilingScaledOrNull_NineDecimals_RoundsUp(string text, string expected) =>
        Assert.Equal(BigInteger.Parse(expected, CultureInfo.InvariantCulture), ExactDecimal.ParseOrNull(text)!.CeilingScaledOrNull(9));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.1", "1")]
    [InlineData("1", "1")]
    [InlineData("1.1", "2")]
    [InlineData("-0.1", "0")]
    [InlineData("-1.1", "-1")]
    public void CeilingScaledOrNull_NoDecimals_RoundsUpToAWhole(string text, string expected) =>
        Assert.Equal(BigInteger.Parse(expected, CultureInfo.InvariantCulture), ExactDecimal.ParseOrNull(text)!.CeilingScaledOrNull(0));

    [Fact]
    public void CeilingScaledOrNull_MoreThanAThousandDigits_IsNull()
    {
        Assert.NotNull(ExactDecimal.ParseOrNull("1e990")!.CeilingScaledOrNull(9));
        Assert.Null(ExactDecimal.ParseOrNull("1e991")!.CeilingScaledOrNull(9));
        Assert.Null(ExactDecimal.ParseOrNull("1e999999999999")!.CeilingScaledOrNull(9));
    }

    [Theory]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    [InlineData("1e-400", 0d)]
    [InlineData("1e999999999999", double.PositiveInfinity)]
    [InlineData("1e-999999999999", 0d)]
    [InlineData("0", 0d)]
    [InlineData("0.1", 0.1)]
    [InlineData("-9007199254740993", -9007199254740992d)]
    [InlineData("179769313486231570000e288", double.MaxValue)]
    [InlineData("4.9e-324", double.Epsilon)]
    public void NearestDouble_Number_IsIeees(string text, double expected) => Assert.Equal(expected, ExactDecimal.ParseOrNull(text)!.NearestDouble);

    [Fact]
    public void Compare_AnyTwoNumbers_IsThatOfRatios()
    {
        Prop.ForAll(Pairs(), static pair =>
        {
            var (left, right) = (ExactDecimal.ParseOrNull(pair.Left)!, ExactDecimal.ParseOrNull(pair.Right)!);
            var expected = (Ratio(pair.Left) * BigInteger.Pow(10, 60)).CompareTo(Ratio(pair.Right) * BigInteger.Pow(10, 60));
            return Math.Sign(left.CompareTo(right)) == Math.Sign(expected)
                && (left == right) == (expected == 0) && (left != right) == (expected != 0)
                && (left < right) == (expected < 0) && (left > right) == (expected > 0)
                && (left <= right) == (expected <= 0) && (left >= right) == (expected >= 0);
        }).QuickCheckThrowOnFailure();

        // In units of 10^-60, which every generated number has a whole number of.
        static BigInteger Ratio(string text)
        {
            var parts = text.Split('e');
            var point = parts[0].IndexOf('.', StringComparison.Ordinal);
            var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
            var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
            return BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, 60 + exponent - decimals);
        }
    }

    [Fact]
    public void Compare_EqualNumbers_AreNeitherLessNorGreater()
    {
        var (one, other) = (ExactDecimal.ParseOrNull("1.50")!, ExactDecimal.ParseOrNull("15e-1")!);
        Assert.True(one == other && one <= other && one >= other);
        Assert.False(one != other || one < other || one > other);
    }

    [Fact]
    public void NearestDouble_AnyNumber_IsThatOfTheFramework() =>
        Prop.ForAll(Pairs(), static pair => ExactDecimal.ParseOrNull(pair.Left)!.NearestDouble.Equals(double.Parse(pair.Left, CultureInfo.InvariantCulture) + 0d)).QuickCheckThrowOnFailure();

    [Fact]
    public void Compare_Null_IsLess()
    {
        ExactDecimal? nothing = null;
        var one = ExactDecimal.Of(1);
        Assert.True(nothing < one);
        Assert.True(one > nothing);
        Assert.True(nothing <= one);
        Assert.False(nothing >= one);
        Assert.False(nothing == one);
        Assert.True(one != nothing);
        Assert.False(one == nothing);
        Assert.Equal(1, one.CompareTo(null));
        Assert.False(one.Equals((object)"1"));
        Assert.True(one.Equals((object)ExactDecimal.Of(1)));
        Assert.False(nothing < ExactDecimal.FromJsonOrNull(JsonElement.Parse("\"1\"")));
    }

    [Fact]
    public void ParseOrNull_AMillionDigits_IsLinear()
    {
        var digits = new string('7', 1_000_000);
        Assert.Equal(0, ExactDecimal.ParseOrNull(digits)!.CompareTo(ExactDecimal.ParseOrNull(digits + ".0")));
        Assert.True(ExactDecimal.ParseOrNull(digits) < ExactDecimal.ParseOrNull(digits + ".1"));
    }

    private static Arbitrary<(string Left, string Right)> Pairs()
    {
        var number =
            from sign in Gen.Elements("", "-")
            from whole in Gen.Elements("0", "1", "9", "10", "12", "99", "100", "120", "9007199254740993", "123456789012345678901")
            from fraction in Gen.Elements("", ".0", ".5", ".05", ".50", ".99999999999999999999", ".000000000000000000001")
            from exponent in Gen.Elements("", "e0", "e1", "e-1", "e20", "e-20", "e25", "e-25")
            select sign + whole + fraction + exponent;
        return Arb.From(from left in number from right in number select (left, right));
    }
}
