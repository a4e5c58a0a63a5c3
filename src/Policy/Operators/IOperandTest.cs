using System.Text.Json;

namespace Catalog.Policy.Operators;

/// <summary>An operator with its operand, ready to be asked about values. Immutable; may be asked from any thread.</summary>
public interface IOperandTest
{
    /// <summary>The JSON types of values for which the test can hold at all with this operand; others are errors, or never hold.</summary>
    ValueTypes CanHoldFor { get; }

    /// <summary>Whether an absent value meets the condition (the third column of section 5).</summary>
    bool HoldsWhenAbsent { get; }

    /// <summary>Asks about one value that is there.</summary>
    /// <param name="value">Any JSON value but <c>null</c>, which is absent.</param>
    /// <param name="use">Where the condition stands; a few operators are stricter on one side.</param>
    TestResult Evaluate(JsonElement value, ConditionUse use);
}
