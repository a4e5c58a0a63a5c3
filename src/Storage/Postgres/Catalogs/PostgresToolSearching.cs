using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Postgres.Words;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Finds tools by words and filters.</summary>
internal static class PostgresToolSearching
{
    // What a word weighs in the description, the server's names, the title and the tool's name; a long text weighs no more for being long.
    private const string Rank = "ts_rank('{0.1, 0.3, 0.6, 1.0}', f.words, q.words, 1)";

    /// <summary>The page that a query asks for. The small rows are put in order first; only those of the page are then read whole.</summary>
    public static async Task<ResultPage<ToolRecord>> RunAsync(PostgresSession session, ToolQuery query)
    {
        var (found, isRanked, values) = FoundBy(query);
        var total = await session.NumberAsync($"SELECT count(*) {found}", [.. values]) ?? 0;
        if (query.Limit == 0)
        {
            return new ResultPage<ToolRecord>([], (int)total);
        }

        var order = isRanked ? $"(lower(c.name) = lower({Value(values, query.Text!.Trim())} COLLATE \"C\")) DESC, {Rank} DESC, c.server_key, c.name" : "c.server_key, c.name";
        var ids = await session.QueryAsync(
            $"SELECT c.tool_id {found} ORDER BY {order} LIMIT {Value(values, (long)query.Limit)} OFFSET {Value(values, (long)query.Offset)}",
            static row => row.GetInt64(0),
            [.. values]);
        return new ResultPage<ToolRecord>(await ReadAsync(session, ids), (int)total);
    }

    /// <summary>How many tools a query finds, by their kinds.</summary>
    public static async Task<ToolCounts> CountAsync(PostgresSession session, ToolQuery query)
    {
        var (found, _, values) = FoundBy(query);
        return CountRow.Sum(await session.QueryAsync(
            $"""
            WITH found AS MATERIALIZED (SELECT c.category, c.risk, c.review, c.facets {found})
            SELECT category, risk, review::int::bigint, NULL, count(*) FROM found GROUP BY category, risk, review
            UNION ALL
            SELECT NULL, NULL, 0, facet, count(*) FROM found CROSS JOIN unnest(facets) AS facet GROUP BY facet
            """,
            CountRow.Read,
            [.. values]));
    }

    /// <summary>What a query finds, from <c>FROM</c> on with the tools as <c>c</c>; whether it has words to rank by; and the values of the parameters.</summary>
    private static (string Found, bool IsRanked, List<object?> Values) FoundBy(ToolQuery query)
    {
        var values = new List<object?>();
        var conditions = new List<string> { "c.offered" };
        var text = query.Text?.Trim() ?? string.Empty;
        var match = PostgresWords.QueryOrNull(text);
        var from = "current_tools c";
        if (match is not null)
        {
            from = $"(SELECT {Value(values, match)}::tsquery AS words) q JOIN tool_texts f ON f.words @@ q.words JOIN current_tools c ON c.tool_id = f.tool_id";
        }
        else if (text.Length > 0)
        {
            // Signs alone are no words, and may still be a tool's name.
            conditions.Add($"lower(c.name) = lower({Value(values, text)} COLLATE \"C\")");
        }

        if (query.Server is { } server)
        {
            conditions.Add($"c.server_key = {Value(values, server.Value)}");
        }
        else
        {
            conditions.Add($"c.server_key {IdentityRows.IsListed}");
        }

        if (query.Category is { } category)
        {
            conditions.Add($"c.category = {Value(values, category.ToString())}");
        }

        if (query.Risk is { } risk)
        {
            conditions.Add($"c.risk = {Value(values, risk.ToString())}");
        }

        if (query.Facet is { } facet)
        {
            conditions.Add($"c.facets @> ARRAY[{Value(values, FacetIds.Of(facet))}]");
        }

        if (query.ReviewOnly)
        {
            conditions.Add("c.review");
        }

        return ($"FROM {from} WHERE {string.Join(" AND ", conditions)}", match is not null, values);
    }

    private static string Value(List<object?> values, object value)
    {
        values.Add(value);
        return $"${values.Count}";
    }

    private static async Task<IReadOnlyList<ToolRecord>> ReadAsync(PostgresSession session, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var tools = await session.QueryAsync(
            $"SELECT {CatalogRows.ToolColumns}, c.tool_id FROM current_tools c {CatalogRows.ToolJoins} WHERE c.tool_id = ANY ($1)",
            static row => (Id: row.GetInt64(9), Tool: CatalogRows.ReadTool(row)),
            [ids.ToArray()]);
        var byId = tools.ToDictionary(static tool => tool.Id, static tool => tool.Tool);
        return [.. ids.Select(id => byId[id])];
    }
}
