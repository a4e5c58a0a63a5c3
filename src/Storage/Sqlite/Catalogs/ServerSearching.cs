using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Lists servers with the counts of their tools.</summary>
internal static class ServerSearching
{
    /// <summary>The page that a query asks for.</summary>
    public static ResultPage<ServerSummary> Run(SqliteSession session, ServerQuery query)
    {
        var text = query.Text?.Trim() ?? string.Empty;
        var match = SearchText.QueryOrNull(text);
        if (match is null && text.Length > 0)
        {
            // Signs alone are no words, and a key always has some.
            return new ResultPage<ServerSummary>([], 0);
        }

        // Whoever searches for words may mean any of a server's names; the list of all has each server once.
        var from = match is null
            ? $"FROM servers s JOIN snapshots n ON n.id = s.snapshot_id WHERE s.key {IdentityRows.IsListed}"
            : "FROM server_search f CROSS JOIN servers s ON s.id = f.rowid JOIN snapshots n ON n.id = s.snapshot_id WHERE server_search MATCH ?3";
        var order = query.Order == ServerOrder.Recent ? "s.last_seen DESC, s.key"
            : match is null ? "s.key"
            : "(s.key = ?4 COLLATE NOCASE OR n.title = ?4 COLLATE NOCASE) DESC, bm25(server_search, 8.0, 6.0, 2.0, 1.0), s.key";
        var total = match is null
            ? session.Number($"SELECT count(*) FROM servers WHERE key {IdentityRows.IsListed}")
            : session.Number("SELECT count(*) FROM server_search WHERE server_search MATCH ?1", match);
        var servers = session.Query(
            $"SELECT {CatalogRows.ServerColumns} {from} ORDER BY {order} LIMIT ?1 OFFSET ?2",
            static row => (Id: row.GetInt64(15), Server: CatalogRows.ReadServer(row)),
            match is null ? [query.Limit, query.Offset] : query.Order == ServerOrder.Recent ? [query.Limit, query.Offset, match] : [query.Limit, query.Offset, match, text]);
        return new ResultPage<ServerSummary>([.. servers.Select(server => Summarize(session, server.Id, server.Server))], (int)total!.Value);
    }

    private static ServerSummary Summarize(SqliteSession session, long id, Core.Servers.ServerRecord server)
    {
        var rows = session.Query(
            "SELECT category, risk, count(*) FROM current_tools WHERE server_id = ?1 AND offered = 1 GROUP BY category, risk",
            static row => (Category: row.GetString(0), Risk: row.GetString(1), Count: row.GetInt32(2)),
            id);
        return new ServerSummary(
            server,
            CatalogRows.Sum<Category>(rows.Select(static row => (row.Category, row.Count))),
            CatalogRows.Sum<Risk>(rows.Select(static row => (row.Risk, row.Count))));
    }
}
