using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Lowering;

/// <summary>The results of a function that have names: what a bare <c>return</c> gives.</summary>
internal sealed class Results
{
    public List<string> Names { get; } = [];

    /// <summary>Their types, one for each name.</summary>
    public List<FactNode> Types { get; } = [];
}
