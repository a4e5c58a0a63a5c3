using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>Whether a string has more code points, or a list more elements, than a bound.</summary>
internal sealed class LengthTest(NumberOperand bound) : IOperandTest
{
    public ValueTypes CanHoldFor => ValueTypes.String | ValueTypes.List;

    public bool HoldsWhenAbsent => false;

    public TestResult Evaluate(JsonElement value, ConditionUse use)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return Compare(value.GetArrayLength());
            case JsonValueKind.String:
                using (var text = Utf8Text.Of(value))
                {
                    return text.IsUnicode ? Compare(Utf8Text.CodePointsIn(text.Bytes)) : TestResult.Error(StringOperand.NotUnicode);
                }

            default:
                return TestResult.Error($"must be a string or a list, not {JsonWords.Of(value.ValueKind)}");
        }
    }

    private TestResult Compare(int length) =>
        NumberOperand.Of(ExactDecimal.Of(length)).Ask(bound, static order => order > 0) is { } longer
            ? TestResult.Of(longer)
            : TestResult.Error("has a length so close to the number of the rule that doubles would see another answer: use a whole number in the rule");
}
