using System.ComponentModel.DataAnnotations;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Servers;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The changes in the catalog's file.</summary>
internal sealed class SqliteChangeLog(SqliteDatabase database) : IChangeLog
{
    /// <inheritdoc/>
    public Task<ResultPage<CatalogChange>> ListAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        var selection = new ChangeSelection(query, '?');
        return database.ReadAsync(
            session => new ResultPage<CatalogChange>(session.Query(selection.PageSql, ChangeRows.Read, selection.PageValues), Count(session, selection).Sum(static count => count.Total)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChangeCount>> CountAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(session => Count(session, new ChangeSelection(query, '?')), cancellationToken);
    }

    /// <summary>Writes what an update changed, inside the writer's transaction.</summary>
    public static void Record(SqliteSession session, ServerKey server, long now, ChangeOrigin origin, IReadOnlyList<ChangeRow> rows)
    {
        foreach (var row in rows)
        {
            session.Execute(
                "INSERT INTO changes (at, run_id, server, tool, what, marked, baseline, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                now, origin.Run, server.Value, row.Tool, row.Kind.ToString(), row.Marked, origin.IsBaseline && row.Kind == ChangeKind.ServerAppeared, row.Body);
        }
    }

    private static IReadOnlyList<ChangeCount> Count(SqliteSession session, ChangeSelection selection) => ChangeSelection.Sum(session.Query(
        selection.CountSql,
        static row => (row.Member<ChangeKind>(0), row.GetBoolean(1), row.GetInt64(2)),
        selection.Values));
}
