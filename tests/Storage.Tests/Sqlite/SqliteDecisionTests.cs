using Catalog.Core.Decisions;
using Catalog.Storage.Sqlite;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteDecisionTests : DecisionContract
{
    private readonly TemporaryFolder _folder = new();
    private TimeSpan? _keep;

    public static TheoryData<string, long, string> Changes() => new()
    {
        { "UPDATE decisions SET entry = replace(entry, 'deny', 'allow') WHERE id = 4", 3, "entry 4 is not the one" },
        { "UPDATE decisions SET decision = 'Allow' WHERE id = 4", 3, "the columns of entry 4" },
        { "UPDATE decisions SET tool = NULL WHERE id = 2", 1, "the columns of entry 2" },
        { "UPDATE decisions SET hash = NULL WHERE id = 4", 3, "entry 4 is not the one" },
        { "DELETE FROM decisions WHERE id = 3", 2, "entry 4 is not the one" },
        { "DELETE FROM decisions WHERE id = 1", 0, "entry 2 is not the one" },
        { "DELETE FROM decisions WHERE id > 7", 7, "the last 3 entries are missing" },
        { "DELETE FROM decisions", 0, "the last 10 entries are missing" },
        { "DELETE FROM decision_chain", 0, "the end of the chain is not recorded" },
        { "UPDATE decisions SET id = 100 WHERE id = 5", 4, "entry 6 is not the one" },
        { "INSERT INTO decisions (time, server, decision, entry, hash) SELECT time, server, decision, entry, hash FROM decisions WHERE id = 1", 10, "entry 11 is not the one" },
        { "INSERT INTO decisions (id, time, server, decision, entry) SELECT -5, time, server, decision, entry FROM decisions WHERE id = 1", 10, "entry -5 stands before the first one" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Verify_ChangedFile_NamesTheFirstPlace(string change, long entries, string fault)
    {
        for (var i = 0; i < 10; i++)
        {
            await Decisions.AppendAsync(Entry($"t{i}", DecisionKind.Deny), None);
        }

        Assert.Null((await Check()).Fault);
        Script(change);

        var check = await Check();

        Assert.Equal(entries, check.Entries);
        Assert.Contains(fault, check.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_EntriesOfAnEarlierVersion_AreCountedApart()
    {
        Script("INSERT INTO decisions (time, server, decision, entry) VALUES (0, 's', 'Allow', '{\"time\":\"1970-01-01T00:00:00+00:00\",\"server\":\"s\",\"decision\":\"allow\"}')");
        Assert.Equal((0, 1, null), await PartsAsync());
        await Decisions.AppendAsync(Entry("t", DecisionKind.Allow), None);

        Assert.Equal((1, 1, null), await PartsAsync());
        Assert.Equal(2, (await Decisions.ListAsync(new DecisionQuery(), None)).Count);

        Script("UPDATE decisions SET hash = zeroblob(32) WHERE id = 1");
        Assert.Contains("entry 1 stands before the first one", (await Check()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ChainThatWasBegunAnew_TellsOfTheEntriesBeforeIt()
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Deny), None);
        await Decisions.ListAsync(new DecisionQuery(), None);
        Script("DELETE FROM decision_chain");
        await Decisions.AppendAsync(Entry("b", DecisionKind.Deny), None);

        Assert.Contains("entry 1 stands before the first one", (await Check()).Fault, StringComparison.Ordinal);
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
        Script("INSERT INTO decisions (id, time, server, decision, entry) SELECT 7, time, server, decision, entry FROM decisions WHERE id = 13");
        Assert.Contains("entry 7 stands before the first one", (await Check()).Fault, StringComparison.Ordinal);
        Script("DELETE FROM decisions WHERE id IN (7, 13)");
        Assert.Contains("entry 14", (await Check()).Fault, StringComparison.Ordinal);
    }

    protected override void Add(IServiceCollection services) => services.AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { Keep = _keep });

    protected override void Remove() => _folder.Dispose();

    protected override Task<string> StoredTextAsync()
    {
        using var session = SqliteSession.Open(_folder.File("gateway.db"), SqliteOpenMode.ReadOnly, 5, string.Empty);
        return Task.FromResult(session.Text("SELECT group_concat(entry) FROM decisions") ?? "");
    }

    private async Task<(long Entries, long Unchained, string? Fault)> PartsAsync()
    {
        var check = await Check();
        return (check.Entries, check.Unchained, check.Fault);
    }

    private void Script(string sql)
    {
        using var session = SqliteSession.Open(_folder.File("gateway.db"), SqliteOpenMode.ReadWrite, 5, string.Empty);
        session.Script(sql);
    }
}
