using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Equality with one scalar.</summary>
internal sealed class EqualOperator : IConditionOperator
{
    public string Id => "eq";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Scalar;

    public string Meaning => "Holds where the value equals the operand, which has its type. An absent value does not equal anything.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        EqualityTest.CompileOne(operand, problems, wantEqual: true);
}
