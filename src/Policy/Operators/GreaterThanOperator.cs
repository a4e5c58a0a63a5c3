using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>A number above a bound.</summary>
internal sealed class GreaterThanOperator : IConditionOperator
{
    public string Id => "gt";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Number;

    public string Meaning => "Holds where the value is a number above the operand.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        OrderTest.Compile(operand, problems, static order => order > 0);
}
