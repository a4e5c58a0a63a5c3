using Catalog.Core.Decisions;

namespace Catalog.Storage.Tests.Contracts;

public abstract class DecisionContract : GatewayContract
{
    [Fact]
    public async Task Append_Entry_ComesBackAsItWasAfterARestart()
    {
        var entry = Entry("t", DecisionKind.Deny) with
        {
            Grant = "g1", Session = "s", Method = "tools/call", Rule = "/tools/t/deny_if/0", Policy = "p@sha256:0", Message = "No \"that\" – not",
            RetryAfterSeconds = 7, Would = ["deny /x"], ArgumentKeys = ["path", "ключ"], GatewayMicroseconds = 12, Error = "odd",
        };
        await Decisions.AppendAsync(entry, None);
        await RestartAsync();

        Assert.Equal(Samples.Json(entry), Samples.Json(Assert.Single(await Decisions.ListAsync(new DecisionQuery(), None))));
    }

    [Fact]
    public async Task List_Filters_AllHoldTogetherNewestFirst()
    {
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        Time.Advance(TimeSpan.FromSeconds(1));
        var since = Time.GetUtcNow();
        await Decisions.AppendAsync(Entry("a", DecisionKind.Deny) with { Rule = "/1" }, None);
        await Decisions.AppendAsync(Entry("a", DecisionKind.Deny) with { Rule = "/2" }, None);
        await Decisions.AppendAsync(Entry("a", DecisionKind.Deny) with { Server = "other" }, None);
        await Decisions.AppendAsync(Entry(null, DecisionKind.Refuse), None);

        Assert.Equal(5, (await Decisions.ListAsync(new DecisionQuery(), None)).Count);
        Assert.Equal(["/2", "/1"], (await Decisions.ListAsync(new DecisionQuery { Tool = "a", Server = "files", Decision = DecisionKind.Deny, Since = since }, None)).Select(entry => entry.Rule));
        Assert.Equal(4, (await Decisions.ListAsync(new DecisionQuery { Since = since }, None)).Count);
        Assert.Equal(DecisionKind.Refuse, Assert.Single(await Decisions.ListAsync(new DecisionQuery { Limit = 1 }, None)).Decision);
    }

    [Fact]
    public async Task Append_ManyAtOnce_AreAllKept()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => Decisions.AppendAsync(Entry($"t{i}", DecisionKind.Allow), None))));

        Assert.Equal(500, (await Decisions.ListAsync(new DecisionQuery { Limit = 1000 }, None)).Select(entry => entry.Tool).Distinct().Count());
    }

    [Fact]
    public async Task Append_OneAfterTheOther_KeepsTheOrderAlsoWhenTheClockGoesBack()
    {
        for (var i = 0; i < 20; i++)
        {
            await Decisions.AppendAsync(Entry($"t{i}", DecisionKind.Allow), None);
            Time.Set(Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"t{i}"), (await Decisions.ListAsync(new DecisionQuery(), None)).Select(entry => entry.Tool));
    }

    private DecisionLogEntry Entry(string? tool, DecisionKind kind) => new() { Time = Time.GetUtcNow(), Server = "files", Tool = tool, Decision = kind };
}
