using System.Data.Common;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Transfers;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>The catalog's file as an end of a transfer.</summary>
internal sealed class SqliteTransfer(SqliteDatabase database) : ITransferStore
{
    /// <inheritdoc/>
    public string Location => database.Location;

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<ITransferReader, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(new Reader(session)), cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<MovedServer> servers, IReadOnlyList<(MovedRows Rows, object?[] Values)> rows, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            foreach (var server in servers)
            {
                Add(session, server);
            }

            foreach (var (moved, values) in rows)
            {
                session.Execute(Own(moved.InsertSql), values);
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Own(string sql) => sql.Replace('$', '?');

    private static void Add(SqliteSession session, MovedServer server)
    {
        var texts = new TextWriting(session);
        var serverId = session.Insert("INSERT INTO servers (key, snapshot_id, first_seen, last_seen, tool_set) VALUES (?1, 0, ?2, ?3, ?4)", server.Key, server.FirstSeen, server.LastSeen, MovedCurrent.ToolSetOrNull(server));
        var snapshotId = 0L;
        foreach (var s in server.Snapshots)
        {
            snapshotId = session.Insert(
                """
                INSERT INTO snapshots (server_id, stored_at, title, description, repository, homepage, license, source, version, git_commit, content_hash, etag, origin, fetched_at, notice)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                """,
                serverId, s.StoredAt, s.Title, s.Description, s.Repository, s.Homepage, s.License, s.Source, s.Version, s.Commit, s.ContentHash, s.ETag, s.Origin, s.FetchedAt, s.Notice);
        }

        session.Execute("UPDATE servers SET snapshot_id = ?2 WHERE id = ?1", serverId, snapshotId);
        var rosters = server.Rosters.Select(names => session.Insert("INSERT INTO rosters (server_id, names) VALUES (?1, ?2)", serverId, names.GetRawText())).ToList();
        var shown = server.Snapshots[^1];
        foreach (var tool in server.Tools)
        {
            Add(session, texts, ServerKey.Parse(server.Key), serverId, rosters, tool);
        }

        ServerWords.Put(
            session, isNew: true, serverId, SearchText.Words(server.Key), shown.Title, shown.Description,
            string.Join(' ', server.Tools.Where(static tool => MovedCurrent.OfOrNull(tool) is not null).Select(static tool => SearchText.Words(tool.Name))));
    }

    private static void Add(SqliteSession session, TextWriting texts, ServerKey key, long serverId, List<long> rosters, MovedTool tool)
    {
        var toolId = session.Insert("INSERT INTO tools (server_id, name, first_seen) VALUES (?1, ?2, ?3)", serverId, tool.Name, tool.FirstSeen);
        long definitionId = 0, bodyId = 0, readingId = 0, verdictId = 0;
        foreach (var d in tool.Definitions)
        {
            bodyId = texts.Definition(d.Hash, d.Body.GetRawText());
            definitionId = session.Insert("INSERT INTO definition_spans (tool_id, body_id, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4)", toolId, bodyId, d.From, d.Until);
            foreach (var r in d.Readings)
            {
                readingId = session.Insert(
                    "INSERT INTO readings (definition_id, body, roster_id, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5)",
                    definitionId, r.Body.GetRawText(), r.Roster is { } place ? rosters[place] : null, r.From, r.Until);
            }

            foreach (var v in d.Verdicts)
            {
                verdictId = session.Insert(
                    "INSERT INTO classification_spans (definition_id, body_id, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4)",
                    definitionId, texts.Classification(key, v.Category, v.Risk, v.Classifier, v.Body.GetRawText()), v.From, v.Until);
            }
        }

        // What is in force is the last of each, and so are the ids.
        if (MovedCurrent.OfOrNull(tool) is not { } current)
        {
            return;
        }

        session.Execute(
            """
            INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, body_id, category, risk, review, offered)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """,
            toolId, serverId, key.Value, tool.Name, definitionId, readingId, verdictId, bodyId, current.Verdict.Category, current.Verdict.Risk, current.Classification.Review, current.IsOffered);
        FacetWriting.Add(session, toolId, current.Facets);
        texts.AddWords(bodyId, tool.Name, current.Defined.Title, current.Defined.Description);
    }

    private sealed class Reader(SqliteSession session) : ITransferReader
    {
        public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params object?[] values) => session.Query(Own(sql), map, values);
    }
}
