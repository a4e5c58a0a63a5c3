namespace Catalog.Crawler.Fetching;

/// <summary>One file of a commit.</summary>
/// <param name="Path">The path inside the repository, <c>/</c> between parts.</param>
/// <param name="Object">The id of its blob.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record TreeFile(string Path, string Object, long Size);
