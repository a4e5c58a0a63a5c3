using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>A field, a property, a method or a local function, where it is declared.</summary>
/// <param name="Node">A <see cref="FactKind.Field"/> or a <see cref="FactKind.Function"/>.</param>
/// <param name="File">The file of the declaration.</param>
/// <param name="Type">The type that declares it; null for functions of a program's top level.</param>
internal sealed record MemberSymbol(FactNode Node, FileScope File, TypeSymbol? Type)
{
    public string Name => Node.Text ?? "";

    public bool IsStatic => Node.Has(FactFlags.Static);

    /// <summary>Its attributes; also labels such as <c>return:</c>.</summary>
    public IEnumerable<FactNode> Decorators => Node[3].Children;

    /// <summary>The type of a field or property, the result of a method.</summary>
    public FactNode TypeNode => Node[2];

    /// <summary>True where a modifier is among those of the declaration.</summary>
    public bool Has(string modifier) => (Node.Kind == FactKind.Function ? Node[5] : Node[4]).Children.Any(m => m.Text == modifier);
}
