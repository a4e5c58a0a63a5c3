namespace Catalog.Crawler.GitHub;

/// <summary>One page of a search.</summary>
public sealed record GitHubSearchPage
{
    /// <summary>The repositories.</summary>
    public IReadOnlyList<GitHubRepository> Repositories { get; init; } = [];

    /// <summary>How many there are in all; more than 1,000 of them are never shown.</summary>
    public int Total { get; init; }

    /// <summary>Why there is no answer, one sentence; null where there is one.</summary>
    public string? Problem { get; init; }
}
