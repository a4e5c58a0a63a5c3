using System.ComponentModel.DataAnnotations;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Reads the catalog beside its writers.</summary>
internal sealed class PostgresCatalogReader(PostgresDatabase database) : ICatalogReader
{
    /// <inheritdoc/>
    public Task<ServerRecord?> FindServerOrNullAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(
            session => session.FirstAsync($"SELECT {CatalogRows.ServerColumns} FROM servers s JOIN snapshots n ON n.id = s.snapshot_id WHERE s.key = $1", CatalogRows.ReadServer, key.Value),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerSummary>> ListServersAsync(ServerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadTogetherAsync(session => PostgresServerListing.RunAsync(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerRecord>> ListCopiesAsync(ServerKey key, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadTogetherAsync(
            async session =>
            {
                var total = await session.NumberAsync($"SELECT count(*) {CatalogRows.Copies}", key.Value) ?? 0;
                return new ResultPage<ServerRecord>(
                    total == 0 ? [] : await session.QueryAsync(CatalogRows.CopiesPage, CatalogRows.ReadServer, key.Value, (long)limit, (long)offset),
                    (int)total);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ToolRecord>> ListToolsAsync(ServerKey key, bool withUnreached, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync<IReadOnlyList<ToolRecord>>(
            async session => await session.QueryAsync(
                $"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.server_key = $1 AND (c.offered OR $2) ORDER BY c.name",
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
            session => session.FirstAsync(
                $"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.server_key = $1 AND c.name = $2",
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
        return database.ReadTogetherAsync(session => PostgresToolSearching.RunAsync(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ToolCounts> CountToolsAsync(ToolQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return database.ReadTogetherAsync(session => PostgresToolSearching.CountAsync(session, query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ToolHistoryEntry>> ListHistoryAsync(ServerKey key, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(tool);

        // Of several readings of one definition, the last that was in force while the classification was.
        return database.ReadAsync<IReadOnlyList<ToolHistoryEntry>>(
            async session => await session.QueryAsync(
                """
                SELECT d.body, r.body, o.names, k.body, greatest(d.valid_from, k.valid_from), k.valid_until
                FROM servers s
                JOIN tools t ON t.server_id = s.id
                JOIN definitions d ON d.tool_id = t.id
                JOIN classifications k ON k.definition_id = d.id
                JOIN readings r ON r.id = (
                    SELECT max(l.id) FROM readings l
                    WHERE l.definition_id = d.id AND (k.valid_until IS NULL OR l.valid_from < k.valid_until OR l.valid_from = k.valid_from))
                LEFT JOIN rosters o ON o.id = r.roster_id
                WHERE s.key = $1 AND t.name = $2
                ORDER BY d.id DESC, k.id DESC
                """,
                CatalogRows.ReadHistory,
                key.Value,
                tool),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CatalogCounts> CountAsync(CancellationToken cancellationToken) => database.ReadTogetherAsync(
        static async session =>
        {
            var rows = await session.QueryAsync(
                "SELECT category, risk, review, count(*) FROM current_tools WHERE offered GROUP BY category, risk, review",
                static row => (Category: row.GetString(0), Risk: row.GetString(1), Review: row.GetBoolean(2), Count: (int)row.GetInt64(3)));

            // The few that are another record's, or history, are counted by themselves.
            var unlisted = await session.QueryAsync(
                "SELECT c.category, c.risk, c.review, count(*) FROM servers s JOIN current_tools c ON c.server_id = s.id WHERE s.key IN (SELECT server FROM unlisted_servers) AND c.offered GROUP BY c.category, c.risk, c.review",
                static row => (Category: row.GetString(0), Risk: row.GetString(1), Review: row.GetBoolean(2), Count: (int)row.GetInt64(3)));
            return CatalogRows.Count(
                CatalogRows.Without(rows, unlisted),
                await session.NumberAsync($"SELECT count(*) FROM servers WHERE key {IdentityRows.IsListed}") ?? 0,
                await session.NumberAsync("SELECT max(last_seen) FROM servers"));
        },
        cancellationToken);
}
