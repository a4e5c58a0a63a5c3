using System.ComponentModel.DataAnnotations;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Reads the catalog beside its writer.</summary>
internal sealed class SqliteCatalogReader(SqliteDatabase database) : ICatalogReader
{
    /// <inheritdoc/>
    public Task<ServerRecord?> FindServerOrNullAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(
            session => session.First($"SELECT {CatalogRows.ServerColumns} FROM servers s JOIN snapshots n ON n.id = s.snapshot_id WHERE s.key = ?1", CatalogRows.ReadServer, key.Value),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerSummary>> ListServersAsync(ServerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync(session => ServerSearching.Run(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerRecord>> ListCopiesAsync(ServerKey key, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(
            session =>
            {
                var total = session.Number($"SELECT count(*) {CatalogRows.Copies}".Replace('$', '?'), key.Value) ?? 0;
                return new ResultPage<ServerRecord>(
                    total == 0 ? [] : session.Query(CatalogRows.CopiesPage.Replace('$', '?'), CatalogRows.ReadServer, key.Value, limit, offset),
                    (int)total);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ToolRecord>> ListToolsAsync(ServerKey key, bool withUnreached, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync<IReadOnlyList<ToolRecord>>(
            session => session.Query(
                $"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.server_id = (SELECT id FROM servers WHERE key = ?1) AND (c.offered = 1 OR ?2) ORDER BY c.name",
                CatalogRows.ReadTool,
                key.Value,
                withUnreached),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ToolRecord?> FindToolOrNullAsync(ServerKey key, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tool);
        return database.ReadAsync(
            session => session.First(
                $"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.tool_id = (SELECT n.id FROM servers s JOIN tools n ON n.server_id = s.id WHERE s.key = ?1 AND n.name = ?2)",
                CatalogRows.ReadTool,
                key.Value,
                tool),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ToolRecord>> SearchToolsAsync(ToolQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync(session => ToolSearching.Run(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ToolCounts> CountToolsAsync(ToolQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadAsync(session => ToolSearching.Count(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ToolHistoryEntry>> ListHistoryAsync(ServerKey key, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tool);

        // Of several readings of one definition, the last that was in force while the classification was.
        return database.ReadAsync<IReadOnlyList<ToolHistoryEntry>>(
            session => session.Query(
                """
                SELECT d.body, r.body, o.names, k.body, max(d.valid_from, k.valid_from), k.valid_until
                FROM servers s
                JOIN tools t ON t.server_id = s.id
                JOIN definitions d ON d.tool_id = t.id
                JOIN classifications k ON k.definition_id = d.id
                JOIN readings r ON r.id = (
                    SELECT max(l.id) FROM readings l
                    WHERE l.definition_id = d.id AND (k.valid_until IS NULL OR l.valid_from < k.valid_until OR l.valid_from = k.valid_from))
                LEFT JOIN rosters o ON o.id = r.roster_id
                WHERE s.key = ?1 AND t.name = ?2
                ORDER BY d.id DESC, k.id DESC
                """,
                CatalogRows.ReadHistory,
                key.Value,
                tool),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CatalogCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        static session =>
        {
            var rows = session.Query(
                "SELECT category, risk, review, count(*) FROM current_tools WHERE offered = 1 GROUP BY category, risk, review",
                static row => (Category: row.GetString(0), Risk: row.GetString(1), Review: row.GetBoolean(2), Count: row.GetInt32(3)));

            // The few that are another record's, or history, are counted by themselves: the count of all reads nothing but an index.
            var unlisted = session.Query(
                "SELECT c.category, c.risk, c.review, count(*) FROM servers s JOIN current_tools c ON c.server_id = s.id WHERE s.key IN (SELECT server FROM unlisted_servers) AND c.offered = 1 GROUP BY c.category, c.risk, c.review",
                static row => (Category: row.GetString(0), Risk: row.GetString(1), Review: row.GetBoolean(2), Count: row.GetInt32(3)));
            return CatalogRows.Count(CatalogRows.Without(rows, unlisted), session.Number($"SELECT count(*) FROM servers WHERE key {IdentityRows.IsListed}")!.Value, session.Number("SELECT max(last_seen) FROM servers"));
        },
        cancellationToken);
}
