using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Difference from one scalar.</summary>
internal sealed class NotEqualOperator : IConditionOperator
{
    public string Id => "neq";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Scalar;

    public string Meaning => "Holds where the value differs from the operand, which has its type, or is absent.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        EqualityTest.CompileOne(operand, problems, wantEqual: false);
}
