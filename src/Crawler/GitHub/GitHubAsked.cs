namespace Catalog.Crawler.GitHub;

/// <summary>A repository that is asked about.</summary>
/// <param name="Name"><c>owner/name</c> as it was last known.</param>
/// <param name="Id">The host's own id of it; null where it is not known, and then the name is asked.</param>
public sealed record GitHubAsked(string Name, string? Id = null);
