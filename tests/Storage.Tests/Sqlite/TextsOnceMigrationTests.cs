using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>A file in which each tool had its texts for itself, with the index of beginnings or without: all of it is there afterwards, each text once.</summary>
public sealed class TextsOnceMigrationTests : IDisposable
{
    private static readonly ServerKey Fork = ServerKey.Parse("npm:fork");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    public async Task Open_FileBefore_HoldsAllThatItHeld(int version)
    {
        var path = _folder.File("catalog.db");
        var (old, now) = (Prepare(Samples.Notes, Samples.Tool("readNote", "Says \0 one\nthing \U0001f642")), Prepare(Samples.Notes, Samples.Tool("readNote", "Says another", Category.Write, Risk.Medium, Facet.Files, Facet.Shell)));
        var gone = Prepare(Samples.Notes, Samples.Tool("delete_note", "Throws a note away"));
        var copy = Prepare(Fork, Samples.Tool("readNote", "Says \0 one\nthing \U0001f642"));
        using (var before = new OlderFile(path, version))
        {
            before.Add(Samples.Notes, [old, now], [gone]);
            before.Add(Fork, [copy], [Prepare(Fork, Samples.Tool("delete_note", "Throws a note away"))]);
        }

        await using var database = new SqliteDatabase(path, SqliteSchema.OfCatalog);
        var reader = new SqliteCatalogReader(database);
        var history = await reader.ListHistoryAsync(Samples.Notes, "readNote", default);
        var fork = await reader.FindToolOrNullAsync(Fork, "readNote", default);

        Assert.Equal([now.Tool, old.Tool], history.Select(static entry => (entry.Definition, entry.Classification)).Select(static pair => new ClassifiedTool(pair.Definition, pair.Classification)), Same);
        Assert.Equal((copy.Tool, copy.Hash), (new ClassifiedTool(fork!.Definition, fork.Classification), fork.DefinitionHash), (a, b) => Same(a.Item1, b.Item1) && a.Item2 == b.Item2);
        Assert.Equal(["npm:@acme/notes", "npm:fork"], await FindAsync(reader, "throw"));
        Assert.Equal(["npm:fork"], await FindAsync(reader, "fork not"));
        Assert.Equal(["npm:@acme/notes"], (await reader.SearchToolsAsync(new ToolQuery { Facet = Facet.Shell }, default)).Items.Select(static tool => tool.Server.Value));
        Assert.Equal(3, await NumberAsync(database, "SELECT count(*) FROM definition_bodies"));
        Assert.Equal(3, await NumberAsync(database, "SELECT count(*) FROM classification_bodies"));
        Assert.Equal(0, await NumberAsync(database, "SELECT count(*) FROM pragma_foreign_key_check"));
        Assert.Empty(await new SqliteCatalogCheck(database).CheckAsync(default));
        await database.WriteAsync(static session => session.Execute("INSERT INTO tool_search (tool_search, rank) VALUES ('integrity-check', 1)"), default);
    }

    // The keys that the migration made are those that a copy is known by afterwards.
    [Fact]
    public async Task Store_CopyAfterwards_MakesNoText()
    {
        var path = _folder.File("catalog.db");
        using (var before = new OlderFile(path, 15))
        {
            before.Add(Samples.Notes, [Prepare(Samples.Notes, Samples.Tool("readNote", "Says \0 one\nthing \U0001f642"))]);
        }

        await using var database = new SqliteDatabase(path, SqliteSchema.OfCatalog);
        await new SqliteCatalogWriter(database, TimeProvider.System).StoreAsync(Update(Fork, Samples.Tool("readNote", "Says \0 one\nthing \U0001f642")), default);

        Assert.Equal(1, await NumberAsync(database, "SELECT count(*) FROM definition_bodies"));
        Assert.Equal(1, await NumberAsync(database, "SELECT count(*) FROM classification_bodies"));
        Assert.Equal(["npm:@acme/notes", "npm:fork"], await FindAsync(new SqliteCatalogReader(database), "read"));
        Assert.Empty(await new SqliteCatalogCheck(database).CheckAsync(default));
    }

    private static PreparedTool Prepare(ServerKey key, ClassifiedTool tool) => Assert.Single(PreparedTool.All(Update(key, tool)));

    private static ServerUpdate Update(ServerKey key, ClassifiedTool tool) => Samples.Update(key) with
    {
        Tools = [new ClassifiedTool(tool.Definition with { Siblings = ["elsewhere"] }, tool.Classification with { Server = key.Value })],
    };

    private static bool Same(ClassifiedTool a, ClassifiedTool b) => Samples.Json(a.Definition) == Samples.Json(b.Definition) && Samples.Json(a.Classification) == Samples.Json(b.Classification);

    private static async Task<IEnumerable<string>> FindAsync(SqliteCatalogReader reader, string text) =>
        (await reader.SearchToolsAsync(new ToolQuery { Text = text }, default)).Items.Select(static tool => tool.Server.Value).Distinct().Order(StringComparer.Ordinal);

    private static Task<long?> NumberAsync(SqliteDatabase database, string sql) => database.ReadAsync(session => session.Number(sql), default);
}
