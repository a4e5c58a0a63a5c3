using System.Text.Json;

namespace Catalog.Policy.Operators.Operands;

/// <summary>Whether a value is there, or is not.</summary>
internal sealed class ExistenceTest(bool wanted) : IOperandTest
{
    public ValueTypes CanHoldFor => wanted ? ValueTypes.Any : ValueTypes.None;

    public bool HoldsWhenAbsent => !wanted;

    public TestResult Evaluate(JsonElement value, ConditionUse use) => TestResult.Of(wanted);
}
