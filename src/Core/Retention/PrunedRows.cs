namespace Catalog.Core.Retention;

/// <summary>How many rows were thrown away, or would be.</summary>
/// <param name="Changes">Changes.</param>
/// <param name="Runs">Crawls.</param>
/// <param name="Definitions">Definitions that something else took the place of, or whose tool is gone.</param>
/// <param name="Readings">Notes of where and how a definition was read.</param>
/// <param name="Classifications">Verdicts.</param>
/// <param name="Snapshots">Snapshots of servers.</param>
public sealed record PrunedRows(long Changes, long Runs, long Definitions, long Readings, long Classifications, long Snapshots)
{
    /// <summary>All of them.</summary>
    public long Total => Changes + Runs + Definitions + Readings + Classifications + Snapshots;
}
