namespace Catalog.Crawler.GitHub;

/// <summary>What the crawler asks of GitHub. A port, so that another client can take the place of the thin one here.</summary>
public interface IGitHub
{
    /// <summary>The commit that a branch, tag or commit names now.</summary>
    /// <param name="repository"><c>owner/name</c>.</param>
    /// <param name="reference">A branch, tag or commit; null for the default branch.</param>
    /// <param name="etag">The <c>ETag</c> of the last answer, to be told only what changed; null for the first.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<GitHubCommit> FindCommitAsync(string repository, string? reference, string? etag, CancellationToken cancellationToken);

    /// <summary>Writes the archive of a commit, a gzipped tar with one folder around all.</summary>
    /// <returns>Why it could not be had, one sentence; null where it was written.</returns>
    Task<string?> DownloadAsync(string repository, string commit, string file, CancellationToken cancellationToken);

    /// <summary>One page of the repositories with a topic, at most 100, in the order of the host.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="page">The page, 1 to 10: a search gives no more than 1,000.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    Task<GitHubSearchPage> SearchTopicAsync(string topic, int page, CancellationToken cancellationToken);
}
