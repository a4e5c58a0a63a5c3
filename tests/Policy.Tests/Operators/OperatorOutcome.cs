namespace Catalog.Policy.Tests.Operators;

/// <summary>What a case expects.</summary>
internal enum OperatorOutcome
{
    Holds,
    Fails,
    Error,

    /// <summary>The operand is refused.</summary>
    Invalid,
}
