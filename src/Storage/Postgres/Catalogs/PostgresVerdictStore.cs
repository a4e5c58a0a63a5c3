using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>The classifications in force, in PostgreSQL.</summary>
internal sealed class PostgresVerdictStore(PostgresDatabase database, TimeProvider time) : IVerdictStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, int>> CountByClassifierAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(static async session => VerdictRows.Sum(await session.QueryAsync(VerdictRows.CountSql, static row => (row.String(0), row.GetInt64(1)))), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVerdict>> ListAsync(string classifier, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return database.ReadAsync<IReadOnlyList<StoredVerdict>>(
            async session => await session.QueryAsync(VerdictRows.PageSql, VerdictRows.Read, classifier, after, (long)limit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoredVerdict?> FindOrNullAsync(ServerKey server, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        return database.ReadAsync(session => session.FirstAsync(VerdictRows.OneSql, VerdictRows.Read, server.Value, tool), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<VerdictCounts> ReplaceAsync(IReadOnlyList<VerdictReplacement> replacements, CancellationToken cancellationToken)
    {
        var prepared = PreparedVerdict.All(replacements);
        var clock = time.GetUtcNow().ToStored();
        var stored = prepared.Count == 0 ? [] : await database.WriteAsync(session => ReplaceAsync(session, prepared, clock), cancellationToken);
        return PreparedVerdict.Count(replacements.Count, prepared, stored);
    }

    private static async Task<IReadOnlyList<PreparedVerdict>> ReplaceAsync(PostgresSession session, IReadOnlyList<PreparedVerdict> prepared, long clock)
    {
        // As who stores a server: all of its rows wait for the lock of its own, taken in one order everywhere.
        var keys = prepared.Select(static verdict => verdict.Stored.Server.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await session.ExecuteAsync("SET LOCAL synchronous_commit = off");
        await session.QueryAsync("SELECT s.id FROM servers s WHERE s.key = ANY ($1) ORDER BY s.key FOR NO KEY UPDATE", static row => row.GetInt64(0), [keys]);
        var before = (await session.QueryAsync(
            """
            SELECT k.id, c.tool_id, c.server_id, c.server_key, c.name, c.definition_id, c.reading_id, c.offered, s.last_seen FROM unnest($1, $2) AS u (id, hash)
            JOIN classifications k ON k.id = u.id
            JOIN definitions d ON d.id = k.definition_id AND d.hash = u.hash
            JOIN current_tools c ON c.tool_id = d.tool_id AND c.classification_id = k.id
            JOIN servers s ON s.id = c.server_id
            """,
            static row => (Id: row.GetInt64(0), Tool: row.GetInt64(1), Server: row.GetInt64(2), Key: row.String(3), Name: row.String(4), Definition: row.GetInt64(5), Reading: row.GetInt64(6), IsOffered: row.GetBoolean(7), LastSeen: row.GetInt64(8)),
            prepared.Select(static verdict => verdict.Stored.Position).ToArray(),
            prepared.Select(static verdict => verdict.Stored.DefinitionHash).ToArray())).ToDictionary(static row => row.Id);
        var ids = new Queue<long>(await session.QueryAsync("SELECT nextval('ids') FROM generate_series(1, $1)", static row => row.GetInt64(0), (long)before.Count));
        var rows = new StoringRows();
        var stored = new List<PreparedVerdict>(before.Count);
        foreach (var verdict in prepared)
        {
            if (!before.TryGetValue(verdict.Stored.Position, out var row))
            {
                continue;
            }

            // A clock that was set back must not make a row end before it began.
            var (now, id) = (Math.Max(clock, row.LastSeen), ids.Dequeue());
            stored.Add(verdict);
            rows.Classifications.Add((row.Id, now));
            rows.NewClassifications.Add(id, row.Definition, verdict.Category, verdict.Risk, verdict.Now.Classifier, verdict.Body, now, null);
            rows.CurrentChanged.Add(
                row.Tool, row.Server, row.Key, row.Name, row.Definition, row.Reading, id, verdict.Category, verdict.Risk, verdict.Now.Review, row.IsOffered, string.Join(',', verdict.Facets));
            if (verdict.Change is { } change)
            {
                rows.Changes.Add(now, null, verdict.Stored.Server.Value, change.Tool, change.Kind.ToString(), change.Marked, false, change.Body);
            }
        }

        await rows.SendAsync(session);
        return stored;
    }
}
