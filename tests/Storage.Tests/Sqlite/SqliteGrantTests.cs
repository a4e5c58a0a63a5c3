using Catalog.Core.Catalogs;
using Catalog.Core.Grants;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteGrantTests : GrantContract
{
    private readonly TemporaryFolder _folder = new();

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"));

    protected override void Remove() => _folder.Dispose();

    [Fact]
    public async Task FileOfBeforeLimits_MovesByItself_AndItsGrantsHaveNone()
    {
        var path = _folder.File("older.db");
        await using (var before = new SqliteDatabase(path, SqliteSchema.OfGateway with { Migrations = [.. SqliteSchema.OfGateway.Migrations.Take(10)] }))
        {
            await before.WriteAsync(
                static session => session.Execute("INSERT INTO grants (id, label, token_hash, servers, policy, created_at, holder) VALUES ('old', 'Old', 'aa', '[\"*\"]', 'p', 1, 'ann')"), None);
        }

        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(None);
        var grants = services.GetRequiredService<IGrantStore>();

        var old = await grants.FindByTokenHashOrNullAsync("aa", None);
        Assert.Equal(("old", "ann", null), (old!.Id, old.Holder, old.Limits));
        Assert.True(await grants.TryAddAsync(old with { Id = "new", TokenHash = "bb", Limits = new GrantLimits { RequestsPerMinute = 5 } }, None));
        Assert.Equal(5, (await grants.FindByTokenHashOrNullAsync("bb", None))!.Limits!.RequestsPerMinute);
    }
}
