using System.Text.RegularExpressions;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Fetching;

/// <summary>Fetches the archive of one commit of a repository at GitHub; an unchanged repository costs one conditional request.</summary>
internal sealed partial class GitHubFetcher(IGitHub github) : ISnapshotFetcher
{
    public string Id => "github";

    public int Version => 1;

    public bool Keeps => true;

    public async Task<Resolution> ResolveAsync(SourceReference reference, FetchRecord? known, CancellationToken cancellationToken)
    {
        if (!RepositoryName().IsMatch(reference.Value))
        {
            return Resolution.Failed($"`{reference.Value}` is no repository; write github:OWNER/REPO");
        }

        if (GitAddress.IsCommit(reference.Version))
        {
            return new Resolution { Revision = reference.Version!, Commit = reference.Version, Version = reference.Version };
        }

        var found = await github.FindCommitAsync(reference.Value, reference.Version, known?.ETag, cancellationToken);
        if (found.Problem is not null)
        {
            return Resolution.Failed(found.Problem);
        }

        var commit = found.IsUnchanged && known is not null ? known.Revision : found.Commit;
        return commit is null
            ? Resolution.Failed($"GitHub gave no commit for `{reference.Value}`")
            : new Resolution { Revision = commit, Commit = commit, Version = reference.Version, ETag = found.ETag ?? known?.ETag };
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, "commit.tgz");
        return await github.DownloadAsync(reference.Value, resolution.Commit!, target, cancellationToken) is { } problem
            ? FetchOutcome.Failed(problem)
            : new FetchOutcome(new Artefact { Path = target, Strip = 1, Links = LinkHandling.Skip }, null);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}\z)[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RepositoryName();
}
