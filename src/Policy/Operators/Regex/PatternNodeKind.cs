namespace Catalog.Policy.Operators.Regex;

/// <summary>What a part of a pattern is.</summary>
internal enum PatternNodeKind
{
    /// <summary>Matches without consuming anything.</summary>
    Empty,

    /// <summary>One code point of a set.</summary>
    Set,

    /// <summary>All parts, one after the other.</summary>
    Sequence,

    /// <summary>Any one of the parts.</summary>
    Choice,

    /// <summary>The only part, repeated.</summary>
    Repeat,

    /// <summary>A place between code points.</summary>
    Assertion,
}
