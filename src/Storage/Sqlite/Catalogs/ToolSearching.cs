using Catalog.Core.Catalogs;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Finds tools by words and filters.</summary>
internal static class ToolSearching
{
    /// <summary>The page that a query asks for. The small rows are put in order first; only those of the page are then read whole.</summary>
    public static ResultPage<ToolRecord> Run(SqliteSession session, ToolQuery query)
    {
        var selection = ToolSelection.Of(query);
        var total = (int)session.Number(selection.CountSql, [.. selection.CountValues])!.Value;
        var ids = session.Query(selection.PageSql, static row => row.GetInt64(0), [.. selection.PageValues]);
        var tools = ids.ConvertAll(id => session.First($"SELECT {CatalogRows.ToolColumns} FROM current_tools c {CatalogRows.ToolJoins} WHERE c.tool_id = ?1", CatalogRows.ReadTool, id)!);
        return new ResultPage<ToolRecord>(tools, total);
    }
}
