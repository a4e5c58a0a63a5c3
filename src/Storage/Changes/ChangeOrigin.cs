namespace Catalog.Storage.Changes;

/// <summary>What found a change.</summary>
/// <param name="Run">The crawl; null for another reading.</param>
/// <param name="IsBaseline">True where the catalog was empty when that began.</param>
internal readonly record struct ChangeOrigin(long? Run, bool IsBaseline);
