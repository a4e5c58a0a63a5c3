namespace Catalog.Crawler.Parsing.Facts;

/// <summary>A block whose statements are parsed when they are first asked for: most functions of a bundle are never called.</summary>
/// <param name="at">Where the statements stand.</param>
/// <param name="load">Has them parsed; gives none where that fails.</param>
internal sealed class DeferredBlock(DeferredPlace at, Func<DeferredPlace, FactNode[]> load) : FactNode(FactKind.Block, null, null, at.Line, at.Column)
{
    protected override FactNode[] Load() => load(at);
}
