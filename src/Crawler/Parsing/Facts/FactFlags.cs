namespace Catalog.Crawler.Parsing.Facts;

/// <summary>What a <see cref="FactNode"/> is besides its kind. On the wire: only add.</summary>
[Flags]
internal enum FactFlags : ushort
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>A function that is awaited.</summary>
    Async = 1,

    /// <summary>A function that yields.</summary>
    Generator = 2,

    /// <summary>A function without its own <c>this</c>.</summary>
    Arrow = 4,

    /// <summary>A member of the class itself.</summary>
    Static = 8,

    /// <summary>A method that is read as a value.</summary>
    Getter = 16,

    /// <summary>A method that is assigned to.</summary>
    Setter = 32,

    /// <summary>A member, index or call that gives nothing where its object is nothing.</summary>
    Optional = 64,

    /// <summary>The default export.</summary>
    Default = 128,

    /// <summary>A loop over keys.</summary>
    Keys = 256,

    /// <summary>A parameter that is a member too (TypeScript's <c>constructor(private x)</c>).</summary>
    Member = 512,

    /// <summary>A Python parameter after a bare <c>*</c>: by name only.</summary>
    KeywordOnly = 1024,

    /// <summary>A <c>static { … }</c> block of a class.</summary>
    StaticBlock = 2048,

    /// <summary>The node holds a syntax error: what is in it may be less than what is written.</summary>
    Broken = 4096,
}
