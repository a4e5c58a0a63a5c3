using System.Data.Common;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Storage.Catalogs;

/// <summary>How many of the tools that a query finds are of one category, risk and need of review; or have one facet.</summary>
/// <param name="Category">The category; null in a row of a facet.</param>
/// <param name="Risk">The risk; null in a row of a facet.</param>
/// <param name="Review">Whether a person should look at them.</param>
/// <param name="Facet">The facet; null in other rows.</param>
/// <param name="Count">How many.</param>
internal sealed record CountRow(Category? Category, Risk? Risk, bool Review, Facet? Facet, int Count)
{
    /// <summary>Category, risk, whether to be looked at, facet, count.</summary>
    public static CountRow Read(DbDataReader row) => row.IsDBNull(3)
        ? new CountRow(row.Member<Category>(0), row.Member<Risk>(1), row.GetInt64(2) != 0, null, (int)row.GetInt64(4))
        : new CountRow(null, null, false, FacetIds.ParseOrNull(row.GetString(3)), (int)row.GetInt64(4));

    /// <summary>All rows together.</summary>
    public static ToolCounts Sum(IReadOnlyList<CountRow> rows)
    {
        var kinds = rows.Where(static row => row.Category is not null).ToList();
        return new ToolCounts
        {
            Total = kinds.Sum(static row => row.Count),
            Review = kinds.Where(static row => row.Review).Sum(static row => row.Count),
            ByCategory = By(kinds, static row => row.Category),
            ByRisk = By(kinds, static row => row.Risk),
            ByFacet = By(rows, static row => row.Facet),
        };
    }

    private static Dictionary<T, int> By<T>(IReadOnlyList<CountRow> rows, Func<CountRow, T?> kind)
        where T : struct => rows.Where(row => kind(row) is not null).GroupBy(row => kind(row)!.Value).ToDictionary(static g => g.Key, static g => g.Sum(static row => row.Count));
}
