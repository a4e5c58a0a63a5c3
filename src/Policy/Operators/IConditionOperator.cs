using System.Text.Json;

namespace Catalog.Policy.Operators;

/// <summary>One operator of the policy language (section 5 of version 1). Pure, stateless, called from any thread; adding one is adding one file.</summary>
public interface IConditionOperator
{
    /// <summary>The operator as a document spells it in <c>op</c>, case included; never reused for another meaning.</summary>
    string Id { get; }

    /// <summary>Raised when the same operand and value can give another verdict.</summary>
    int Version { get; }

    /// <summary>True where version 1 as first published knows the operator, so that a portable document may use it.</summary>
    bool Portable { get; }

    /// <summary>The JSON types that a value may have; a value of any other type is an error of the call.</summary>
    ValueTypes Accepts { get; }

    /// <summary>When the condition holds, in one or two plain sentences, for the reference page.</summary>
    string Meaning { get; }

    /// <summary>Checks an operand and builds the test of it in one step. The operand may be disposed afterwards.</summary>
    /// <param name="operand">The <c>value</c> of the condition; any JSON value.</param>
    /// <param name="problems">Receives every fault of the operand.</param>
    /// <returns>The test, or null exactly when a fault was added.</returns>
    IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems);
}
