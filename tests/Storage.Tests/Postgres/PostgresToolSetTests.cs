using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Postgres;

/// <summary>A database that was written before servers had the hash of their tools' names.</summary>
public sealed class PostgresToolSetTests
{
    [Fact]
    public async Task Open_DatabaseBefore_FillsWhatIsStoredAsItWouldBeWritten()
    {
        var server = await PostgresServer.RequireAsync();
        var location = await server.CreateDatabaseAsync();
        try
        {
            await CheckAsync(location);
        }
        finally
        {
            await server.ReturnAsync(location);
        }
    }

    private static async Task CheckAsync(string location)
    {
        var sets = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["npm:a"] = ["\uff21x", "\U0001f642x", "z", "é", "1:a,"], ["npm:b"] = ["one", "two", "three"], ["npm:c"] = ["one", "two"], ["npm:d"] = [],
        };
        await using (var store = new ServiceCollection().AddCatalogStore(location).BuildServiceProvider())
        {
            foreach (var (key, names) in sets)
            {
                await store.GetRequiredService<ICatalogWriter>().StoreAsync(Samples.Update(ServerKey.Parse(key), [.. names.Select(static name => Samples.Tool(name))]), default);
            }
        }

        var schema = PostgresSchema.OfCatalog with { Migrations = [.. PostgresSchema.OfCatalog.Migrations.Take(6)] };
        await using (var present = new PostgresDatabase(PostgresAddress.Parse(location), PostgresSchema.OfCatalog))
        {
            await present.WriteAsync(
                static async session =>
                {
                    await session.ScriptAsync("ALTER TABLE servers DROP COLUMN tool_set");
                    return await session.ExecuteAsync("DELETE FROM catalog.schema_versions WHERE version > 5");
                },
                default);
        }

        await using var now = new PostgresDatabase(PostgresAddress.Parse(location), schema);
        var filled = await now.ReadAsync(static session => session.QueryAsync("SELECT key, tool_set FROM servers ORDER BY key", static row => (row.String(0), row.Text(1))), default);

        Assert.Equal(sets.Select(static set => (set.Key, ToolSetHash.OfOrNull(set.Value))), filled);
    }
}
