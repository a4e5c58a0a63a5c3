using Catalog.Core.Catalogs;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Finds tools by words and filters.</summary>
internal static class ToolSearching
{
    /// <summary>From how many tools on what is found is not ranked: a word that so many hold ranks nothing, and putting them in order takes longer than all else.</summary>
    public const int Unranked = 20_000;

    /// <summary>The page that a query asks for. The small rows are put in order first; only those of the page are then read whole.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="unrankedFrom">From how many tools on they are not ranked.</param>
    public static ResultPage<ToolRecord> Run(SqliteSession session, ToolQuery query, int unrankedFrom = Unranked)
    {
        var selection = ToolSelection.Of(query, words => Rarest(session, words));
        var total = (int)session.Number(selection.CountSql, [.. selection.CountValues])!.Value;
        if (query.Limit == 0)
        {
            return new ResultPage<ToolRecord>([], total);
        }

        var ids = total >= unrankedFrom && selection.CommonSql is { } common
            ? session.Query(common, static row => row.GetInt64(0), [.. selection.CommonValues])
            : session.Query(selection.PageSql, static row => row.GetInt64(0), [.. selection.PageValues]);
        var tools = ids.ConvertAll(id => session.First($"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.tool_id = ?1", CatalogRows.ReadTool, id)!);
        return new ResultPage<ToolRecord>(tools, total);
    }

    /// <summary>How many tools a query finds, by their kinds. What is found is gone through once; no index leads from a tool to its facets, so they are all looked at.</summary>
    public static ToolCounts Count(SqliteSession session, ToolQuery query)
    {
        var selection = ToolSelection.Of(query, words => Rarest(session, words));
        var found = string.Join(" UNION ALL ", selection.Found.Select(static part => $"SELECT c.tool_id, c.category, c.risk, c.review {part}"));
        return CountRow.Sum(session.Query(
            $"""
            WITH found (tool_id, category, risk, review) AS MATERIALIZED ({found})
            SELECT category, risk, review, NULL, count(*) FROM found GROUP BY category, risk, review
            UNION ALL
            SELECT NULL, NULL, 0, facet, count(*) FROM current_facets WHERE tool_id IN (SELECT tool_id FROM found) GROUP BY facet
            """,
            CountRow.Read,
            [.. selection.CountValues]));
    }

    private static int Rarest(SqliteSession session, SearchWords words) => Enumerable.Range(0, words.Count).MinBy(i => session.Number(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM tool_search WHERE tool_search MATCH ?1 LIMIT ?3)) + (SELECT count(*) FROM (SELECT 1 FROM server_search WHERE server_search MATCH ?2 LIMIT ?3))",
        words.InTool(i), words.InServer(i), Unranked));
}
