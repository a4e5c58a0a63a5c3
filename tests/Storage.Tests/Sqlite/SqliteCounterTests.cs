using Catalog.Core.Counters;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteCounterTests : CounterContract
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Reserve_TotalsOfSessions_LeaveNothingOnDisk()
    {
        foreach (var scope in new[] { CounterScope.Session, CounterScope.Grant })
        {
            for (var i = 0; i < 5; i++)
            {
                await Counters.TryReserveAsync([Draw(new CounterKey("s", scope, $"id{i}", "calls", CounterWindow.Month), 1, 10)], None);
            }
        }

        // The five of grants, which a policy may look at for as long as there are grants.
        Assert.Equal(5, Rows("SELECT count(*) FROM counters"));
    }

    [Fact]
    public async Task Dispose_AfterManyDraws_GivesBackWhatWasReservedAhead()
    {
        var key = new CounterKey("s", CounterScope.Grant, "g", "calls", CounterWindow.Month);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(key, 1, 1_000_000)], None)).Status);
        }

        Assert.InRange(Rows("SELECT CAST(total AS INTEGER) FROM counters"), 101, 1000);

        await RestartAsync();

        Assert.Equal(100, Rows("SELECT CAST(total AS INTEGER) FROM counters WHERE owner IS NULL"));
        Assert.Equal([_folder.File("gateway.db")], Directory.GetFiles(_folder.Path, "gateway.db*").Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)));
    }

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"));

    protected override void Remove() => _folder.Dispose();

    private long Rows(string sql)
    {
        using var session = SqliteSession.Open(_folder.File("gateway.db"), SqliteOpenMode.ReadOnly, 5, string.Empty);
        return session.Number(sql)!.Value;
    }
}
