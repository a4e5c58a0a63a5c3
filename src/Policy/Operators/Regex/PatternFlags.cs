namespace Catalog.Policy.Operators.Regex;

/// <summary>The flags that hold at a place of a pattern.</summary>
[Flags]
internal enum PatternFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>i</c>: without case.</summary>
    FoldCase = 1,

    /// <summary><c>s</c>: the dot is also a line feed.</summary>
    DotAll = 2,

    /// <summary><c>m</c>: <c>^</c> and <c>$</c> are also the ends of lines.</summary>
    MultiLine = 4,
}
