using System.Text.Json;

namespace Catalog.Policy.Operators.Numbers;

/// <summary>A number with its nearest double, to notice where a server that reads doubles would see another answer.</summary>
internal readonly record struct NumberOperand(ExactDecimal Exact, double Nearest)
{
    internal const string TooLarge = "must be a number whose exponent is within a million million";

    /// <summary>Why a comparison was not decided; goes on from the path.</summary>
    internal const string DoublesDiffer = "is so close to the number of the rule that a server reading doubles would see another answer: send a number of at most 15 digits";

    internal static NumberOperand? FromJsonOrNull(JsonElement value) => ExactDecimal.FromJsonOrNull(value) is { } exact ? Of(exact) : null;

    internal static NumberOperand Of(ExactDecimal exact) => new(exact, exact.NearestDouble);

    /// <summary>A question about the order of two numbers (-1, 0, 1), asked of the exact values and of the doubles.</summary>
    /// <returns>The answer, or null where the two differ.</returns>
    internal bool? Ask(NumberOperand other, Func<int, bool> question)
    {
        var exact = question(Exact.CompareTo(other.Exact));
        return exact == question(Nearest.CompareTo(other.Nearest)) ? exact : null;
    }
}
