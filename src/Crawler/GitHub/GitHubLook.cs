namespace Catalog.Crawler.GitHub;

/// <summary>The answer about many repositories at once.</summary>
public sealed record GitHubLook
{
    /// <summary>One for each repository that was asked about, in that order; null where there is none of that name or id any more, or it is not public. Empty beside a problem.</summary>
    public IReadOnlyList<GitHubState?> States { get; init; } = [];

    /// <summary>True where the host says of each null that there is no such repository; false where it may only be kept from this token.</summary>
    public bool AreGone { get; init; }

    /// <summary>Why there is no answer, one sentence; null where there is one.</summary>
    public string? Problem { get; init; }
}
