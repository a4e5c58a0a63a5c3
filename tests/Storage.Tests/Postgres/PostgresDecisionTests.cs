using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Postgres;

public sealed class PostgresDecisionTests : DecisionContract
{
    private readonly TemporaryFolder _folder = new();
    private PostgresServer _server = null!;
    private string _location = null!;
    private TimeSpan? _keep;

    public static TheoryData<string, long, string> Changes() => new()
    {
        { "UPDATE gateway_log.decisions SET entry = replace(entry, 'deny', 'allow') WHERE id = 4", 3, "entry 4 is not the one" },
        { "UPDATE gateway_log.decisions SET decision = 'Allow' WHERE id = 4", 3, "the columns of entry 4" },
        { "UPDATE gateway_log.decisions SET time = 0 WHERE id = 2", 1, "the columns of entry 2" },
        { "DELETE FROM gateway_log.decisions WHERE id = 3", 2, "entry 4 is not the one" },
        { "DELETE FROM gateway_log.decisions WHERE id = 1", 0, "entry 2 is not the one" },
        { "DELETE FROM gateway_log.decisions WHERE id > 7", 7, "the last 3 entries are missing" },
        { "DELETE FROM gateway_log.decisions", 0, "the last 10 entries are missing" },
        { "DELETE FROM gateway_log.decision_chain", 0, "the end of the chain is not recorded" },
        { "UPDATE gateway_log.decisions SET id = 100 WHERE id = 5", 4, "entry 6 is not the one" },
        { "INSERT INTO gateway_log.decisions SELECT 11, time, server, tool, decision, entry, hash FROM gateway_log.decisions WHERE id = 1", 10, "entry 11 is not the one" },
        { "INSERT INTO gateway_log.decisions SELECT 0, time, server, tool, decision, entry, hash FROM gateway_log.decisions WHERE id = 1", 0, "entry 0 is not the one" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Verify_ChangedRows_NamesTheFirstPlace(string change, long entries, string fault)
    {
        for (var i = 0; i < 10; i++)
        {
            await Decisions.AppendAsync(Entry($"t{i}", DecisionKind.Deny), None);
        }

        Assert.Null((await Check()).Fault);
        await ScriptAsync(change);

        var check = await Check();

        Assert.Equal(entries, check.Entries);
        Assert.Contains(fault, check.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_LogThatIsKeptForDays_LosesItsBeginningAndStaysWhole()
    {
        _keep = TimeSpan.FromDays(7);
        await RestartAsync();
        for (var day = 0; day < 20; day++)
        {
            await Decisions.AppendAsync(Entry($"t{day}", DecisionKind.Allow), None);
            await Decisions.ListAsync(new DecisionQuery(), None);
            Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal("t12", (await Decisions.ListAsync(new DecisionQuery(), None))[^1].Tool);
        var check = await Check();
        Assert.Equal((8, 12, null), (check.Entries, check.Removed, check.Fault));
    }

    [Fact]
    public async Task Append_TwoGatewaysAtOnce_MakeOneChain()
    {
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddGatewayStore(_folder.File("other.db"), new DecisionLogOptions { Database = _location }).BuildServiceProvider();
        var theirs = other.GetRequiredService<IDecisionLog>();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => (i % 2 == 0 ? Decisions : theirs).AppendAsync(Entry($"t{i}", DecisionKind.Allow), None))));
        await theirs.ListAsync(new DecisionQuery(), None);

        Assert.Equal(400, (await Decisions.ListAsync(new DecisionQuery { Limit = 1000 }, None)).Select(static e => e.Tool).Distinct().Count());
        var check = await Check();
        Assert.Equal((400, null), (check.Entries, check.Fault));
    }

    [Fact]
    public async Task Append_ServerAway_IsRefusedAndWhatWasAcceptedIsWrittenOnceItIsBack()
    {
        await Decisions.AppendAsync(Entry("before", DecisionKind.Allow), None);
        await Decisions.CheckAsync(None);
        await RefuseConnectionsAsync(true);
        await Decisions.AppendAsync(Entry("during", DecisionKind.Allow), None);
        await Assert.ThrowsAsync<StoreException>(() => Decisions.CheckAsync(None));
        Assert.True(Decisions.State.IsFailing);
        await Assert.ThrowsAsync<StoreException>(() => Decisions.AppendAsync(Entry("refused", DecisionKind.Allow), None));

        await RefuseConnectionsAsync(false);
        await Decisions.AppendAsync(Entry("after", DecisionKind.Allow), None);

        Assert.Equal(["after", "during", "before"], (await Decisions.ListAsync(new DecisionQuery(), None)).Select(static e => e.Tool));
        Assert.Null((await Check()).Fault);
        Assert.False(Decisions.State.IsFailing);
    }

    [Fact]
    public async Task Append_ConnectionCutAtTheEndOfTransactions_KeepsEachEntryOnce()
    {
        await using var proxy = new CuttingProxy(_server.Port);
        var through = _location.Replace($":{_server.Port}/", $":{proxy.Port}/", StringComparison.Ordinal);
        await using var provider = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddGatewayStore(_folder.File("cut.db"), new DecisionLogOptions { Database = through }).BuildServiceProvider();
        var log = provider.GetRequiredService<IDecisionLog>();
        await log.AppendAsync(Entry("first", DecisionKind.Deny), None);
        await log.CheckAsync(None);

        // It is written, and nobody hears of it.
        proxy.Next = CuttingProxy.Cut.After;
        await log.AppendAsync(Entry("unheard", DecisionKind.Deny), None);
        await Assert.ThrowsAsync<StoreException>(() => log.CheckAsync(None));

        // What is written with it at the next try is not.
        proxy.Next = CuttingProxy.Cut.Before;
        await Assert.ThrowsAsync<StoreException>(() => log.AppendAsync(Entry("refused", DecisionKind.Deny), None));
        Assert.True(log.State.IsFailing);

        await log.AppendAsync(Entry("last", DecisionKind.Deny), None);
        Assert.Equal(["last", "unheard", "first"], (await log.ListAsync(new DecisionQuery(), None)).Select(static e => e.Tool));
        Assert.Null((await log.VerifyAsync(null, None)).Fault);
        Assert.False(log.State.IsFailing);
    }

    [Fact]
    public void Add_LocationThatIsNoAddress_IsRefused() =>
        Assert.Throws<StoreException>(() => new ServiceCollection().AddGatewayStore(_folder.File("x.db"), new DecisionLogOptions { Database = "decisions.db" }));

    protected override async ValueTask PrepareAsync()
    {
        _server = await PostgresServer.RequireAsync();
        _location = await _server.CreateDatabaseAsync();
    }

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { Database = _location, Keep = _keep });

    protected override async ValueTask RemoveAsync()
    {
        if (_location is not null)
        {
            await _server.ReturnAsync(_location);
        }

        _folder.Dispose();
    }

    protected override Task<string> StoredTextAsync() => ScriptAsync("SELECT coalesce(string_agg(entry, ','), '') FROM gateway_log.decisions");

    private string Database => _location[(_location.LastIndexOf('/') + 1)..];

    private Task<string> ScriptAsync(string sql) => _server.ScriptAsync(sql, Database);

    private Task RefuseConnectionsAsync(bool refuse) => _server.ScriptAsync(
        $"ALTER DATABASE {Database} WITH ALLOW_CONNECTIONS {!refuse}; SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {refuse} AND datname = '{Database}'");
}
