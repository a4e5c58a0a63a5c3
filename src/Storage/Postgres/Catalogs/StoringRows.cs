using Catalog.Storage.Postgres.Words;
using NpgsqlTypes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>All that some updates change, collected to be sent together: first what ends, then what is new.</summary>
internal sealed class StoringRows
{
    private const NpgsqlDbType Id = NpgsqlDbType.Bigint;
    private const NpgsqlDbType Text = NpgsqlDbType.Text;
    private const NpgsqlDbType Truth = NpgsqlDbType.Boolean;

    private static readonly (string, NpgsqlDbType)[] CurrentColumns =
    [
        ("tool_id", Id), ("server_id", Id), ("server_key", Text), ("name", Text), ("definition_id", Id), ("reading_id", Id), ("classification_id", Id),
        ("category", Text), ("risk", Text), ("review", Truth), ("offered", Truth), ("facets", NpgsqlDbType.Array | NpgsqlDbType.Text),
    ];

    private readonly List<(long Id, long Snapshot, long Seen, string? ToolSet)> _servers = [];
    private readonly PostgresTable _toolTexts = new("tool_texts", ("tool_id", Id), ("words", NpgsqlDbType.TsVector));
    private readonly PostgresTable _serverTexts = new("server_texts", ("server_id", Id), ("words", NpgsqlDbType.TsVector));
    private readonly List<long> _oldToolTexts = [];
    private readonly List<long> _oldServerTexts = [];

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

    /// <summary>The words under which a tool is found.</summary>
    /// <param name="id">The tool.</param>
    /// <param name="isNew">False where it has words already, which these replace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="server">The words of its server, see <see cref="PostgresWords.Stems"/>.</param>
    /// <param name="description">What it says it does.</param>
    public void SayTool(long id, bool isNew, string name, string? title, IReadOnlyList<string> server, string? description) =>
        Say(_toolTexts, isNew ? null : _oldToolTexts, id, WordVector.Write(PostgresWords.Stems(name), PostgresWords.Stems(title), server, PostgresWords.Stems(description)));

    /// <summary>The words under which a server is found; see <see cref="SayTool"/>.</summary>
    public void SayServer(long id, bool isNew, string key, string? title, string? description, string tools) =>
        Say(_serverTexts, isNew ? null : _oldServerTexts, id, WordVector.Write(PostgresWords.Stems(key), PostgresWords.Stems(title), PostgresWords.Stems(description), PostgresWords.Stems(tools)));

    /// <summary>Sends all of it, and at its end what is added; null for nothing.</summary>
    public async Task SendAsync(PostgresSession session, Action<PostgresBatch>? addMore = null)
    {
        await using var rows = session.Batch();
        AddEnds(rows);
        foreach (var table in new[] { _toolTexts, _serverTexts, Snapshots, Rosters, Tools, NewDefinitions, NewReadings, NewClassifications, CurrentAdded, CurrentChanged, Changes })
        {
            await table.FillAsync(session, rows);
        }

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
        AddDeletes(batch, "current_tools", "tool_id", Gone);
        AddDeletes(batch, "tool_texts", "tool_id", [.. Gone, .. _oldToolTexts]);
        AddDeletes(batch, "server_texts", "server_id", _oldServerTexts);
    }

    private static void Say(PostgresTable texts, List<long>? old, long id, byte[] words)
    {
        texts.Add(id, words);
        old?.Add(id);
    }

    private static void AddDeletes(PostgresBatch batch, string table, string column, List<long> ids)
    {
        if (ids.Count > 0)
        {
            batch.Add($"DELETE FROM {table} WHERE {column} = ANY ($1)", [ids.ToArray()]);
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
}
