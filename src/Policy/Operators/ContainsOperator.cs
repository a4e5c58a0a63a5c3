using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>A part of a string, an element of a list.</summary>
internal sealed class ContainsOperator : IConditionOperator
{
    public string Id => "contains";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.String | ValueTypes.List;

    public string Meaning => "Holds where a string has the operand as a part, or a list an element equal to it. A string that is the text of a JSON list is tested as both.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        EqualityTest.ScalarOrNull(operand, problems, "") is { } scalar ? new ContainmentTest(scalar) : null;
}
