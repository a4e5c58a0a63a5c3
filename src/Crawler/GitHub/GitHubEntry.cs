namespace Catalog.Crawler.GitHub;

/// <summary>One file or folder of a repository's topmost folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Oid">The id of its content: equal ids are equal contents, also of whole folders.</param>
/// <param name="IsFolder">True for a folder.</param>
public sealed record GitHubEntry(string Name, string Oid, bool IsFolder);
