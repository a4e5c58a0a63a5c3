using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>The end of a string.</summary>
internal sealed class EndsWithOperator : IConditionOperator
{
    public string Id => "ends_with";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning => "Holds where the value is a string that ends with the operand, by code points and without normalisation.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.Utf8OrNull(operand, problems) is { } end
            ? new TextTest(text => TestResult.Of(text.EndsWith(end)))
            : null;
}
