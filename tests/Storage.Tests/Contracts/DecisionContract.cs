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

    // Batches of several sizes, around those that are written by one statement.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    public async Task Append_BatchesOfSomeSize_AreOneChainInOrder(int size)
    {
        for (var batch = 0; batch < 3; batch++)
        {
            await Task.WhenAll(Enumerable.Range(batch * size, size).Select(i => Decisions.AppendAsync(Entry($"t{i}", DecisionKind.Allow) with { Error = "ünsafe \u202E" + new string('x', i) }, None)));
            await Decisions.ListAsync(new DecisionQuery(), None);
        }

        var check = await Decisions.VerifyAsync(null, None);
        Assert.Equal((3 * size, null), (check.Entries, check.Fault));
        Assert.Equal(Enumerable.Range(0, 3 * size).Reverse().Select(i => $"t{i}"), (await Decisions.ListAsync(new DecisionQuery { Limit = 1000 }, None)).Select(entry => entry.Tool));
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

    [Fact]
    public async Task Open_SettledAtOnce_IsOneEntryWithItsOutcome()
    {
        var open = await Decisions.OpenAsync(Entry("t", DecisionKind.Allow), None);
        open.Settle(DecisionOutcome.ToolError, TimeSpan.FromMilliseconds(3), [new DecisionFinding { Rule = "hidden-text", Count = 2 }]);
        open.Settle(DecisionOutcome.Answered, null);

        var entry = Assert.Single(await Decisions.ListAsync(new DecisionQuery(), None));

        Assert.Equal((DecisionOutcome.ToolError, 3000L, null), (entry.Outcome, entry.UpstreamMicroseconds, entry.Id));
        Assert.Equal([new DecisionFinding { Rule = "hidden-text", Count = 2 }], entry.Findings);
    }

    [Fact]
    public async Task Open_SettledAfterItWasWritten_IsCompletedByASecondEntry()
    {
        var open = await Decisions.OpenAsync(Entry("t", DecisionKind.Allow), None);
        var first = Assert.Single(await Decisions.ListAsync(new DecisionQuery(), None));
        Assert.NotNull(first.Id);
        Assert.Null(first.Outcome);

        open.Settle(DecisionOutcome.Unanswered, null, [new DecisionFinding { Rule = "ticket", Count = 1 }]);
        var second = (await Decisions.ListAsync(new DecisionQuery(), None))[0];

        Assert.Equal((DecisionKind.Settled, first.Id, "t", DecisionOutcome.Unanswered, null), (second.Decision, second.Of, second.Tool, second.Outcome, second.UpstreamMicroseconds));
        Assert.Equal([new DecisionFinding { Rule = "ticket", Count = 1 }], second.Findings);
    }

    [Fact]
    public async Task Open_NeverSettled_IsKeptAtTheEnd()
    {
        await Decisions.OpenAsync(Entry("t", DecisionKind.Allow), None);
        await RestartAsync();

        Assert.Null(Assert.Single(await Decisions.ListAsync(new DecisionQuery(), None)).Outcome);
    }

    [Fact]
    public async Task Verify_AcrossRestarts_CountsAllAndKnowsTheHead()
    {
        Assert.Equal(new DecisionLogCheck { Entries = 0 }, await Check());
        await Decisions.AppendAsync(Entry("a", DecisionKind.Allow), None);
        var head = (await Check()).Head;
        await RestartAsync();
        await Decisions.AppendAsync(Entry("b", DecisionKind.Deny), None);
        await Decisions.AppendAsync(Entry("c", DecisionKind.Deny), None);

        var check = await Check();

        Assert.Equal((3, null), (check.Entries, check.Fault));
        Assert.Equal(64, check.Head!.Length);
        Assert.NotEqual(head, check.Head);
        Assert.Null((await Check(head)).Fault);
        Assert.Contains("no entry has the hash", (await Check(new string('0', 63) + "1")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_HiddenCharacters_AreEscapesInTheStoredText()
    {
        var entry = Entry("a\u202eb", DecisionKind.Deny) with { Message = "x\u200by\ufe0f \ud83d\ude00 é", ArgumentKeys = ["k\u2066"] };
        await Decisions.AppendAsync(entry, None);

        Assert.Equal(Samples.Json(entry), Samples.Json(Assert.Single(await Decisions.ListAsync(new DecisionQuery(), None))));
        Assert.DoesNotContain(await StoredTextAsync(), static c => c is '\u202e' or '\u200b' or '\ufe0f' or '\u2066');
        Assert.Contains('é', await StoredTextAsync());
    }

    /// <summary>Everything that is stored of the log, as it lies on disk.</summary>
    protected abstract Task<string> StoredTextAsync();

    protected Task<DecisionLogCheck> Check(string? known = null) => Decisions.VerifyAsync(known, None);

    protected DecisionLogEntry Entry(string? tool, DecisionKind kind) => new() { Time = Time.GetUtcNow(), Server = "files", Tool = tool, Decision = kind };
}
