using Catalog.Storage.Tests.Contracts;

namespace Catalog.Storage.Tests.Postgres;

public sealed class PostgresCatalogTests : CatalogContract
{
    protected override async Task<string> LocateAsync() => await (await PostgresServer.RequireAsync()).CreateDatabaseAsync();

    protected override async Task RemoveAsync() => await (await PostgresServer.RequireAsync()).ReturnAsync(Location);
}
