using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

/// <summary>A lambda, a local function, or a method as a value.</summary>
internal sealed class DelegateValue(FactNode function, Place place, MemberSymbol? method = null) : Value
{
    /// <summary>A <see cref="FactKind.Function"/>.</summary>
    public FactNode Function { get; } = function;

    /// <summary>Where it was made: what its free names mean.</summary>
    public Place Place { get; } = place;

    /// <summary>The method; null for lambdas and local functions.</summary>
    public MemberSymbol? Method { get; } = method;

    public override bool? Truth => true;
}
