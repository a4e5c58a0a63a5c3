using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Makes one update a server's present state, inside the writer's transaction.</summary>
internal sealed class ServerStoring
{
    private readonly SqliteSession _session;
    private readonly ServerUpdate _update;
    private readonly IReadOnlyList<PreparedTool> _tools;
    private readonly string _key;
    private long _now;
    private long _serverId;
    private long? _rosterId;

    private ServerStoring(SqliteSession session, ServerUpdate update, IReadOnlyList<PreparedTool> tools)
    {
        _session = session;
        _update = update;
        _tools = tools;
        _key = update.Key.Value;
    }

    /// <summary>Stores the update, and what it changes.</summary>
    public static UpdateOutcome Run(SqliteSession session, ServerUpdate update, IReadOnlyList<PreparedTool> tools, DateTimeOffset now, ChangeOrigin origin) =>
        new ServerStoring(session, update, tools).Run(now.ToStored(), origin);

    private UpdateOutcome Run(long now, ChangeOrigin origin)
    {
        var server = _session.First("SELECT id, last_seen FROM servers WHERE key = ?1", static row => (Id: row.GetInt64(0), LastSeen: row.GetInt64(1)), _key);
        var isNew = server.Id == 0;

        // A clock that was set back must not make a row end before it began.
        _now = Math.Max(now, server.LastSeen);
        _serverId = isNew
            ? _session.Insert("INSERT INTO servers (key, snapshot_id, first_seen, last_seen) VALUES (?1, 0, ?2, ?2)", _key, _now)
            : server.Id;
        if (!isNew)
        {
            _session.Execute("UPDATE servers SET last_seen = ?2 WHERE id = ?1", _serverId, _now);
        }

        StoreToolSet();
        IdentityWriting.Put(_session, _update, isNew, _now);
        var told = isNew ? null : _session.First(
            "SELECT n.title, n.description, n.repository, n.homepage, n.license FROM servers s JOIN snapshots n ON n.id = s.snapshot_id WHERE s.id = ?1",
            static row => Enumerable.Range(0, 5).Select(row.Text).ToList(),
            _serverId);
        var shownAnew = StoreSnapshot(isNew);
        var stored = isNew ? [] : _session.Query(
            """
            SELECT c.tool_id, c.name, c.definition_id, d.hash, c.reading_id, r.body, r.roster_id, c.classification_id, k.body, c.risk
            FROM current_tools c
            JOIN definitions d ON d.id = c.definition_id
            JOIN readings r ON r.id = c.reading_id
            JOIN classifications k ON k.id = c.classification_id
            WHERE c.server_id = ?1
            """,
            ReadStored,
            _serverId).ToDictionary(static tool => tool.Name, StringComparer.Ordinal);
        var writing = new ToolWriting(_session, isNew, _serverId, _key, _now);
        var changes = new ChangeRecording(_update, isNew, stored.Values);
        if (told is not null)
        {
            changes.Told(told);
        }

        int added = 0, changed = 0, reclassified = 0, unchanged = 0;
        foreach (var tool in _tools)
        {
            var rosterId = tool.HasRoster ? RosterId() : null;
            if (!stored.Remove(tool.Name, out var before))
            {
                writing.Add(tool, rosterId);
                changes.Added(tool);
                added++;
                continue;
            }

            var body = before.Hash == tool.Hash ? null : _session.Text("SELECT body FROM definitions WHERE id = ?1", before.DefinitionId);
            changes.Changed(before, body, tool);
            switch (writing.Change(before, tool, rosterId))
            {
                case ToolChange.Definition:
                    changed++;
                    break;
                case ToolChange.Classification:
                    reclassified++;
                    break;
                default:
                    unchanged++;
                    break;
            }
        }

        foreach (var gone in stored.Values)
        {
            writing.End(gone);
            changes.Gone(gone);
        }

        if (shownAnew || added + stored.Count > 0)
        {
            StoreText(isNew);
        }

        SqliteChangeLog.Record(_session, _update.Key, _now, origin, changes.Rows);
        return new UpdateOutcome(isNew, added, changed, reclassified, stored.Count, unchanged) { Marked = changes.Rows.Count(static row => row.Marked) };
    }

    private static StoredTool ReadStored(SqliteDataReader row) => new()
    {
        ToolId = row.GetInt64(0),
        Name = row.GetString(1),
        DefinitionId = row.GetInt64(2),
        Hash = row.GetString(3),
        ReadingId = row.GetInt64(4),
        Reading = row.GetString(5),
        RosterId = row.Number(6),
        ClassificationId = row.GetInt64(7),
        Classification = row.GetString(8),
        Risk = row.Member<Risk>(9),
    };

    /// <summary>A new row where anything but the moment of fetching differs from the last one.</summary>
    /// <returns>True where what pages show of the server itself may differ.</returns>
    private bool StoreSnapshot(bool isNew)
    {
        var snapshot = _update.Snapshot;
        if (!isNew)
        {
            var same = _session.Number(
                """
                SELECT 1 FROM servers s JOIN snapshots n ON n.id = s.snapshot_id
                WHERE s.id = ?1 AND n.title IS ?2 AND n.description IS ?3 AND n.repository IS ?4 AND n.homepage IS ?5 AND n.license IS ?6
                  AND n.source = ?7 AND n.version IS ?8 AND n.git_commit IS ?9 AND n.content_hash = ?10 AND n.etag IS ?11 AND n.origin = ?12 AND n.notice IS ?13
                """,
                _serverId, _update.Title, _update.Description, _update.Repository, _update.Homepage, _update.License,
                snapshot.Source, snapshot.Version, snapshot.Commit, snapshot.ContentHash, snapshot.ETag, snapshot.Origin.ToString(), _update.Notice);
            if (same is not null)
            {
                return false;
            }
        }

        var id = _session.Insert(
            """
            INSERT INTO snapshots (server_id, stored_at, title, description, repository, homepage, license, source, version, git_commit, content_hash, etag, origin, fetched_at, notice)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """,
            _serverId, _now, _update.Title, _update.Description, _update.Repository, _update.Homepage, _update.License,
            snapshot.Source, snapshot.Version, snapshot.Commit, snapshot.ContentHash, snapshot.ETag, snapshot.Origin.ToString(), snapshot.FetchedAt.ToStored(), _update.Notice);
        _session.Execute("UPDATE servers SET snapshot_id = ?2 WHERE id = ?1", _serverId, id);
        return true;
    }

    private void StoreToolSet()
    {
        var hash = ToolSetHash.OfOrNull(_tools.Where(static tool => tool.IsOffered).Select(static tool => tool.Name));
        _session.Execute("UPDATE servers SET tool_set = ?2 WHERE id = ?1 AND tool_set IS NOT ?2", _serverId, hash);
    }

    /// <summary>The row of the names of all tools in their order; one for each distinct list.</summary>
    private long? RosterId()
    {
        if (_rosterId is null)
        {
            var names = ToolTexts.Write([.. _tools.Select(static tool => tool.Name)]);
            _rosterId = _session.Number("SELECT id FROM rosters WHERE server_id = ?1 AND names = ?2", _serverId, names)
                ?? _session.Insert("INSERT INTO rosters (server_id, names) VALUES (?1, ?2)", _serverId, names);
        }

        return _rosterId;
    }

    private void StoreText(bool isNew) => ServerWords.Put(
        _session,
        isNew,
        _serverId,
        SearchText.Words(_key),
        _update.Title,
        _update.Description,
        string.Join(' ', _tools.Select(static tool => tool.Words)));
}
