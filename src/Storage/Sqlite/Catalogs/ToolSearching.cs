using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Finds tools by words and filters.</summary>
internal static class ToolSearching
{
    /// <summary>The page that a query asks for.</summary>
    public static ResultPage<ToolRecord> Run(SqliteSession session, ToolQuery query)
    {
        var values = new List<object?>();
        var conditions = new List<string> { "c.offered = 1" };
        var text = query.Text?.Trim() ?? string.Empty;
        var match = SearchText.QueryOrNull(text);
        var from = "current_tools c";
        if (match is not null)
        {
            // Words first: left to itself the planner starts with every offered tool and asks the index for each of them, seconds instead of milliseconds.
            from = "tool_search f CROSS JOIN current_tools c ON c.tool_id = f.rowid";
            conditions.Add($"tool_search MATCH {Value(match)}");
        }
        else if (text.Length > 0)
        {
            // Signs alone are in no index, and may still be a tool's name.
            conditions.Add($"c.name = {Value(text)} COLLATE NOCASE");
        }

        if (query.Server is { } server)
        {
            conditions.Add($"c.server_key = {Value(server.Value)}");
        }

        if (query.Category is { } category)
        {
            conditions.Add($"c.category = {Value(category.ToString())}");
        }

        if (query.Risk is { } risk)
        {
            conditions.Add($"c.risk = {Value(risk.ToString())}");
        }

        if (query.Facet is { } facet)
        {
            conditions.Add($"EXISTS (SELECT 1 FROM current_facets a WHERE a.facet = {Value(FacetIds.Of(facet))} AND a.tool_id = c.tool_id)");
        }

        if (query.ReviewOnly)
        {
            conditions.Add("c.review = 1");
        }

        var where = string.Join(" AND ", conditions);
        var total = (int)session.Number($"SELECT count(*) FROM {from} WHERE {where}", [.. values])!.Value;
        var order = match is null
            ? "c.server_key, c.name"
            : $"(c.name = {Value(text)} COLLATE NOCASE) DESC, bm25(tool_search, 10.0, 6.0, 3.0, 1.0), c.server_key, c.name";
        var limit = Value(query.Limit);
        var offset = Value(query.Offset);

        // The small rows are put in order first; only those of the page are then read whole.
        var ids = session.Query($"SELECT c.tool_id FROM {from} WHERE {where} ORDER BY {order} LIMIT {limit} OFFSET {offset}", static row => row.GetInt64(0), [.. values]);
        var tools = ids.ConvertAll(id => session.First($"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.tool_id = ?1", CatalogRows.ReadTool, id)!);
        return new ResultPage<ToolRecord>(tools, total);

        string Value(object value)
        {
            values.Add(value);
            return $"?{values.Count}";
        }
    }
}
