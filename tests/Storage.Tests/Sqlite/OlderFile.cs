using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>A catalog's file of an earlier version, in which each tool has its texts for itself; filled with the statements of that time.</summary>
internal sealed class OlderFile : IDisposable
{
    private readonly SqliteSession _session;

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="version">The version of its schema, 12 to 15.</param>
    public OlderFile(string path, int version)
    {
        SqliteLibrary.Load();
        _session = SqliteSession.Open(path, SqliteOpenMode.ReadWriteCreate, 10, "PRAGMA journal_mode = WAL;");
        (SqliteSchema.OfCatalog with { Migrations = [.. SqliteSchema.OfCatalog.Migrations.Take(version)] }).Migrate(_session, path);
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Adds a server; of each tool all definitions that it ever had, the last in force.</summary>
    public void Add(ServerKey key, params IReadOnlyList<PreparedTool>[] tools)
    {
        var server = _session.Insert("INSERT INTO servers (key, snapshot_id, first_seen, last_seen) VALUES (?1, 0, 1, 9)", key.Value);
        var snapshot = _session.Insert(
            "INSERT INTO snapshots (server_id, stored_at, title, source, content_hash, origin, fetched_at) VALUES (?1, 1, 'Notes', ?2, 'aa', 'Source', 1)", server, key.Value);
        _session.Execute("UPDATE servers SET snapshot_id = ?2 WHERE id = ?1", server, snapshot);
        foreach (var versions in tools)
        {
            var tool = _session.Insert("INSERT INTO tools (server_id, name, first_seen) VALUES (?1, ?2, 1)", server, versions[0].Name);
            for (var i = 0; i < versions.Count; i++)
            {
                AddVersion(server, key, tool, versions[i], i + 1, i + 1 == versions.Count ? null : i + 2);
            }
        }

        var words = string.Join(' ', tools.Select(static versions => versions[^1].Words));
        _session.Execute("INSERT INTO server_texts (server_id, key, title, tools) VALUES (?1, ?2, 'Notes', ?3)", server, SearchText.Words(key.Value), words);
        _session.Execute("INSERT INTO server_search (rowid, key, title, tools) VALUES (?1, ?2, 'Notes', ?3)", server, SearchText.Words(key.Value), words);
    }

    private void AddVersion(long server, ServerKey key, long tool, PreparedTool now, long from, long? until)
    {
        var definition = _session.Insert("INSERT INTO definitions (tool_id, hash, body, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5)", tool, now.Hash, now.Body, from, until);
        var reading = _session.Insert("INSERT INTO readings (definition_id, body, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4)", definition, now.Reading, from, until);
        var verdict = _session.Insert(
            "INSERT INTO classifications (definition_id, category, risk, classifier, body, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            definition, now.Category, now.Risk, now.Classifier, now.Verdict, from, until);
        if (until is not null)
        {
            return;
        }

        _session.Execute(
            """
            INSERT INTO current_tools (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, category, risk, review, offered)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            tool, server, key.Value, now.Name, definition, reading, verdict, now.Category, now.Risk, now.Review, now.IsOffered);
        foreach (var facet in now.Facets)
        {
            _session.Execute("INSERT INTO current_facets (facet, tool_id) VALUES (?1, ?2)", facet, tool);
        }

        var searched = $"{SearchText.Words(key.Value)} Notes";
        _session.Execute("INSERT INTO tool_texts (tool_id, name, title, server, description) VALUES (?1, ?2, ?3, ?4, ?5)", tool, now.Words, now.Title, searched, now.Description);
        _session.Execute("INSERT INTO tool_search (rowid, name, title, server, description) VALUES (?1, ?2, ?3, ?4, ?5)", tool, now.Words, now.Title, searched, now.Description);
    }
}
