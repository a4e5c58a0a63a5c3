using System.Text.Json;
using Catalog.Policy.Operators.Numbers;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Operands;

/// <summary>How a number stands to the number of the rule: <c>lt lte gt gte</c>.</summary>
internal sealed class OrderTest(NumberOperand operand, Func<int, bool> question) : IOperandTest
{
    public ValueTypes CanHoldFor => ValueTypes.Number;

    public bool HoldsWhenAbsent => false;

    public TestResult Evaluate(JsonElement value, ConditionUse use)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return TestResult.Error($"must be a number, not {JsonWords.Of(value.ValueKind)}");
        }

        if (NumberOperand.FromJsonOrNull(value) is not { } given)
        {
            return TestResult.Error(NumberOperand.TooLarge);
        }

        return given.Ask(operand, question) is { } answer ? TestResult.Of(answer) : TestResult.Error(NumberOperand.DoublesDiffer);
    }

    internal static OrderTest? Compile(JsonElement operand, ICollection<OperandProblem> problems, Func<int, bool> question) =>
        NumberOrNull(operand, problems) is { } number ? new OrderTest(number, question) : null;

    internal static NumberOperand? NumberOrNull(JsonElement operand, ICollection<OperandProblem> problems)
    {
        var number = NumberOperand.FromJsonOrNull(operand);
        if (number is null)
        {
            problems.Add(new OperandProblem("", operand.ValueKind == JsonValueKind.Number
                ? "the operand " + NumberOperand.TooLarge
                : $"the operand must be a number, not {JsonWords.Of(operand.ValueKind)}"));
        }

        return number;
    }
}
