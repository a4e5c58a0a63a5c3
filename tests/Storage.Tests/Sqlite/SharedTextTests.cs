using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Retention;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;
using Catalog.Storage.Transfers;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>Texts that copies of a tool share: one row for all of them, and none that points to nothing.</summary>
public sealed class SharedTextTests : IAsyncLifetime
{
    private static readonly ServerKey First = ServerKey.Parse("npm:first");
    private static readonly ServerKey Second = ServerKey.Parse("npm:second");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private SqliteDatabase _database = null!;
    private SqliteCatalogWriter _writer = null!;

    private static string DefinitionTexts => "SELECT count(*) FROM definition_bodies JOIN definition_texts USING (id) JOIN tool_search f ON f.rowid = id";

    public ValueTask InitializeAsync()
    {
        _database = new SqliteDatabase(_folder.File("catalog.db"), SqliteSchema.OfCatalog);
        _writer = new SqliteCatalogWriter(_database, _time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        var misfits = await new SqliteCatalogCheck(_database).CheckAsync(default);
        await _database.WriteAsync(static session => session.Execute("INSERT INTO tool_search (tool_search, rank) VALUES ('integrity-check', 1)"), default);
        var dangling = await NumberAsync("SELECT count(*) FROM pragma_foreign_key_check");
        await _database.DisposeAsync();
        _folder.Dispose();
        Assert.Empty(misfits);
        Assert.Equal(0, dangling);
    }

    [Fact]
    public async Task Store_Copies_ShareOneRowAndEachIsFound()
    {
        await StoreAsync(First, Samples.Tool("read_note"), Samples.Tool("burn", "Burns it", Category.Destructive, Risk.Critical));
        await StoreAsync(Second, Samples.Tool("read_note"), Samples.Tool("burn", "Burns it", Category.Destructive, Risk.High));

        Assert.Equal(2, await NumberAsync(DefinitionTexts));
        Assert.Equal(3, await NumberAsync("SELECT count(*) FROM classification_bodies"));
        Assert.Equal(["npm:first read_note", "npm:second read_note"], await FindAsync("read"));
        Assert.Equal(["npm:second burn", "npm:second read_note"], await FindAsync("second"));
        Assert.Equal(["npm:first burn"], await FindAsync("first burns"));
        Assert.Equal(["npm:first burn"], await FindAsync("burn fir"));
        Assert.Empty(await FindAsync("first second"));
        Assert.Equal((Risk.Critical, Risk.High), (await RiskAsync(First, "burn"), await RiskAsync(Second, "burn")));
    }

    [Fact]
    public async Task Store_WhatOneCopyHadBefore_IsNotFoundAndStaysForTheOther()
    {
        await StoreAsync(First, Samples.Tool("note", "Keeps pangolins"));
        await StoreAsync(Second, Samples.Tool("note", "Keeps pangolins"));

        await StoreAsync(First, Samples.Tool("note", "Keeps wombats"));
        Assert.Equal(["npm:second note"], await FindAsync("pangolins"));
        await StoreAsync(Second);
        Assert.Empty(await FindAsync("pangolins"));

        // What was there before comes back by its old row.
        await StoreAsync(First, Samples.Tool("note", "Keeps pangolins"));
        Assert.Equal(["npm:first note"], await FindAsync("pangolins"));
        Assert.Equal(2, await NumberAsync(DefinitionTexts));
    }

    [Fact]
    public async Task Prune_TextsThatNothingHas_GoAndTheWriterKnowsIt()
    {
        await StoreAsync(First, Samples.Tool("note", "Keeps pangolins"), Samples.Tool("both"));
        await StoreAsync(Second, Samples.Tool("both"));
        _time.Advance(TimeSpan.FromDays(1));
        await StoreAsync(First, Samples.Tool("note", "Keeps wombats"));
        _time.Advance(TimeSpan.FromDays(10));
        var pruning = new SqliteHistoryPruning(_database);
        var limits = new RetentionLimits(_time.GetUtcNow() - TimeSpan.FromDays(5), _time.GetUtcNow(), _time.GetUtcNow());

        await pruning.PruneAsync(limits, isDryRun: true, default);
        Assert.Equal(3, await NumberAsync(DefinitionTexts));
        await pruning.PruneAsync(limits, isDryRun: false, default);

        // `both` is still the second server's; the pangolins are nobody's.
        Assert.Equal(2, await NumberAsync(DefinitionTexts));
        Assert.Equal(2, await NumberAsync("SELECT count(*) FROM definition_bodies"));
        Assert.Equal(2, await NumberAsync("SELECT count(*) FROM classification_bodies"));
        await StoreAsync(Second, Samples.Tool("note", "Keeps pangolins"), Samples.Tool("both"));
        Assert.Equal(["npm:second note"], await FindAsync("pangolins"));
        Assert.Equal(3, await NumberAsync(DefinitionTexts));
    }

    [Fact]
    public async Task Store_AfterOneThatFailed_PointsToRowsThatAreThere()
    {
        await StoreAsync(First, Samples.Tool("other"));
        var update = Samples.Update(First, Samples.Tool("note", "Keeps pangolins"));
        var failing = _database.WriteAsync<int>(
            session =>
            {
                ServerStoring.Run(session, update, PreparedTool.All(update), _time.GetUtcNow(), default(ChangeOrigin));
                throw new InvalidOperationException("after all was written");
            },
            default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(1, await NumberAsync(DefinitionTexts));
        await StoreAsync(Second, Samples.Tool("note", "Keeps pangolins"));

        Assert.Equal(["npm:second note"], await FindAsync("pangolins"));
        Assert.Equal(2, await NumberAsync(DefinitionTexts));
    }

    [Fact]
    public async Task Store_DefinitionOfHistoryWithoutWords_GetsThem()
    {
        await StoreAsync(First, Samples.Tool("note", "Keeps pangolins"));
        await StoreAsync(First);
        await _database.WriteAsync(
            static session =>
            {
                // As a store of an earlier version is after it was moved: what was in force once has no words.
                session.Execute("INSERT INTO tool_search (tool_search) VALUES ('delete-all')");
                session.Known.Forget();
                return session.Execute("DELETE FROM definition_texts");
            },
            default);

        await StoreAsync(First, Samples.Tool("note", "Keeps pangolins"));

        Assert.Equal(["npm:first note"], await FindAsync("pangolins"));
    }

    [Fact]
    public async Task Store_ClassificationThatNamesItsServer_SharesTheRestAndNamesItAgain()
    {
        foreach (var key in new[] { First, Second, ServerKey.Parse("npm:quote-é-\U0001f642") })
        {
            var tool = Samples.Tool("note");
            await StoreAsync(key, tool with { Classification = tool.Classification with { Server = key.Value } });
            await StoreAsync(key, tool with { Classification = tool.Classification with { Server = key.Value } });
            Assert.Equal(key.Value, (await new SqliteCatalogReader(_database).FindToolOrNullAsync(key, "note", default))!.Classification.Server);
        }

        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM classification_bodies"));
        Assert.Equal(3, await NumberAsync("SELECT count(*) FROM classification_spans"));

        // A name that is another's, or none, is kept as it is.
        await StoreAsync(First, Samples.Tool("note") with { Classification = Samples.Tool("note").Classification with { Server = Second.Value } });
        Assert.Equal(Second.Value, (await new SqliteCatalogReader(_database).FindToolOrNullAsync(First, "note", default))!.Classification.Server);
        await StoreAsync(First, Samples.Tool("note"));
        Assert.Null((await new SqliteCatalogReader(_database).FindToolOrNullAsync(First, "note", default))!.Classification.Server);
        Assert.Equal(3, await NumberAsync("SELECT count(*) FROM classification_bodies"));
    }

    [Fact]
    public async Task Transfer_Whole_SharesTextsAgain()
    {
        foreach (var key in new[] { First, Second })
        {
            var tool = Samples.Tool("note");
            await StoreAsync(key, tool with { Classification = tool.Classification with { Server = key.Value } });
        }

        await using var copy = new SqliteDatabase(_folder.File("copy.db"), SqliteSchema.OfCatalog);
        await new CatalogTransfer(new SqliteTransfer(copy)).ImportAsync(new CatalogTransfer(new SqliteTransfer(_database)).ExportAsync(default), default);

        Assert.Equal((1L, 1L), await copy.ReadAsync(static session => (session.Number("SELECT count(*) FROM definition_bodies"), session.Number("SELECT count(*) FROM classification_bodies")), default));
        Assert.Equal(Second.Value, (await new SqliteCatalogReader(copy).FindToolOrNullAsync(Second, "note", default))!.Classification.Server);
        Assert.Empty(await new SqliteCatalogCheck(copy).CheckAsync(default));
    }

    private Task<UpdateOutcome> StoreAsync(ServerKey key, params ClassifiedTool[] tools) => _writer.StoreAsync(Samples.Update(key, tools), default);

    private async Task<IEnumerable<string>> FindAsync(string text) =>
        (await new SqliteCatalogReader(_database).SearchToolsAsync(new ToolQuery { Text = text }, default)).Items.Select(static tool => $"{tool.Server} {tool.Definition.Tool}").Order(StringComparer.Ordinal);

    private async Task<Risk> RiskAsync(ServerKey key, string tool) => (await new SqliteCatalogReader(_database).FindToolOrNullAsync(key, tool, default))!.Classification.Risk;

    private Task<long?> NumberAsync(string sql) => _database.ReadAsync(session => session.Number(sql), default);
}
