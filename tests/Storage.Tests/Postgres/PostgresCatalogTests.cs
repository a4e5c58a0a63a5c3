using Catalog.Storage.Tests.Contracts;

namespace Catalog.Storage.Tests.Postgres;

public sealed class PostgresCatalogTests : CatalogContract
{
    private TimeSpan _moved;

    protected override async Task<string> LocateAsync() => await (await PostgresServer.RequireAsync()).CreateDatabaseAsync();

    protected override async Task RemoveAsync() => await (await PostgresServer.RequireAsync()).ReturnAsync(Location);

    protected override async Task MoveClockAsync(TimeSpan by)
    {
        await base.MoveClockAsync(by);
        _moved += by;
        await (await PostgresServer.RequireAsync()).ScriptAsync(
            $"CREATE OR REPLACE FUNCTION catalog.store_now() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + {_moved.Ticks}'",
            Location[(Location.LastIndexOf('/') + 1)..]);
    }
}
