using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>A type as a value: <c>typeof(T)</c>, what stands for a type parameter, or what static members are asked of.</summary>
internal sealed class TypeReference(TypeSymbol? symbol, FactNode node, Place place) : Value
{
    /// <summary>The type; null for one of a dependency.</summary>
    public TypeSymbol? Symbol { get; } = symbol;

    /// <summary>The type as written.</summary>
    public FactNode Node { get; } = node;

    /// <summary>Where it is written.</summary>
    public Place Place { get; } = place;

    /// <summary>The simple name.</summary>
    public string Name => Symbol?.Name ?? Node.Text ?? "";

    public override bool? Truth => true;
}
