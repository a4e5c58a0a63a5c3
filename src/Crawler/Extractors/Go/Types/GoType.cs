using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Types;

/// <summary>A type of Go. What it is made of is evaluated when it is asked for, as types may hold themselves.</summary>
internal sealed class GoType(TypeKind kind) : Value
{
    public static GoType Unknown { get; } = new(TypeKind.Unknown);

    public TypeKind Kind { get; } = kind;

    /// <summary>The name of a basic, foreign or declared type; empty for others.</summary>
    public string Name { get; init; } = "";

    /// <summary>The import path of a foreign type; null for others.</summary>
    public string? Module { get; init; }

    /// <summary>As it is written: <see cref="FactKind.Type"/> or <see cref="FactKind.TypeDeclaration"/>; null where no source writes it.</summary>
    public FactNode? Node { get; init; }

    /// <summary>Where <see cref="Node"/> stands, with the type's own parameters.</summary>
    public Scope? Scope { get; init; }

    /// <summary>What a pointer points to, or what a list is made of, where no <see cref="Node"/> says it.</summary>
    public GoType? Element { get; init; }

    /// <summary>What a generic type was made with; empty for others.</summary>
    public IReadOnlyList<GoType> Arguments { get; init; } = [];

    /// <summary>The methods of a declared type by name, shared by all that is made of one generic type.</summary>
    public IReadOnlyDictionary<string, GoMethod> Methods { get; init; } = System.Collections.Frozen.FrozenDictionary<string, GoMethod>.Empty;

    public override bool? Truth => true;

    public static GoType Pointer(GoType element) => new(TypeKind.Pointer) { Element = element };

    public static GoType Foreign(string module, string name) => new(TypeKind.Foreign) { Module = module, Name = name };

    public static GoType Basic(string name) => new(TypeKind.Basic) { Name = name };
}
