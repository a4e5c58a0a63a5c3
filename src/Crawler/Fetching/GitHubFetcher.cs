using System.Text.RegularExpressions;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Archives;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Fetching;

/// <summary>
/// Fetches the archive of one commit of a repository at GitHub. An unchanged repository costs one conditional request, or nothing where a list told its commit already. Without a token
/// heads are asked by git and archives come from their own host, so that the 60 requests an hour which the interface grants to nobody in particular are not needed.
/// </summary>
internal sealed partial class GitHubFetcher(IGitHub github, GitHeads heads, CrawlerOptions options) : ISnapshotFetcher
{
    public string Id => "github";

    public int Version => 1;

    public bool Keeps => true;

    public Resolution? ResolveListed(ServerListing listing, FetchRecord? known)
    {
        var now = GitHubRevision.Parse(listing.Revision!);
        if (listing.Reference.Version is not null || !GitAddress.IsCommit(now.Commit))
        {
            return null;
        }

        // A push that touched only words for people leaves the revision as it was: nothing is fetched, and the commit that was read stays named.
        var before = known is null ? null : GitHubRevision.Parse(known.Revision);
        return before is not null && before.IsSameSource(now) && before.Tree is not null
            ? new Resolution { Revision = known!.Revision, Commit = before.Commit, ETag = known.ETag }
            : new Resolution { Revision = now.ToString(), Commit = now.Commit };
    }

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

        var before = known is null ? null : GitHubRevision.Parse(known.Revision);
        if (!github.HasToken && options.ArchivesOrNull is not null)
        {
            var (head, problem) = await heads.FindAsync(new Uri(options.GitHubWeb, reference.Value + ".git").AbsoluteUri, reference.Version, cancellationToken);
            if (problem is not null)
            {
                // Git says no more than that it did not get there. What was there before is worth one of the few requests.
                return known is not null && await github.FindCommitAsync(reference.Value, reference.Version, etag: null, cancellationToken) is { IsMissing: true } asked
                    ? Resolution.Missing(asked.Problem!)
                    : Resolution.Failed(problem);
            }

            return Named(head, null, reference, known, before);
        }

        var found = await github.FindCommitAsync(reference.Value, reference.Version, known?.ETag, cancellationToken);
        if (found.Problem is not null)
        {
            return found.IsMissing ? Resolution.Missing(found.Problem) : Resolution.Failed(found.Problem);
        }

        var commit = found.IsUnchanged && before is not null ? before.Commit : found.Commit;
        return commit is null ? Resolution.Failed($"GitHub gave no commit for `{reference.Value}`") : Named(commit, found.ETag ?? known?.ETag, reference, known, before);
    }

    public async Task<FetchOutcome> FetchAsync(SourceReference reference, Resolution resolution, string folder, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, "commit.tgz");
        return await github.DownloadAsync(reference.Value, resolution.Commit!, target, cancellationToken) is { } problem
            ? FetchOutcome.Failed(problem)
            : new FetchOutcome(new Artefact { Path = target, Strip = 1, Links = LinkHandling.Skip }, null);
    }

    /// <summary>The revision of a commit; the stored one where it is of the same commit, for that may say more.</summary>
    private static Resolution Named(string commit, string? etag, SourceReference reference, FetchRecord? known, GitHubRevision? before) =>
        new() { Revision = before?.Commit == commit ? known!.Revision : commit, Commit = commit, Version = reference.Version, ETag = etag };

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}\z)[A-Za-z0-9._-]{1,100}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RepositoryName();
}
