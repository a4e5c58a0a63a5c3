using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>An npm package, named directly: <c>npm:NAME[@VERSION]</c>.</summary>
internal sealed class NpmSource : DirectSource
{
    public override string Id => "npm";

    protected override string KeyOf(SourceReference reference) => "npm:" + reference.Value;
}
