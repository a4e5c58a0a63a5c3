namespace Catalog.Crawler.GitHub;

/// <summary>A repository as a search shows it.</summary>
/// <param name="Name"><c>owner/name</c>.</param>
/// <param name="Id">The host's own id of it, which a new name does not change.</param>
/// <param name="Description">The author's words; null where there are none.</param>
public sealed record GitHubRepository(string Name, string Id, string? Description);
