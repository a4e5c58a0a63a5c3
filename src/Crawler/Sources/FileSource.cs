using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>An archive of this machine: <c>file:ARCHIVE</c>.</summary>
internal sealed class FileSource : DirectSource
{
    public override string Id => "file";

    protected override string KeyOf(SourceReference reference) => "file:" + Path.GetFullPath(reference.Value);
}
