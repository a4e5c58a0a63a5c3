namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>What a <see cref="GoType"/> is made of.</summary>
internal enum TypeKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>One of the language's own, by its name.</summary>
    Basic,

    /// <summary>A type of a dependency.</summary>
    Foreign,

    /// <summary>A declared type of the source.</summary>
    Named,

    /// <summary><c>[]T</c>.</summary>
    Slice,

    /// <summary><c>[n]T</c>.</summary>
    Array,

    /// <summary><c>map[K]V</c>.</summary>
    Map,

    /// <summary><c>*T</c>.</summary>
    Pointer,

    /// <summary><c>func(…) …</c>.</summary>
    Function,

    /// <summary><c>struct { … }</c>.</summary>
    Structure,

    /// <summary><c>interface { … }</c>.</summary>
    Interface,

    /// <summary><c>chan T</c>.</summary>
    Channel,
}
