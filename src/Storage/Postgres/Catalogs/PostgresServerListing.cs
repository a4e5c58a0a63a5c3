using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Postgres.Words;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Lists servers with the counts of their tools.</summary>
internal static class PostgresServerListing
{
    // What a word weighs in the tools' names, the description, the title and the key.
    private const string Rank = "ts_rank('{0.1, 0.25, 0.75, 1.0}', f.words, q.words, 1)";

    /// <summary>The page that a query asks for.</summary>
    public static async Task<ResultPage<ServerSummary>> RunAsync(PostgresSession session, ServerQuery query)
    {
        var text = query.Text?.Trim() ?? string.Empty;
        var match = PostgresWords.QueryOrNull(text);
        if (match is null && text.Length > 0)
        {
            // Signs alone are no words, and a key always has some.
            return new ResultPage<ServerSummary>([], 0);
        }

        var words = "(SELECT $1::tsquery AS words) q JOIN server_texts f ON f.words @@ q.words";

        // Whoever searches for words may mean any of a server's names; the list of all has each server once.
        var from = match is null ? "servers s" : $"{words} JOIN servers s ON s.id = f.server_id";
        var order = query.Order == ServerOrder.Recent ? "s.last_seen DESC, s.key"
            : match is null ? "s.key"
            : $"(lower(s.key) = lower($4 COLLATE \"C\") OR lower(n.title COLLATE \"C\") = lower($4 COLLATE \"C\")) DESC NULLS LAST, {Rank} DESC, s.key";
        var total = match is null
            ? await session.NumberAsync($"SELECT count(*) FROM servers WHERE key {IdentityRows.IsListed}")
            : await session.NumberAsync($"SELECT count(*) FROM {words}", match);
        object?[] page = [(long)query.Limit, (long)query.Offset];
        var servers = await session.QueryAsync(
            $"SELECT {CatalogRows.ServerColumns} FROM {from} JOIN snapshots n ON n.id = s.snapshot_id {(match is null ? $"WHERE s.key {IdentityRows.IsListed}" : "")} ORDER BY {order} LIMIT {(match is null ? "$1 OFFSET $2" : "$2 OFFSET $3")}",
            static row => (Id: row.GetInt64(15), Server: CatalogRows.ReadServer(row)),
            match is null ? page : query.Order == ServerOrder.Recent ? [match, .. page] : [match, .. page, text]);
        var counts = await CountAsync(session, servers.ConvertAll(static server => server.Id));
        return new ResultPage<ServerSummary>(
            [.. servers.Select(server => new ServerSummary(
                server.Server,
                CatalogRows.Sum<Category>(counts[server.Id].Select(static row => (row.Category, row.Count))),
                CatalogRows.Sum<Risk>(counts[server.Id].Select(static row => (row.Risk, row.Count)))))],
            (int)(total ?? 0));
    }

    private static async Task<ILookup<long, (string Category, string Risk, int Count)>> CountAsync(PostgresSession session, List<long> ids)
    {
        var rows = ids.Count == 0 ? [] : await session.QueryAsync(
            "SELECT server_id, category, risk, count(*) FROM current_tools WHERE server_id = ANY ($1) AND offered GROUP BY server_id, category, risk",
            static row => (Id: row.GetInt64(0), Counted: (row.GetString(1), row.GetString(2), (int)row.GetInt64(3))),
            [ids.ToArray()]);
        return rows.ToLookup(static row => row.Id, static row => row.Counted);
    }
}
