namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Keeps the words of servers and their full-text index together; by hand, as <see cref="TextWriting"/> does.</summary>
internal static class ServerWords
{
    /// <summary>Puts the words of a server in place of what it had.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="isNew">True where it had none.</param>
    /// <param name="id">The server.</param>
    /// <param name="key">The words of its key.</param>
    /// <param name="title">Its title.</param>
    /// <param name="description">Its description.</param>
    /// <param name="tools">The words of its tools' names.</param>
    public static void Put(SqliteSession session, bool isNew, long id, string key, string? title, string? description, string tools)
    {
        if (!isNew)
        {
            Remove(session, id);
        }

        session.Execute("INSERT INTO server_texts (server_id, key, title, description, tools) VALUES (?1, ?2, ?3, ?4, ?5)", id, key, title, description, tools);
        session.Execute("INSERT INTO server_search (rowid, key, title, description, tools) VALUES (?1, ?2, ?3, ?4, ?5)", id, key, title, description, tools);
    }

    private static void Remove(SqliteSession session, long id)
    {
        // The index is told the very words that it took up.
        var before = session.First(
            "SELECT key, title, description, tools FROM server_texts WHERE server_id = ?1", static row => new[] { row.Text(0), row.Text(1), row.Text(2), row.Text(3) }, id);
        if (before is not null)
        {
            session.Execute("INSERT INTO server_search (server_search, rowid, key, title, description, tools) VALUES ('delete', ?1, ?2, ?3, ?4, ?5)", id, before[0], before[1], before[2], before[3]);
            session.Execute("DELETE FROM server_texts WHERE server_id = ?1", id);
        }
    }
}
