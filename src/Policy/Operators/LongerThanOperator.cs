using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>The length of a string or a list.</summary>
internal sealed class LongerThanOperator : IConditionOperator
{
    public string Id => "longer_than";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String | ValueTypes.List;

    public string Meaning => "Holds where a string has more code points, or a list more elements, than the operand says.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        OrderTest.NumberOrNull(operand, problems) is { } bound ? new LengthTest(bound) : null;
}
