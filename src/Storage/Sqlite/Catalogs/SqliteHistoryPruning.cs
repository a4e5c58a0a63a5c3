using Catalog.Core.Retention;
using Catalog.Storage.Catalogs;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>
/// Throws away old rows of the catalog's file, over a connection of its own: it looks after what points to what by itself, for the library would look through all present tools for each row that goes.
/// </summary>
internal sealed class SqliteHistoryPruning(SqliteDatabase database) : IHistoryPruning
{
    private static readonly IReadOnlyList<string> OfServers = PruneRows.OfServers("definition_spans", "classification_spans");

    /// <inheritdoc/>
    public async Task<PrunedRows> PruneAsync(RetentionLimits limits, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        await database.OpenAsync(cancellationToken);
        return await Task.Run(() => Prune(limits, isDryRun, cancellationToken), cancellationToken);
    }

    private PrunedRows Prune(RetentionLimits limits, bool isDryRun, CancellationToken cancellationToken)
    {
        try
        {
            using var session = SqliteSession.Open(database.Location, SqliteOpenMode.ReadWrite, database.WaitSeconds, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL;");
            var changes = Transact(session, () => Take(session, PruneRows.Changes, isDryRun, limits.Changes.ToStored()));
            var runs = Transact(session, () => Take(session, PruneRows.Runs, isDryRun, limits.Runs.ToStored()));
            var history = new long[OfServers.Count];
            var before = limits.History.ToStored();
            for (long after = 0; session.Number(Own(PruneRows.NextSql), after, PruneRows.Servers) is { } last; after = last)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var from = after;
                Transact(session, () =>
                {
                    for (var i = 0; i < history.Length; i++)
                    {
                        history[i] += Take(session, OfServers[i], isDryRun, from, last, before);
                    }

                    return 0L;
                });
            }

            if (!isDryRun)
            {
                TextCollecting.Run(session, work => Transact(session, work), cancellationToken);
            }

            return new PrunedRows(changes, runs, history[2], history[1], history[0], history[3]);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Explain(e, database.Location);
        }
    }

    private static long Transact(SqliteSession session, Func<long> work)
    {
        session.Script("BEGIN IMMEDIATE");
        try
        {
            var done = work();
            session.Script("COMMIT");
            return done;
        }
        catch
        {
            if (session.InTransaction)
            {
                session.Script("ROLLBACK");
            }

            throw;
        }
    }

    private static long Take(SqliteSession session, string rows, bool isDryRun, params ReadOnlySpan<object?> values) => isDryRun
        ? session.Number(Own($"SELECT count(*) FROM {rows}"), values) ?? 0
        : session.Execute(Own($"DELETE FROM {rows}"), values);

    private static string Own(string sql) => sql.Replace('$', '?');
}
