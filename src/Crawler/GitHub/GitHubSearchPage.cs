namespace Catalog.Crawler.GitHub;

/// <summary>One page of a search.</summary>
public sealed record GitHubSearchPage
{
    /// <summary>The repositories; for a search of code those that hold the files, each once.</summary>
    public IReadOnlyList<GitHubRepository> Repositories { get; init; } = [];

    /// <summary>How many results there are in all; more than 1,000 of them are never shown.</summary>
    public int Total { get; init; }

    /// <summary>True where the host gave up before it had looked everywhere: another try may show more.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Why there is no answer, one sentence; null where there is one.</summary>
    public string? Problem { get; init; }
}
