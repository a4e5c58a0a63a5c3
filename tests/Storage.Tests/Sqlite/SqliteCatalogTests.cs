using Catalog.Storage.Tests.Contracts;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteCatalogTests : CatalogContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<string> LocateAsync() => Task.FromResult(_folder.File("below", "catalog.db"));

    // The writer is not asked to look after what points to what, so each test does.
    protected override async Task RemoveAsync()
    {
        await using (var connection = new SqliteConnection($"Data Source={Location};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM pragma_foreign_key_check";
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }

        _folder.Dispose();
    }
}
