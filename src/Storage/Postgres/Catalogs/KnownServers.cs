using Catalog.Core.Classifications;
using Catalog.Storage.Catalogs;
using Npgsql;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Locks the servers of some updates and reads all that is needed to store them, in one way to the server and back.</summary>
internal sealed class KnownServers
{
    private readonly Dictionary<string, KnownServer> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<long, KnownServer> _byId = [];
    private readonly Queue<long> _ids = new();

    private KnownServers()
    {
    }

    /// <summary>The server under a key.</summary>
    public KnownServer this[string key] => _byKey[PostgresText.ToStored(key)];

    /// <summary>The next id of a new row.</summary>
    public long NextId() => _ids.Dequeue();

    /// <summary>Makes rows of those that are new, locks and reads.</summary>
    public static async Task<KnownServers> LockAsync(PostgresSession session, IReadOnlyList<PreparedUpdate> updates, long now)
    {
        // In one order everywhere, so that no two wait for each other.
        var keys = updates.Select(static update => update.Key).Order(StringComparer.Ordinal).ToArray();

        // For each tool a row of its own, its definition, reading and classification; for the server its snapshot and roster.
        var ids = updates.Sum(static update => 2L + (4L * update.Tools.Count));
        await using var batch = session.Batch()
            .Add(PostgresStoring.Settings)
            .Add(
                """
                INSERT INTO servers (id, key, snapshot_id, first_seen, last_seen)
                SELECT nextval('ids'), k, 0, $2, $2 FROM unnest($1) AS u (k) WHERE (SELECT s.id FROM servers s WHERE s.key = k) IS NULL
                ON CONFLICT (key) DO NOTHING RETURNING key
                """,
                keys, now)
            .Add(
                $"SELECT s.id, s.key, s.last_seen, {ServerTexts.Columns} FROM servers s LEFT JOIN snapshots n ON n.id = s.snapshot_id WHERE s.key = ANY ($1) ORDER BY s.key FOR NO KEY UPDATE OF s",
                [keys])
            .Add(
                """
                SELECT c.server_id, c.tool_id, c.name, c.definition_id, d.hash, c.reading_id, r.body, r.roster_id, c.classification_id, k.body, c.risk, CASE WHEN u.hash IS NULL THEN d.body END
                FROM current_tools c
                JOIN definitions d ON d.id = c.definition_id
                JOIN readings r ON r.id = c.reading_id
                JOIN classifications k ON k.id = c.classification_id
                LEFT JOIN unnest($2, $3, $4) AS u (server, name, hash) ON u.server = c.server_key AND u.name = c.name AND u.hash = d.hash
                WHERE c.server_key = ANY ($1)
                """,
                keys,
                updates.SelectMany(static update => update.Tools.Select(_ => update.Key)).ToArray(),
                updates.SelectMany(static update => update.Tools.Select(static tool => tool.Name)).ToArray(),
                updates.SelectMany(static update => update.Tools.Select(static tool => tool.Hash)).ToArray())
            .Add(
                """
                SELECT t.server_id, t.name, t.id FROM servers s JOIN tools t ON t.server_id = s.id LEFT JOIN current_tools c ON c.tool_id = t.id
                WHERE s.key = ANY ($1) AND c.tool_id IS NULL
                """,
                [keys])
            .Add("SELECT o.server_id, o.names, o.id FROM servers s JOIN rosters o ON o.server_id = s.id WHERE s.key = ANY ($1)", [keys])
            .Add("SELECT nextval('ids') FROM generate_series(1, $1)", ids);
        await using var reader = await batch.ReadAsync();
        var known = new KnownServers();
        await known.ReadAsync(session, reader);
        return known;
    }

    private async Task ReadAsync(PostgresSession session, NpgsqlDataReader reader)
    {
        await session.RowsAsync(reader, static _ => true);
        await reader.NextResultAsync(session.CancellationToken);
        var made = (await session.RowsAsync(reader, static row => row.GetString(0))).ToHashSet(StringComparer.Ordinal);
        await reader.NextResultAsync(session.CancellationToken);
        foreach (var (key, server) in await session.RowsAsync(reader, row => (row.GetString(1), ReadServer(row, made.Contains(row.GetString(1))))))
        {
            _byKey.Add(key, server);
            _byId.Add(server.Id, server);
        }

        await reader.NextResultAsync(session.CancellationToken);
        foreach (var (server, tool) in await session.RowsAsync(reader, static row => (row.GetInt64(0), ReadTool(row))))
        {
            _byId[server].Tools.Add(tool.Name, tool);
        }

        await reader.NextResultAsync(session.CancellationToken);
        foreach (var (server, name, id) in await session.RowsAsync(reader, static row => (row.GetInt64(0), row.String(1), row.GetInt64(2))))
        {
            _byId[server].Gone.Add(name, id);
        }

        await reader.NextResultAsync(session.CancellationToken);
        foreach (var (server, names, id) in await session.RowsAsync(reader, static row => (row.GetInt64(0), row.String(1), row.GetInt64(2))))
        {
            _byId[server].Rosters.TryAdd(names, id);
        }

        await reader.NextResultAsync(session.CancellationToken);
        foreach (var id in await session.RowsAsync(reader, static row => row.GetInt64(0)))
        {
            _ids.Enqueue(id);
        }
    }

    private static KnownServer ReadServer(System.Data.Common.DbDataReader row, bool isNew) => new()
    {
        Id = row.GetInt64(0),
        IsNew = isNew,
        LastSeen = isNew ? 0 : row.GetInt64(2),
        Snapshot = isNew ? null : [.. Enumerable.Range(3, 12).Select(row.Text)],
    };

    private static StoredTool ReadTool(System.Data.Common.DbDataReader row) => new()
    {
        ToolId = row.GetInt64(1),
        Name = row.String(2),
        DefinitionId = row.GetInt64(3),
        Hash = row.GetString(4),
        ReadingId = row.GetInt64(5),
        Reading = row.String(6),
        RosterId = row.Number(7),
        ClassificationId = row.GetInt64(8),
        Classification = row.String(9),
        Risk = row.Member<Risk>(10),
        Body = row.Text(11),
    };
}
