namespace Catalog.Crawler.GitHub;

/// <summary>The answer to what a reference names.</summary>
public sealed record GitHubCommit
{
    /// <summary>The commit, 40 hexadecimal digits; null where it is the same as last time, or beside a problem.</summary>
    public string? Commit { get; init; }

    /// <summary>The <c>ETag</c> to ask with next time; null where none was sent.</summary>
    public string? ETag { get; init; }

    /// <summary>True where nothing changed since the <c>ETag</c> that was sent.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>True beside a <see cref="Problem"/> where GitHub says that there is no such repository, or no such branch, tag or commit, for who asks.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Why there is no answer, one sentence; null where there is one.</summary>
    public string? Problem { get; init; }
}
