using System.Text.Json;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Difference from each of some scalars.</summary>
internal sealed class NotInOperator : IConditionOperator
{
    public string Id => "not_in";

    public int Version => 1;

    public bool Portable => true;

    public ValueTypes Accepts => ValueTypes.Scalar;

    public string Meaning => "Holds where the value equals no element of the operand, a list of scalars of one type, or is absent.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        EqualityTest.CompileList(operand, problems, wantEqual: false);
}
