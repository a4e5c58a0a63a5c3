using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>The beginning of a string.</summary>
internal sealed class StartsWithOperator : IConditionOperator
{
    public string Id => "starts_with";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning => "Holds where the value is a string that begins with the operand, by code points and without normalisation. Not for paths: use within_path.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.Utf8OrNull(operand, problems) is { } start
            ? new TextTest(text => TestResult.Of(text.StartsWith(start)))
            : null;
}
