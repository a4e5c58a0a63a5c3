namespace Catalog.Crawler.GitHub;

/// <summary>A search at GitHub.</summary>
/// <param name="Query">The query in GitHub's own words, at most 256 characters.</param>
/// <param name="IsCode">True to search the text of files, which needs a token; false to search repositories.</param>
public sealed record GitHubSearch(string Query, bool IsCode = false);
