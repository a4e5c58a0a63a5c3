using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Equality with one of some scalars.</summary>
internal sealed class InOperator : IConditionOperator
{
    public string Id => "in";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Scalar;

    public string Meaning => "Holds where the value equals an element of the operand, a list of scalars of one type.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        EqualityTest.CompileList(operand, problems, wantEqual: true);
}
