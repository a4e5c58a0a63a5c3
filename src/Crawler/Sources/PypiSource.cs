using Catalog.Core.Sources;
using Catalog.Crawler.Fetching.Pypi;

namespace Catalog.Crawler.Sources;

/// <summary>A Python package, named directly: <c>pypi:NAME[@VERSION]</c>. Names that an index takes for one have one key.</summary>
internal sealed class PypiSource : DirectSource
{
    public override string Id => "pypi";

    protected override string KeyOf(SourceReference reference) => "pypi:" + SimplePage.Normalize(reference.Value);
}
