namespace Catalog.Crawler.Fetching;

/// <summary>What of the fetched files was thrown away, or would be.</summary>
/// <param name="Files">How many.</param>
/// <param name="Bytes">Their size together, in bytes.</param>
public sealed record PrunedArtefacts(int Files, long Bytes);
