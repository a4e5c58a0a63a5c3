using System.Text.Json;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>A test of a string that needs no string of its own, however long the value is.</summary>
internal sealed class TextTest(TextQuestion question) : IOperandTest
{
    public ValueTypes CanHoldFor => ValueTypes.String;

    public bool HoldsWhenAbsent => false;

    public TestResult Evaluate(JsonElement value, ConditionUse use)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return TestResult.Error($"must be a string, not {JsonWords.Of(value.ValueKind)}");
        }

        using var text = Utf8Text.Of(value);
        return text.IsUnicode ? question(text.Bytes) : TestResult.Error(StringOperand.NotUnicode);
    }
}
