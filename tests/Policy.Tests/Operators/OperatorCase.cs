using System.Text.Json;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Tests.Operators;

/// <summary>One case of an operator. Without a value the argument is absent; without a use the outcome is the same in all three.</summary>
internal sealed record OperatorCase
{
    public required string Note { get; init; }

    public required JsonElement Operand { get; init; }

    public JsonElement Value { get; init; }

    public ConditionUse? Use { get; init; }

    public required OperatorOutcome Outcome { get; init; }

    /// <summary>The whole text of the error.</summary>
    public string? Error { get; init; }

    /// <summary>For an operand at fault: where in it.</summary>
    public string? Pointer { get; init; }
}
