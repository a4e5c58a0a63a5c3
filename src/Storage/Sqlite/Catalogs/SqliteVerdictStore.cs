using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The classifications in force, in the catalog's file.</summary>
internal sealed class SqliteVerdictStore(SqliteDatabase database, TimeProvider time) : IVerdictStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, int>> CountByClassifierAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(static session => VerdictRows.Sum(session.Query(VerdictRows.CountSql, static row => (row.GetString(0), row.GetInt64(1)))), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredVerdict>> ListAsync(string classifier, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return database.ReadAsync<IReadOnlyList<StoredVerdict>>(session => session.Query(Own(VerdictRows.PageSql), VerdictRows.Read, classifier, after, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StoredVerdict?> FindOrNullAsync(ServerKey server, string tool, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        return database.ReadAsync(session => session.First(Own(VerdictRows.OneSql), VerdictRows.Read, server.Value, tool), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<VerdictCounts> ReplaceAsync(IReadOnlyList<VerdictReplacement> replacements, CancellationToken cancellationToken)
    {
        var prepared = PreparedVerdict.All(replacements);
        var clock = time.GetUtcNow().ToStored();
        var stored = prepared.Count == 0 ? [] : await database.WriteAsync(session => prepared.Where(verdict => Replace(session, verdict, clock)).ToList(), cancellationToken);
        return PreparedVerdict.Count(replacements.Count, prepared, stored);
    }

    private static string Own(string sql) => sql.Replace('$', '?');

    private static bool Replace(SqliteSession session, PreparedVerdict verdict, long clock)
    {
        var before = session.First(
            """
            SELECT c.tool_id, c.definition_id, s.last_seen FROM classifications k
            JOIN definitions d ON d.id = k.definition_id
            JOIN current_tools c ON c.tool_id = d.tool_id AND c.classification_id = k.id
            JOIN servers s ON s.id = c.server_id
            WHERE k.id = ?1 AND d.hash = ?2
            """,
            static row => (Tool: row.GetInt64(0), Definition: row.GetInt64(1), LastSeen: row.GetInt64(2)),
            verdict.Stored.Position, verdict.Stored.DefinitionHash);
        if (before.Tool == 0)
        {
            return false;
        }

        // A clock that was set back must not make a row end before it began.
        var now = Math.Max(clock, before.LastSeen);
        session.Execute("UPDATE classification_spans SET valid_until = ?2 WHERE id = ?1", verdict.Stored.Position, now);
        var id = session.Insert(
            "INSERT INTO classification_spans (definition_id, body_id, valid_from) VALUES (?1, ?2, ?3)",
            before.Definition, new TextWriting(session).Classification(verdict.Classification), now);
        session.Execute(
            "UPDATE current_tools SET classification_id = ?2, category = ?3, risk = ?4, review = ?5 WHERE tool_id = ?1",
            before.Tool, id, verdict.Category, verdict.Risk, verdict.Now.Review);
        if (!verdict.Now.Facets.SequenceEqual(verdict.Stored.Tool.Classification.Facets))
        {
            FacetWriting.Remove(session, before.Tool);
            FacetWriting.Add(session, before.Tool, verdict.Facets);
        }

        if (verdict.Change is { } change)
        {
            SqliteChangeLog.Record(session, verdict.Stored.Server, now, default, [change]);
        }

        return true;
    }
}
