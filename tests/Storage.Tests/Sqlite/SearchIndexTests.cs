using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Sqlite.Catalogs;
using Catalog.Storage.Transfers;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>No trigger keeps the full-text index, so what writes the texts must: the library compares both, word by word.</summary>
public sealed class SearchIndexTests : IDisposable
{
    private static readonly ServerKey Other = ServerKey.Parse("npm:other");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_AddedChangedMovedAndEnded_IndexHoldsTheTexts()
    {
        await using var database = Open("catalog.db");
        var writer = new SqliteCatalogWriter(database, TimeProvider.System);
        var notes = Samples.Update(Samples.Notes, Samples.Tool("readNote"), Samples.Tool("delete_note", "Throws a note away"), Samples.Tool("find_note"));
        await Task.WhenAll(writer.StoreAsync(notes, default), writer.StoreAsync(Samples.Update(Other, Samples.Tool("stays")), default));
        await CheckAsync(database);

        // One is worded anew, one ends, one comes; then the server has another title, and with it every tool another text.
        await writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("readNote", "Shows it"), Samples.Tool("find_note"), Samples.Tool("copy_note")), default);
        await CheckAsync(database);
        await writer.StoreAsync(notes with { Title = "Drawer" }, default);
        await CheckAsync(database);

        await writer.StoreAsync(notes with { Tools = [] }, default);
        await CheckAsync(database);
        Assert.Equal(0, await CountAsync(database, "drawer"));
        Assert.Equal(1, await CountAsync(database, "stays"));
    }

    [Fact]
    public async Task Import_Whole_IndexHoldsTheTexts()
    {
        await using var database = Open("catalog.db");
        await new SqliteCatalogWriter(database, TimeProvider.System).StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("readNote"), Samples.Tool("delete_note")), default);
        await using var copy = Open("copy.db");

        await new CatalogTransfer(new SqliteTransfer(copy)).ImportAsync(new CatalogTransfer(new SqliteTransfer(database)).ExportAsync(default), default);

        await CheckAsync(copy);
        Assert.Equal(1, await CountAsync(copy, "throw OR delete"));
    }

    [Fact]
    public async Task Check_TextWithoutTheIndex_IsFound()
    {
        await using var database = Open("catalog.db");
        await new SqliteCatalogWriter(database, TimeProvider.System).StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("readNote")), default);

        await database.WriteAsync(static session => session.Execute("UPDATE definition_texts SET name = 'writeNote'"), default);

        await Assert.ThrowsAsync<StoreException>(() => CheckAsync(database));
    }

    [Theory]
    [InlineData("SELECT id FROM crawl_work WHERE run_id = ?1 AND work = ?2 AND " + WorkRows.IsGivenUp, "USING INDEX crawl_work_waiting (run_id=? AND work=? AND attempts>?)")]
    [InlineData("SELECT 1 FROM servers WHERE snapshot_id = ?1", "USING COVERING INDEX servers_by_snapshot")]
    public async Task Plan_WhatIsAskedForEachServer_ReadsNoTable(string sql, string expected)
    {
        await using var database = Open("catalog.db");

        var plan = await database.ReadAsync(session => session.Query("EXPLAIN QUERY PLAN " + sql, static row => row.GetString(3), 1L, "Server"), default);

        Assert.Contains(expected, Assert.Single(plan), StringComparison.Ordinal);
    }

    private SqliteDatabase Open(string name) => new(_folder.File(name), SqliteSchema.OfCatalog);

    private static Task<bool> CheckAsync(SqliteDatabase database) => database.WriteAsync(
        static session =>
        {
            session.Execute("INSERT INTO tool_search (tool_search, rank) VALUES ('integrity-check', 1)");
            session.Execute("INSERT INTO server_search (server_search, rank) VALUES ('integrity-check', 1)");
            return true;
        },
        default);

    private static Task<long?> CountAsync(SqliteDatabase database, string match) =>
        database.ReadAsync(session => session.Number("SELECT count(*) FROM tool_search WHERE tool_search MATCH ?1", match), default);
}
