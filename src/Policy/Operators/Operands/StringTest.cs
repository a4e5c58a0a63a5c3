using System.Text.Json;

namespace Catalog.Policy.Operators.Operands;

/// <summary>A test of a string, where the test itself may find the value at fault.</summary>
internal sealed class StringTest(Func<string, ConditionUse, TestResult> test) : IOperandTest
{
    public ValueTypes CanHoldFor => ValueTypes.String;

    public bool HoldsWhenAbsent => false;

    public TestResult Evaluate(JsonElement value, ConditionUse use) =>
        StringOperand.ValueOrNull(value, out var problem) is { } text ? test(text, use) : TestResult.Error(problem!);
}
