using NpgsqlTypes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>All that some updates change, collected to be sent together: first what ends, then what is new.</summary>
internal sealed class StoringRows
{
    private const NpgsqlDbType Id = NpgsqlDbType.Bigint;
    private const NpgsqlDbType Text = NpgsqlDbType.Text;
    private const NpgsqlDbType Truth = NpgsqlDbType.Boolean;
    private const string Weighted =
        "setweight(to_tsvector('catalog.words', w.a), 'A') || setweight(to_tsvector('catalog.words', w.b), 'B') || setweight(to_tsvector('catalog.words', w.c), 'C') || setweight(to_tsvector('catalog.words', w.d), 'D')";

    private static readonly (string, NpgsqlDbType)[] CurrentColumns =
    [
        ("tool_id", Id), ("server_id", Id), ("server_key", Text), ("name", Text), ("definition_id", Id), ("reading_id", Id), ("classification_id", Id),
        ("category", Text), ("risk", Text), ("review", Truth), ("offered", Truth), ("facets", NpgsqlDbType.Array | NpgsqlDbType.Text),
    ];

    private readonly List<(long Id, long Snapshot, long Seen, string? ToolSet)> _servers = [];
    private readonly List<(long Id, string A, string B, string C, string D)> _toolTexts = [];
    private readonly List<(long Id, string A, string B, string C, string D)> _serverTexts = [];

    /// <summary>Ends of rows: the ids of the table, and the moment.</summary>
    public List<(long Id, long Until)> Definitions { get; } = [];

    /// <summary>See <see cref="Definitions"/>.</summary>
    public List<(long Id, long Until)> Readings { get; } = [];

    /// <summary>See <see cref="Definitions"/>.</summary>
    public List<(long Id, long Until)> Classifications { get; } = [];

    /// <summary>Ids of tools that are no longer there.</summary>
    public List<long> Gone { get; } = [];

    public PostgresTable Snapshots { get; } = new(
        "snapshots",
        ("id", Id), ("server_id", Id), ("stored_at", Id), ("fetched_at", Id), ("title", Text), ("description", Text), ("repository", Text), ("homepage", Text), ("license", Text),
        ("notice", Text), ("source", Text), ("version", Text), ("git_commit", Text), ("content_hash", Text), ("etag", Text), ("origin", Text));

    public PostgresTable Rosters { get; } = new("rosters", ("id", Id), ("server_id", Id), ("names", Text));

    public PostgresTable Tools { get; } = new("tools", ("id", Id), ("server_id", Id), ("name", Text), ("first_seen", Id));

    public PostgresTable NewDefinitions { get; } = new("definitions", ("id", Id), ("tool_id", Id), ("hash", Text), ("body", Text), ("valid_from", Id), ("valid_until", Id));

    public PostgresTable NewReadings { get; } = new("readings", ("id", Id), ("definition_id", Id), ("body", Text), ("roster_id", Id), ("valid_from", Id), ("valid_until", Id));

    public PostgresTable NewClassifications { get; } = new(
        "classifications",
        ("id", Id), ("definition_id", Id), ("category", Text), ("risk", Text), ("classifier", Text), ("body", Text), ("valid_from", Id), ("valid_until", Id));

    public PostgresTable CurrentAdded { get; } = new("current_tools", CurrentColumns);

    public PostgresTable CurrentChanged { get; } = new("current_tools", CurrentColumns)
    {
        Suffix = """
            ON CONFLICT (tool_id) DO UPDATE SET definition_id = excluded.definition_id, reading_id = excluded.reading_id, classification_id = excluded.classification_id,
                category = excluded.category, risk = excluded.risk, review = excluded.review, offered = excluded.offered, facets = excluded.facets
            """,
    };

    public PostgresTable Changes { get; } = new(
        "changes",
        ("at", Id), ("run_id", Id), ("server", Text), ("tool", Text), ("what", Text), ("marked", Truth), ("baseline", Truth), ("body", Text));

    /// <summary>What is said of servers' names.</summary>
    public IdentityCollecting Identities { get; } = new();

