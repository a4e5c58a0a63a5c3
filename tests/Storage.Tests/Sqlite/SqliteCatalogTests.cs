using Catalog.Storage.Tests.Contracts;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteCatalogTests : CatalogContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<string> LocateAsync() => Task.FromResult(_folder.File("below", "catalog.db"));

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
