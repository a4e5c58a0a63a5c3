namespace Catalog.Crawler.Parsing.Cutting;

/// <summary>What an open bracket is, as far as that decides what follows it.</summary>
internal enum Bracket : byte
{
    /// <summary><c>[</c>.</summary>
    Index,

    /// <summary><c>(</c> of a call, of parameters, or around an expression.</summary>
    Parenthesis,

    /// <summary><c>(</c> after <c>if</c>, <c>for</c> and the like: a statement follows it, never the body of a function.</summary>
    Head,

    /// <summary><c>{</c> of statements or of a class.</summary>
    Block,

    /// <summary><c>{</c> of an object.</summary>
    Object,

    /// <summary><c>{</c> of a function.</summary>
    Body,

    /// <summary><c>${</c> in a template.</summary>
    Hole,
}
