using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>A type of the source, all its parts together.</summary>
internal sealed class TypeSymbol(string name, string space, TypeSymbol? outer, string keyword)
{
    public string Name { get; } = name;

    /// <summary>The namespace, empty for the global one.</summary>
    public string Namespace { get; } = space;

    /// <summary>The type around it; null for one that stands in a namespace.</summary>
    public TypeSymbol? Outer { get; } = outer;

    /// <summary><c>class</c>, <c>record</c>, <c>struct</c>, <c>interface</c> or <c>enum</c>.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>Its declarations; more than one where it is partial.</summary>
    public List<(FactNode Node, FileScope File)> Parts { get; } = [];

    /// <summary>Fields, properties and members of an enumeration by name.</summary>
    public Dictionary<string, MemberSymbol> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Methods in the order of the source, overloads among them; constructors are named <c>.ctor</c>.</summary>
    public List<MemberSymbol> Methods { get; } = [];

    public Dictionary<string, TypeSymbol> Nested { get; } = new(StringComparer.Ordinal);

    /// <summary>The declaration that says most: the one with attributes, bases or parameters, else the first.</summary>
    public FactNode Node => Parts[0].Node;

    public FileScope File => Parts[0].File;

    /// <summary>The number of type parameters.</summary>
    public int Arity => Keyword == "enum" ? 0 : Node[3].Children.Length;

    /// <summary>Attributes of every part, with the file each stands in.</summary>
    public IEnumerable<(FactNode Node, FileScope File)> Decorators =>
        Parts.SelectMany(static p => (p.Node.Kind == FactKind.Enum ? p.Node.Children.Where(static c => c.Kind == FactKind.Decorators).SelectMany(static c => c.Children) : p.Node[2].Children).Select(d => (d, p.File)));

    /// <summary>What it extends and implements, as written.</summary>
    public IEnumerable<(FactNode Node, FileScope File)> Bases =>
        Keyword == "enum" ? [] : Parts.SelectMany(static p => p.Node[0].Children.Select(b => (b, p.File)));

    /// <summary>The parameters of the primary constructor; empty where there is none.</summary>
    public IReadOnlyList<FactNode> Parameters => Keyword == "enum" ? [] : [.. Parts.SelectMany(static p => p.Node[4].Children)];

    /// <summary>True where a modifier is among those of a part.</summary>
    public bool Has(string modifier) => Keyword != "enum" && Parts.Any(p => p.Node[6].Children.Any(m => m.Text == modifier));

    public override string ToString() => $"{Keyword} {Namespace}.{Name}";
}
