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
    public async Task Reserve_LongAfterwards_KeepsNeitherOldLeasesNorTotalsOfOldSessions()
    {
        foreach (var scope in new[] { CounterScope.Session, CounterScope.Grant })
        {
            for (var i = 0; i < 5; i++)
            {
                await Counters.TryReserveAsync([Draw(new CounterKey("s", scope, $"id{i}", "calls", CounterWindow.Month), 1, 10)], None);
            }
        }

        Assert.Equal((10, 10), Rows());
        Time.Advance(TimeSpan.FromDays(2));
        await Counters.TryReserveAsync([Draw(new CounterKey("s", CounterScope.Session, "new", "calls", CounterWindow.Month), 1, 10)], None);
        Assert.Equal((11, 1), Rows());
        Time.Advance(TimeSpan.FromDays(40));
        await Counters.TryReserveAsync([Draw(new CounterKey("s", CounterScope.Session, "new", "calls", CounterWindow.Month), 1, 10)], None);

        // What is left: the five totals of grants, which a policy may look at for as long as there are grants, and the session in use.
        Assert.Equal((6, 1), Rows());
    }

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"));

    protected override void Remove() => _folder.Dispose();

    private (long Totals, long Leases) Rows()
    {
        using var session = SqliteSession.Open(_folder.File("gateway.db"), SqliteOpenMode.ReadOnly, 5, string.Empty);
        return (session.Number("SELECT count(*) FROM counters")!.Value, session.Number("SELECT count(*) FROM lease_draws")!.Value);
    }
}
