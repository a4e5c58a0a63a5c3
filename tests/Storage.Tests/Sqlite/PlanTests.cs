using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
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
        { null, null, null, null, "SEARCH c USING INDEX current_tools_by_category (offered=?)" },
        { null, Category.Read, null, null, "SEARCH c USING INDEX current_tools_by_category (offered=? AND category=?)" },
        { null, null, Risk.Critical, null, "SEARCH c USING INDEX current_tools_by_category (offered=?)" },
        { "***", null, null, null, "SEARCH x USING COVERING INDEX definition_texts_by_tool" },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_Plan_StartsWithWhatIsFewest(string? text, Category? category, Risk? risk, Facet? facet, string start)
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var selection = ToolSelection.Of(new ToolQuery { Text = text, Category = category, Risk = risk, Facet = facet });

        var page = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.PageSql, static row => row.GetString(3), [.. selection.PageValues]), default);
        var count = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.CountSql, static row => row.GetString(3), [.. selection.CountValues]), default);

        Assert.Contains(page, step => step.StartsWith(start, StringComparison.Ordinal));
        Assert.DoesNotContain(page, static step => step is "SCAN c" or "SCAN s");
        Assert.Contains(count, step => step.StartsWith(start.Replace("USING INDEX current", "USING COVERING INDEX current", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    // A page of what nearly every tool holds must end with its page: nothing is put in order, and the words are asked for in the order of the rows.
    [Fact]
    public async Task Search_UnrankedPage_PutsNothingInOrder()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var selection = ToolSelection.Of(new ToolQuery { Text = "get", Category = Category.Read });

        var plan = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.CommonSql, static row => row.GetString(3), [.. selection.CommonValues]), default);

        Assert.DoesNotContain(plan, static step => step.Contains("SCAN c", StringComparison.Ordinal));
        Assert.Contains(plan, static step => step.Contains("definition_texts_by_tool", StringComparison.Ordinal));
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", plan.Skip(plan.FindIndex(static step => step.Contains("UNION ALL", StringComparison.Ordinal)) + 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Category.Read)]
    public async Task List_InOrder_PutsNothingInOrder(Category? category)
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var selection = ToolSelection.Of(new ToolQuery { Category = category });

        var plan = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + selection.CommonSql, static row => row.GetString(3), [.. selection.CommonValues]), default);

        Assert.DoesNotContain(plan, static step => step.Contains("TEMP B-TREE FOR", StringComparison.Ordinal));
        Assert.Contains("SEARCH c USING INTEGER PRIMARY KEY (rowid=?)", plan);
    }

    [Fact]
    public async Task Search_Unranked_IsTheSameToolsExactNameFirstPageByPage()
    {
        await using var database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        var writer = new SqliteCatalogWriter(database, TimeProvider.System);
        foreach (var server in new[] { "npm:z", "npm:a", "npm:m" })
        {
            await writer.StoreAsync(Samples.Update(ServerKey.Parse(server), Samples.Tool("get_note"), Samples.Tool("GET"), Samples.Tool("getter"), Samples.Tool("put")), default);
        }

        var ranked = await Names(new ToolQuery { Text = "get" }, int.MaxValue);
        var unranked = await Names(new ToolQuery { Text = "get" }, 1);
        string[] pages = [.. await Names(new ToolQuery { Text = "get", Limit = 4 }, 1), .. await Names(new ToolQuery { Text = "get", Limit = 4, Offset = 4 }, 1), .. await Names(new ToolQuery { Text = "get", Limit = 4, Offset = 8 }, 1)];

        Assert.Equal(["npm:z GET", "npm:a GET", "npm:m GET", "npm:z get_note", "npm:a get_note", "npm:m get_note", "npm:z getter", "npm:a getter", "npm:m getter"], unranked);
        Assert.Equal(unranked, pages);
        Assert.Equal(ranked.Order(StringComparer.Ordinal), unranked.Order(StringComparer.Ordinal));

        Task<IEnumerable<string>> Names(ToolQuery query, int from) =>
            database.ReadAsync(session => ToolSearching.Run(session, query, from).Items.Select(static tool => $"{tool.Server} {tool.Definition.Tool}"), default);
    }
}
