using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Whether a value is there.</summary>
internal sealed class ExistsOperator : IConditionOperator
{
    public string Id => "exists";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Any;

    public string Meaning => "With true, holds where the value is there and is not null; with false, where it is absent or null.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.TruthOrNull(operand, problems) is { } wanted ? new ExistenceTest(wanted) : null;
}
