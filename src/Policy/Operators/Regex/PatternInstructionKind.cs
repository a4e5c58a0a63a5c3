namespace Catalog.Policy.Operators.Regex;

/// <summary>What an instruction does.</summary>
internal enum PatternInstructionKind
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Consumes one code point of a set.</summary>
    Step,

    /// <summary>Goes two ways at once.</summary>
    Fork,

    /// <summary>Goes on where the place is right.</summary>
    Assert,
}
