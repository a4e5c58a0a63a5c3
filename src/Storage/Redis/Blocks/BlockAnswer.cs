using System.Numerics;

namespace Catalog.Storage.Redis.Blocks;

/// <summary>What the server said of the totals of one call.</summary>
/// <param name="Moment">The server's clock.</param>
/// <param name="Totals">Of each draw: the window, what the total is now, and whether what was asked for ahead is part of it.</param>
internal sealed record BlockAnswer(DateTimeOffset Moment, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To, BigInteger Total, bool IsTaken)> Totals);
