using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>A search as two statements, with the values of their parameters.</summary>
internal sealed record ToolSelection
{
    /// <summary>Counts what matches.</summary>
    public required string CountSql { get; init; }

    /// <summary>The values of <see cref="CountSql"/>.</summary>
    public required IReadOnlyList<object?> CountValues { get; init; }

    /// <summary>The ids of the page, in order.</summary>
    public required string PageSql { get; init; }

    /// <summary>The same without ranking, with the same values: the tools of exactly that name, then the others as they were stored. Null where nothing is ranked.</summary>
    public string? UnrankedPageSql { get; private init; }

    /// <summary>The values of <see cref="PageSql"/>.</summary>
    public required IReadOnlyList<object?> PageValues { get; init; }

    /// <summary>The statements of a query.</summary>
    public static ToolSelection Of(ToolQuery query)
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
            // Signs alone are no words, and may still be a tool's name. The plus keeps the planner from starting with every offered tool.
            conditions[0] = "+c.offered = 1";
            conditions.Add($"c.name = {Value(text)} COLLATE NOCASE");
        }

        if (query.Server is { } server)
        {
            conditions.Add($"c.server_key = {Value(server.Value)}");
        }
        else
        {
            conditions.Add($"c.server_key {IdentityRows.IsListed}");
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
        object?[] countValues = [.. values];
        var sort = match is null ? null : $"{Value(text)} COLLATE NOCASE";
        var page = $"LIMIT {Value(query.Limit)} OFFSET {Value(query.Offset)}";
        var order = match is null ? "c.server_key, c.name" : $"(c.name = {sort}) DESC, bm25(tool_search, 10.0, 6.0, 3.0, 1.0), c.server_key, c.name";
        return new ToolSelection
        {
            CountSql = $"SELECT count(*) FROM {from} WHERE {where}",
            CountValues = countValues,
            PageSql = $"SELECT c.tool_id FROM {from} WHERE {where} ORDER BY {order} {page}",
            UnrankedPageSql = match is null ? null : $"""
                SELECT tool_id FROM (
                    SELECT c.tool_id FROM current_tools c CROSS JOIN tool_search f ON f.rowid = c.tool_id WHERE {where.Replace("c.offered", "+c.offered", StringComparison.Ordinal)} AND c.name = {sort} ORDER BY c.tool_id)
                UNION ALL
                SELECT tool_id FROM (SELECT c.tool_id FROM {from} WHERE {where} AND c.name <> {sort} ORDER BY f.rowid)
                {page}
                """,
            PageValues = values,
        };

        string Value(object value)
        {
            values.Add(value);
            return $"?{values.Count}";
        }
    }
}
