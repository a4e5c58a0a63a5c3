namespace Catalog.Storage.Redis.Blocks;

/// <summary>What the server said of the totals of one call.</summary>
/// <param name="Moment">The server's clock.</param>
/// <param name="Totals">Of each draw the total.</param>
internal sealed record BlockAnswer(DateTimeOffset Moment, IReadOnlyList<KnownTotal> Totals);
