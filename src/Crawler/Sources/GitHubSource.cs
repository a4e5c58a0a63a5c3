using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>A repository at GitHub, named directly: <c>github:OWNER/REPO[@REF][#FOLDER]</c>.</summary>
internal sealed class GitHubSource : DirectSource
{
    public override string Id => "github";

    protected override string KeyOf(SourceReference reference) => $"github:{reference.Value}{(reference.Folder is null ? "" : "#" + reference.Folder)}";
}
