using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>How the library goes about a search; a wrong way gives the same answer, a thousand times later.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string?, Category?, Risk?, Facet?, string> Searches() => new()
    {
        { "read file", null, null, null, "SCAN f VIRTUAL TABLE" },
        { "read file", Category.Read, Risk.Low, Facet.Files, "SCAN f VIRTUAL TABLE" },
        { null, null, null, null, "SEARCH c USING COVERING INDEX current_tools_in_order" },
        { null, Category.Read, null, null, "SEARCH c USING COVERING INDEX current_tools_of_category" },
        { null, null, Risk.Critical, null, "SEARCH c USING COVERING INDEX current_tools_of_risk" },
        { "***", null, null, null, "SEARCH c USING INDEX current_tools_by_exact_name" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_Plan_StartsWithWhatIsFewest(string? text, Category? category, Risk? risk, Facet? facet, string start)
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var selection = ToolSelection.Of(new ToolQuery { Text = text, Category = category, Risk = risk, Facet = facet });

        var page = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.PageSql, static row => row.GetString(3), [.. selection.PageValues]), default);
        var count = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.CountSql, static row => row.GetString(3), [.. selection.CountValues]), default);

        Assert.StartsWith(start, page[0], StringComparison.Ordinal);
        Assert.Equal(text is not null, page.Contains("USE TEMP B-TREE FOR ORDER BY"));
        if (text is not null)
        {
            Assert.StartsWith(start, count[0], StringComparison.Ordinal);
        }
    }
}
