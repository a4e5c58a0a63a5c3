using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>One item of a program: a type, an implementation, a function, a constant.</summary>
/// <param name="Node">The item.</param>
/// <param name="Module">Its file.</param>
/// <param name="Owner">The type whose implementation it stands in; null for items of a module.</param>
/// <param name="Condition">The build options that it needs; null where it is in every build.</param>
internal sealed record RustItem(FactNode Node, EvaluatedModule Module, string? Owner, string? Condition)
{
    /// <summary>What kind of type it is: <c>struct</c>, <c>tuple</c>, <c>enum</c>, <c>alias</c>, <c>impl</c>, <c>trait</c>; null for other items.</summary>
    public string? TypeKind => Node.Kind == FactKind.Class ? Node[0][0].Text : null;

    /// <summary>The attributes of that name.</summary>
    public IEnumerable<FactNode> Attributes(string name) => RustAttributes.Of(Node, name);
}
