using System.Numerics;

namespace Catalog.Storage.Redis.Blocks;

/// <summary>What the server said of one total.</summary>
/// <param name="From">Where its window begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Total">What it is now, in billionths.</param>
/// <param name="IsTaken">Whether what was asked for ahead is part of it.</param>
/// <param name="Generation">Which total of the key it is.</param>
internal readonly record struct KnownTotal(DateTimeOffset From, DateTimeOffset To, BigInteger Total, bool IsTaken, string Generation);
