using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A folder of this machine: <c>dir:PATH</c>.</summary>
internal sealed class DirSource : DirectSource
{
    public override string Id => "dir";

    protected override string KeyOf(SourceReference reference) => "dir:" + Path.GetFullPath(reference.Value);
}
