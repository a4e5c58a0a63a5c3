namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>
/// Throws away the texts that no row points to any more, some at a time. Each transaction looks through all rows by itself, so that none goes that was pointed to meanwhile; who keeps
/// rows of texts in mind sees that another connection wrote (<see cref="SqliteSession.BeginWriting"/>).
/// </summary>
internal static class TextCollecting
{
    private const int Together = 1000;
    private const string Unused = "SELECT b.id FROM definition_bodies b WHERE b.id NOT IN (SELECT body_id FROM definition_spans)";
    private const string UnusedSaid = "SELECT b.id FROM classification_bodies b WHERE b.id NOT IN (SELECT body_id FROM classification_spans)";

    /// <summary>Throws them away.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="transact">Does some work in a transaction that writes.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    public static void Run(SqliteSession session, Func<Func<long>, long> transact, CancellationToken cancellationToken)
    {
        // Asked first without keeping writers from their work: most nights there are none.
        while (session.Number($"{Unused} LIMIT 1") is not null && transact(() => Definitions(session)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        while (session.Number($"{UnusedSaid} LIMIT 1") is not null
            && transact(() => session.Execute($"DELETE FROM classification_bodies WHERE id IN ({UnusedSaid} LIMIT ?1)", Together)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static long Definitions(SqliteSession session)
    {
        var ids = session.Query($"{Unused} LIMIT ?1", static row => row.GetInt64(0), Together);
        foreach (var id in ids)
        {
            // The index is told the very words that it took up.
            var words = session.First("SELECT name, title, description FROM definition_texts WHERE id = ?1", static row => new[] { row.Text(0), row.Text(1), row.Text(2) }, id);
            if (words is not null)
            {
                session.Execute("INSERT INTO tool_search (tool_search, rowid, name, title, description) VALUES ('delete', ?1, ?2, ?3, ?4)", id, words[0], words[1], words[2]);
                session.Execute("DELETE FROM definition_texts WHERE id = ?1", id);
            }

            session.Execute("DELETE FROM definition_bodies WHERE id = ?1", id);
        }

        return ids.Count;
    }
}
