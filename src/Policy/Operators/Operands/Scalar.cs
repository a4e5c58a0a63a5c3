using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>A string, number or boolean of an operand or of a call.</summary>
internal sealed record Scalar
{
    internal required ValueTypes Type { get; init; }

    internal string? Text { get; private init; }

    internal NumberOperand? Number { get; private init; }

    internal bool Truth { get; private init; }

    /// <summary>Reads a scalar; null with the problem (going on from the place, <c>must be …</c>) where the value is none.</summary>
    internal static Scalar? FromJsonOrNull(JsonElement value, out string? problem)
    {
        problem = null;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when JsonWords.StringOrNull(value) is { } text:
                return new Scalar { Type = ValueTypes.String, Text = text };
            case JsonValueKind.String:
                problem = StringOperand.NotUnicode;
                return null;
            case JsonValueKind.Number when NumberOperand.FromJsonOrNull(value) is { } number:
                return new Scalar { Type = ValueTypes.Number, Number = number };
            case JsonValueKind.Number:
                problem = NumberOperand.TooLarge;
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return new Scalar { Type = ValueTypes.Boolean, Truth = value.ValueKind == JsonValueKind.True };
            default:
                problem = $"must be a string, a number or a boolean, not {JsonWords.Of(value.ValueKind)}";
                return null;
        }
    }

    /// <summary>Whether two scalars of one type are equal: exactly, and as a server that reads doubles would see it.</summary>
    internal (bool Exact, bool Doubles) EqualTo(Scalar other) => Type switch
    {
        _ when Type != other.Type => (false, false),
        ValueTypes.Number => (Number!.Value.Exact == other.Number!.Value.Exact, Number.Value.Nearest.Equals(other.Number.Value.Nearest)),
        ValueTypes.String => Twice(string.Equals(Text, other.Text, StringComparison.Ordinal)),
        _ => Twice(Truth == other.Truth),
    };

    private static (bool Exact, bool Doubles) Twice(bool equal) => (equal, equal);
}
