namespace Catalog.Core.Retention;

/// <summary>What is old enough to be thrown away. What a present record needs is kept, however old.</summary>
/// <param name="Changes">Changes stored before this moment.</param>
/// <param name="History">Definitions, readings, classifications and snapshots that something else took the place of before this moment.</param>
/// <param name="Runs">Crawls that ended before this moment; the last thirty are kept.</param>
public sealed record RetentionLimits(DateTimeOffset Changes, DateTimeOffset History, DateTimeOffset Runs);
