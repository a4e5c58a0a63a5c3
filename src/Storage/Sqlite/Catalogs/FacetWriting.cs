using Catalog.Core.Classifications;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Keeps the facets of the tools in force.</summary>
internal static class FacetWriting
{
    // Rows are in the order of facets, so that those of one tool are found by naming all that there are.
    private static readonly string RemoveSql =
        $"DELETE FROM current_facets WHERE facet IN ({string.Join(", ", Enum.GetValues<Facet>().Select(static facet => $"'{FacetIds.Of(facet)}'"))}) AND tool_id = ?1";

    /// <summary>Adds them to a tool that has none.</summary>
    public static void Add(SqliteSession session, long tool, IReadOnlyList<string> facets)
    {
        for (var i = 0; i < facets.Count; i++)
        {
            session.Execute("INSERT INTO current_facets (facet, tool_id) VALUES (?1, ?2)", facets[i], tool);
        }
    }

    /// <summary>Takes all of a tool's away.</summary>
    public static void Remove(SqliteSession session, long tool) => session.Execute(RemoveSql, tool);
}