    /// <summary>A server that was looked at.</summary>
    /// <param name="id">The server.</param>
    /// <param name="snapshotId">Its new snapshot; 0 for the one that it has.</param>
    /// <param name="seen">The moment.</param>
    /// <param name="toolSet">The hash of the names of its tools; null for too few.</param>
    public void Touch(long id, long snapshotId, long seen, string? toolSet) => _servers.Add((id, snapshotId, seen, toolSet));

    /// <summary>The words under which a tool is found, in place of those before.</summary>
    public void SayTool(long id, string name, string? title, string server, string? description) =>
        _toolTexts.Add((id, PostgresWords.Of(name), PostgresWords.Of(title), PostgresWords.Of(server), PostgresWords.Of(description)));

    /// <summary>The words under which a server is found, in place of those before.</summary>
    public void SayServer(long id, string key, string? title, string? description, string tools) =>
        _serverTexts.Add((id, PostgresWords.Of(key), PostgresWords.Of(title), PostgresWords.Of(description), PostgresWords.Of(tools)));

    /// <summary>Sends all of it, and at its end what is added; null for nothing.</summary>
    public async Task SendAsync(PostgresSession session, Action<PostgresBatch>? addMore = null)
    {
        await using var rows = session.Batch();
        AddEnds(rows);
        foreach (var table in new[] { Snapshots, Rosters, Tools, NewDefinitions, NewReadings, NewClassifications, CurrentAdded, CurrentChanged, Changes })
        {
            await table.FillAsync(session, rows);
        }

        AddTexts(rows, "tool_texts", "tool_id", _toolTexts);
        AddTexts(rows, "server_texts", "server_id", _serverTexts);
        Identities.AddTo(rows);
        addMore?.Invoke(rows);
        await rows.ExecuteAsync();
    }

    private void AddEnds(PostgresBatch batch)
    {
        if (_servers.Count > 0)
        {
            batch.Add(
                """
                UPDATE servers s SET last_seen = u.seen, tool_set = u.tool_set, snapshot_id = CASE u.snapshot WHEN 0 THEN s.snapshot_id ELSE u.snapshot END
                FROM unnest($1, $2, $3, $4) AS u (id, snapshot, seen, tool_set) WHERE s.id = u.id
                """,
                _servers.Select(static s => s.Id).ToArray(), _servers.Select(static s => s.Snapshot).ToArray(), _servers.Select(static s => s.Seen).ToArray(),
                _servers.Select(static s => s.ToolSet).ToArray());
        }

        AddEnds(batch, "definitions", Definitions);
        AddEnds(batch, "readings", Readings);
        AddEnds(batch, "classifications", Classifications);
        if (Gone.Count > 0)
        {
            long[] gone = [.. Gone];
            batch.Add("DELETE FROM tool_texts WHERE tool_id = ANY ($1)", gone).Add("DELETE FROM current_tools WHERE tool_id = ANY ($1)", gone);
        }
    }

    private static void AddEnds(PostgresBatch batch, string table, List<(long Id, long Until)> ends)
    {
        if (ends.Count > 0)
        {
            batch.Add(
                $"UPDATE {table} t SET valid_until = u.until FROM unnest($1, $2) AS u (id, until) WHERE t.id = u.id",
                ends.Select(static e => e.Id).ToArray(), ends.Select(static e => e.Until).ToArray());
        }
    }

    private static void AddTexts(PostgresBatch batch, string table, string id, List<(long Id, string A, string B, string C, string D)> texts)
    {
        if (texts.Count > 0)
        {
            batch.Add(
                $"INSERT INTO {table} ({id}, words) SELECT w.id, {Weighted} FROM unnest($1, $2, $3, $4, $5) AS w (id, a, b, c, d) ON CONFLICT ({id}) DO UPDATE SET words = excluded.words",
                texts.Select(static t => t.Id).ToArray(), texts.Select(static t => t.A).ToArray(), texts.Select(static t => t.B).ToArray(),
                texts.Select(static t => t.C).ToArray(), texts.Select(static t => t.D).ToArray());
        }
    }
}
