using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>A file that was written before servers had the hash of their tools' names.</summary>
public sealed class ToolSetMigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FileBefore_FillsWhatIsStoredAsItWouldBeWritten()
    {
        var path = _folder.File("catalog.db");
        var sets = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["npm:a"] = ["\ue000x", "\U0001f642x", "z", "é", "1:a,", "\0n"], ["npm:b"] = ["one", "two", "three"], ["npm:c"] = ["one", "two"], ["npm:d"] = [],
        };
        await using (var store = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider())
        {
            foreach (var (key, names) in sets)
            {
                await store.GetRequiredService<ICatalogWriter>().StoreAsync(Samples.Update(ServerKey.Parse(key), [.. names.Select(static name => Samples.Tool(name))]), default);
            }
        }

        GoBack(path);
        await using var now = new SqliteDatabase(path, SqliteSchema.OfCatalog with { Migrations = [.. SqliteSchema.OfCatalog.Migrations.Take(10)] });
        var filled = await now.ReadAsync(static session => session.Query("SELECT key, tool_set FROM servers ORDER BY key", static row => (row.GetString(0), row.Text(1))), default);

        Assert.Equal(sets.Select(static set => (set.Key, ToolSetHash.OfOrNull(set.Value))), filled);
    }

    private static void GoBack(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP INDEX servers_by_tool_set; ALTER TABLE servers DROP COLUMN tool_set; PRAGMA user_version = 9;";
        command.ExecuteNonQuery();
    }
}
