using Catalog.Core.Retention;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Throws away old rows in PostgreSQL, some servers at a time under the locks of their rows, as who stores them.</summary>
internal sealed class PostgresHistoryPruning(PostgresDatabase database) : IHistoryPruning
{
    private static readonly IReadOnlyList<string> OfServers = PruneRows.OfServers("definitions", "classifications");

    /// <inheritdoc/>
    public async Task<PrunedRows> PruneAsync(RetentionLimits limits, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var changes = await database.WriteAsync(session => TakeAsync(session, PruneRows.Changes, isDryRun, limits.Changes.ToStored()), cancellationToken);
        var runs = await database.WriteAsync(session => TakeAsync(session, PruneRows.Runs, isDryRun, limits.Runs.ToStored()), cancellationToken);
        var history = new long[OfServers.Count];
        var after = 0L;
        while (await database.ReadAsync(session => session.NumberAsync(PruneRows.NextSql, after, (long)PruneRows.Servers), cancellationToken) is { } last)
        {
            var from = after;
            var taken = await database.WriteAsync(session => TakeAsync(session, isDryRun, from, last, limits.History.ToStored()), cancellationToken);
            for (var i = 0; i < taken.Count; i++)
            {
                history[i] += taken[i];
            }

            after = last;
        }

        return new PrunedRows(changes, runs, history[2], history[1], history[0], history[3]);
    }

    private static async Task<IReadOnlyList<long>> TakeAsync(PostgresSession session, bool isDryRun, long after, long last, long before)
    {
        if (!isDryRun)
        {
            await session.QueryAsync("SELECT id FROM servers WHERE id > $1 AND id <= $2 ORDER BY key FOR NO KEY UPDATE", static row => row.GetInt64(0), after, last);
        }

        var taken = new List<long>();
        foreach (var rows in OfServers)
        {
            taken.Add(await TakeAsync(session, rows, isDryRun, after, last, before));
        }

        return taken;
    }

    private static async Task<long> TakeAsync(PostgresSession session, string rows, bool isDryRun, params object?[] values) => isDryRun
        ? await session.NumberAsync($"SELECT count(*) FROM {rows}", values) ?? 0
        : await session.ExecuteAsync($"DELETE FROM {rows}", values);
}
