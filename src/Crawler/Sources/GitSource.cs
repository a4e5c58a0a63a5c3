using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;

namespace Catalog.Crawler.Sources;

/// <summary>A git repository: <c>git:URL-or-path[@REF][#FOLDER]</c>. One at GitHub has the key that <c>github:</c> gives it, so that it is stored once.</summary>
internal sealed class GitSource : DirectSource
{
    public override string Id => "git";

    protected override string KeyOf(SourceReference reference)
    {
        var folder = reference.Folder is null ? "" : "#" + reference.Folder;
        if (GitAddress.GitHubNameOrNull(reference.Value) is { } name)
        {
            return $"github:{name}{folder}";
        }

        return $"git:{GitAddress.LocalPathOrNull(reference) ?? WebAddress.WithoutSecrets(reference.Value)}{folder}";
    }
}
