using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>A number from a bound on.</summary>
internal sealed class GreaterOrEqualOperator : IConditionOperator
{
    public string Id => "gte";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Number;

    public string Meaning => "Holds where the value is a number not below the operand.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        OrderTest.Compile(operand, problems, static order => order >= 0);
}
