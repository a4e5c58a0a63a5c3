namespace Catalog.Crawler.GitHub;

/// <summary>A repository as a search shows it.</summary>
/// <param name="Name"><c>owner/name</c>.</param>
/// <param name="Description">The author's words; null where there are none.</param>
public sealed record GitHubRepository(string Name, string? Description);
