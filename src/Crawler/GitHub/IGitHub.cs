namespace Catalog.Crawler.GitHub;

/// <summary>What the crawler asks of GitHub. A port, so that another client can take the place of the thin one here. Safe to call from many threads.</summary>
public interface IGitHub
{
    /// <summary>True where a token is set: searches of code and questions about many repositories at once need one.</summary>
    bool HasToken { get; }

    /// <summary>The commit that a branch, tag or commit names now.</summary>
    /// <param name="repository"><c>owner/name</c>.</param>
    /// <param name="reference">A branch, tag or commit; null for the default branch.</param>
    /// <param name="etag">The <c>ETag</c> of the last answer, to be told only what changed; null for the first.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<GitHubCommit> FindCommitAsync(string repository, string? reference, string? etag, CancellationToken cancellationToken);

    /// <summary>Writes the archive of a commit, a gzipped tar with one folder around all.</summary>
    /// <returns>Why it could not be had, one sentence; null where it was written.</returns>
    Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken);

    /// <summary>One page of a search, at most 100 results, in the order of the host.</summary>
    /// <param name="search">What to search.</param>
    /// <param name="page">The page, 1 to 10: a search gives no more than 1,000.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<GitHubSearchPage> SearchAsync(GitHubSearch search, int page, CancellationToken cancellationToken);

    /// <summary>The present state of many repositories with one request. Needs a token.</summary>
    /// <param name="repositories">1 to 100 of them.</param>
    /// <param name="withManifests">True to be told the texts of their manifests too.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<GitHubLook> LookAsync(IReadOnlyList<GitHubAsked> repositories, bool withManifests, CancellationToken cancellationToken);
}
