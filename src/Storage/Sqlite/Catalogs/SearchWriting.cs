namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>
/// Keeps the texts that are searched and their full-text index together. By hand and not by triggers: a statement with a trigger opens a savepoint of its own,
/// at each of which the index writes out what it has gathered, and that is three quarters of what it costs.
/// </summary>
internal sealed class SearchWriting(SqliteSession session)
{
    /// <summary>A tool that is not there.</summary>
    public void AddTool(long id, string name, string? title, string server, string? description)
    {
        session.Execute("INSERT INTO tool_texts (tool_id, name, title, server, description) VALUES (?1, ?2, ?3, ?4, ?5)", id, name, title, server, description);
        session.Execute("INSERT INTO tool_search (rowid, name, title, server, description) VALUES (?1, ?2, ?3, ?4, ?5)", id, name, title, server, description);
    }

    /// <summary>A tool that is there, whose texts may differ.</summary>
    public void ReplaceTool(long id, string name, string? title, string server, string? description)
    {
        var same = session.Number(
            "SELECT 1 FROM tool_texts WHERE tool_id = ?1 AND name = ?2 AND title IS ?3 AND server = ?4 AND description IS ?5",
            id, name, title, server, description);
        if (same is null)
        {
            RemoveTool(id);
            AddTool(id, name, title, server, description);
        }
    }

    /// <summary>A tool that is found no more; nothing where it is not there.</summary>
    public void RemoveTool(long id) => Remove(
        id,
        "SELECT name, title, server, description FROM tool_texts WHERE tool_id = ?1",
        "INSERT INTO tool_search (tool_search, rowid, name, title, server, description) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)",
        "DELETE FROM tool_texts WHERE tool_id = ?1");

    /// <summary>A server, there or not.</summary>
    public void PutServer(long id, string key, string? title, string? description, string tools)
    {
        Remove(
            id,
            "SELECT key, title, description, tools FROM server_texts WHERE server_id = ?1",
            "INSERT INTO server_search (server_search, rowid, key, title, description, tools) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)",
            "DELETE FROM server_texts WHERE server_id = ?1");
        session.Execute("INSERT INTO server_texts (server_id, key, title, description, tools) VALUES (?1, ?2, ?3, ?4, ?5)", id, key, title, description, tools);
        session.Execute("INSERT INTO server_search (rowid, key, title, description, tools) VALUES (?1, ?2, ?3, ?4, ?5)", id, key, title, description, tools);
    }

    private void Remove(long id, string read, string unindex, string delete)
    {
        // The index is told the very words that it took up.
        var before = session.First(read, static row => new[] { row.Text(0), row.Text(1), row.Text(2), row.Text(3) }, id);
        if (before is not null)
        {
            session.Execute(unindex, id, before[0], before[1], before[2], before[3]);
            session.Execute(delete, id);
        }
    }
}
