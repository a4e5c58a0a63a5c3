using Catalog.Core.Approvals;

namespace Catalog.Storage.Tests.Contracts;

public abstract class ApprovalContract : GatewayContract
{
    [Fact]
    public async Task Ask_NewCall_WaitsUnderARandomId()
    {
        var answer = await Approvals.AskAsync(Request("a"), None);

        Assert.Equal(ApprovalStatus.Pending, answer.Status);
        var approval = answer.Approval!;
        Assert.Matches("^[A-Za-z0-9_-]{22}$", approval.Id);
        Assert.Equal((ApprovalState.Pending, Time.GetUtcNow(), Time.GetUtcNow() + TimeSpan.FromMinutes(10)), (approval.State, approval.AskedAt, approval.LapsesAt));
        Assert.Equal(Samples.Json(approval), Samples.Json(await Approvals.FindOrNullAsync(approval.Id, None)));
        Assert.Null(await Approvals.FindOrNullAsync("nobody", None));
    }

    [Fact]
    public async Task Ask_EqualCallThatWaits_IsTheSameRequest()
    {
        var first = await Approvals.AskAsync(Request("a"), None);
        var second = await Approvals.AskAsync(Request("a"), None);

        Assert.Equal((ApprovalStatus.Pending, first.Approval!.Id), (second.Status, second.Approval!.Id));
        Assert.Single(await Approvals.ListAsync(true, None));
    }

    [Fact]
    public async Task Ask_Approved_IsClaimedByOneCallAlone()
    {
        var id = await AskAndDecideAsync("a", approve: true);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Approvals.AskAsync(Request("a"), None))));

        Assert.Equal(id, Assert.Single(answers, answer => answer.Status == ApprovalStatus.Claimed).Approval!.Id);
        Assert.Equal(19, answers.Count(answer => answer.Status == ApprovalStatus.Pending && answer.Approval!.Id != id));
        Assert.Equal(ApprovalState.Claimed, (await Approvals.FindOrNullAsync(id, None))!.State);
    }

    [Fact]
    public async Task Spend_Claimed_PassesOnce()
    {
        var id = await AskAndDecideAsync("a", approve: true);
        Assert.False(await Approvals.TrySpendAsync(id, None));
        await Approvals.AskAsync(Request("a"), None);

        Assert.True(await Approvals.TrySpendAsync(id, None));
        Assert.False(await Approvals.TrySpendAsync(id, None));
        Assert.Equal(ApprovalState.Spent, (await Approvals.FindOrNullAsync(id, None))!.State);
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("a"), None)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Release_ClaimedOrSpent_IsGoodAgainUntilItWouldHaveLapsed(bool spent)
    {
        var id = await AskAndDecideAsync("a", approve: true);
        Assert.False(await Approvals.TryReleaseAsync(id, None));
        await Approvals.AskAsync(Request("a"), None);
        if (spent)
        {
            await Approvals.TrySpendAsync(id, None);
        }

        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.True(await Approvals.TryReleaseAsync(id, None));

        var released = await Approvals.FindOrNullAsync(id, None);
        Assert.Equal((ApprovalState.Approved, Time.GetUtcNow() + TimeSpan.FromMinutes(1)), (released!.State, released.LapsesAt));
        Assert.Equal(ApprovalStatus.Claimed, (await Approvals.AskAsync(Request("a"), None)).Status);
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Approvals.TryReleaseAsync(id, None));
        Assert.Equal(ApprovalState.Lapsed, (await Approvals.FindOrNullAsync(id, None))!.State);
    }

    [Fact]
    public async Task Claim_OfAGatewayThatDied_StaysAndCountsAsSpent()
    {
        var id = await AskAndDecideAsync("a", approve: true);
        await Approvals.AskAsync(Request("a"), None);
        await RestartAsync();
        Time.Advance(TimeSpan.FromDays(40));

        Assert.Equal(ApprovalState.Claimed, (await Approvals.FindOrNullAsync(id, None))!.State);
        Assert.NotEqual(id, (await Approvals.AskAsync(Request("a"), None)).Approval!.Id);
    }

    [Fact]
    public async Task Ask_DeniedCall_IsToldSoWhileTheDenialStands()
    {
        var id = await AskAndDecideAsync("a", approve: false);
        Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        var told = await Approvals.AskAsync(Request("a"), None);
        Assert.Equal((ApprovalStatus.Denied, id, "ann"), (told.Status, told.Approval!.Id, told.Approval.DecidedBy));
        Assert.Empty(await Approvals.ListAsync(true, None));

        Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("a"), None)).Status);
    }

    [Fact]
    public async Task Ask_DenialYoungerThanAReleasedApproval_Denies()
    {
        var first = await AskAndDecideAsync("a", approve: true);
        await Approvals.AskAsync(Request("a"), None);
        await AskAndDecideAsync("a", approve: false);
        await Approvals.TryReleaseAsync(first, None);

        Assert.Equal(ApprovalStatus.Denied, (await Approvals.AskAsync(Request("a"), None)).Status);
    }

    [Fact]
    public async Task Decide_RequestThatLapsed_IsNull()
    {
        var id = (await Approvals.AskAsync(Request("a"), None)).Approval!.Id;
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(ApprovalState.Lapsed, (await Approvals.FindOrNullAsync(id, None))!.State);
        Assert.Empty(await Approvals.ListAsync(true, None));
        Assert.Null(await Approvals.DecideOrNullAsync(id, true, "ann", None));
        Time.Set(Time.GetUtcNow() - TimeSpan.FromMinutes(5));
        Assert.Null(await Approvals.DecideOrNullAsync(id, true, "ann", None));
    }

    [Fact]
    public async Task Decide_Twice_TheFirstHolds()
    {
        var id = await AskAndDecideAsync("a", approve: false);

        Assert.Null(await Approvals.DecideOrNullAsync(id, true, "bob", None));
        Assert.Null(await Approvals.DecideOrNullAsync("nobody", true, "bob", None));
        var approval = await Approvals.FindOrNullAsync(id, None);
        Assert.Equal((ApprovalState.Denied, "ann", Time.GetUtcNow()), (approval!.State, approval.DecidedBy, approval.DecidedAt!.Value));
    }

    [Fact]
    public async Task Ask_ApprovalUnusedInTime_Lapses()
    {
        var id = await AskAndDecideAsync("a", approve: true);
        Time.Advance(TimeSpan.FromMinutes(10));

        var answer = await Approvals.AskAsync(Request("a"), None);

        Assert.Equal(ApprovalStatus.Pending, answer.Status);
        Assert.Equal(ApprovalState.Lapsed, (await Approvals.FindOrNullAsync(id, None))!.State);
    }

    [Fact]
    public async Task Ask_OfWhatNobodyDecided_LittleStaysAndNotForEver()
    {
        var large = Request("a") with { Parameters = """{"arguments":{"text":"LONG"}}""".Replace("LONG", new string('é', 40_000), StringComparison.Ordinal) };
        var ignored = (await Approvals.AskAsync(large, None)).Approval!.Id;
        Assert.Equal(large.Parameters, (await Approvals.FindOrNullAsync(ignored, None))!.Request.Parameters);
        var small = (await Approvals.AskAsync(Request("b"), None)).Approval!.Id;
        var decided = (await Approvals.AskAsync(large with { Binding = "c" }, None)).Approval!.Id;
        await Approvals.DecideOrNullAsync(decided, true, "ann", None);

        Time.Advance(TimeSpan.FromMinutes(10));
        await Approvals.AskAsync(Request("d"), None);

        Assert.Equal("(left out, for nobody decided in time: 80025 bytes)", (await Approvals.FindOrNullAsync(ignored, None))!.Request.Parameters);
        Assert.Equal(Request("b").Parameters, (await Approvals.FindOrNullAsync(small, None))!.Request.Parameters);
        Assert.Equal(large.Parameters, (await Approvals.FindOrNullAsync(decided, None))!.Request.Parameters);

        Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromTicks(1));
        await Approvals.AskAsync(Request("e"), None);
        Assert.NotNull(await Approvals.FindOrNullAsync(small, None));
        Time.Advance(TimeSpan.FromTicks(1));
        await Approvals.AskAsync(Request("f"), None);

        Assert.Null(await Approvals.FindOrNullAsync(ignored, None));
        Assert.Null(await Approvals.FindOrNullAsync(small, None));
        Assert.Equal("ann", (await Approvals.FindOrNullAsync(decided, None))!.DecidedBy);
    }

    [Fact]
    public async Task Ask_FourthOfATool_IsTooMany()
    {
        foreach (var binding in new[] { "a", "b", "c" })
        {
            Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request(binding), None)).Status);
        }

        var fourth = await Approvals.AskAsync(Request("d"), None);
        Assert.Equal((ApprovalStatus.TooMany, null), (fourth.Status, fourth.Approval));
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("a"), None)).Status);
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("d") with { Tool = "other" }, None)).Status);
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("e") with { Grant = "g2" }, None)).Status);
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("d"), None)).Status);
    }

    [Fact]
    public async Task Ask_EleventhOfAGrant_IsTooManyAlsoWhenAllAskAtOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => Approvals.AskAsync(Request($"b{i}") with { Tool = $"t{i}" }, None))));

        Assert.Equal(10, answers.Count(answer => answer.Status == ApprovalStatus.Pending));
        Assert.Equal(20, answers.Count(answer => answer.Status == ApprovalStatus.TooMany));
    }

    [Fact]
    public async Task List_NewestFirst()
    {
        await AskAndDecideAsync("a", approve: true);
        var second = (await Approvals.AskAsync(Request("b"), None)).Approval!.Id;

        Assert.Equal(["b", "a"], (await Approvals.ListAsync(false, None)).Select(approval => approval.Request.Binding));
        Assert.Equal(second, Assert.Single(await Approvals.ListAsync(true, None)).Id);
    }

    [Fact]
    public async Task Decide_TwoHaveToApprove_TheSameOneCountsOnce()
    {
        var asked = await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None);
        Assert.True(asked.IsNew);
        var id = asked.Approval!.Id;
        var first = await Approvals.DecideOrNullAsync(id, true, "ann", None);
        Assert.Equal((ApprovalState.Pending, "ann"), (first!.State, Assert.Single(first.ApprovedBy)));
        Assert.Equal(Samples.Json(first), Samples.Json(await Approvals.DecideOrNullAsync(id, true, "ann", None)));
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None)).Status);

        var second = await Approvals.DecideOrNullAsync(id, true, "bob", None);
        Assert.Equal((ApprovalState.Approved, "bob"), (second!.State, second.DecidedBy));
        Assert.Equal(["ann", "bob"], second.ApprovedBy.Order(StringComparer.Ordinal));
        Assert.Equal(ApprovalStatus.Claimed, (await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None)).Status);
    }

    [Fact]
    public async Task Decide_TwoHaveToApprove_OneDenialEndsIt()
    {
        var id = (await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None)).Approval!.Id;
        await Approvals.DecideOrNullAsync(id, true, "ann", None);

        Assert.Equal(ApprovalState.Denied, (await Approvals.DecideOrNullAsync(id, false, "ann", None))!.State);
        Assert.Null(await Approvals.DecideOrNullAsync(id, true, "bob", None));
        Assert.Equal(ApprovalStatus.Denied, (await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None)).Status);
    }

    [Fact]
    public async Task Decide_ManyAtOnce_AreEnoughOnce()
    {
        var id = (await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None)).Approval!.Id;
        var decided = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Approvals.DecideOrNullAsync(id, true, $"approver {i % 4}", None))));

        Assert.Single(decided, static d => d?.State == ApprovalState.Approved);
        Assert.Equal(2, (await Approvals.FindOrNullAsync(id, None))!.ApprovedBy.Count);
    }

    [Fact]
    public async Task Ask_MoreApproversThanBefore_AreAskedFor()
    {
        await AskAndDecideAsync("a", approve: true);
        var anew = await Approvals.AskAsync(Request("a") with { Approvers = 2 }, None);
        Assert.Equal((ApprovalStatus.Pending, true), (anew.Status, anew.IsNew));

        // What waits never needs fewer, however it is asked for.
        var again = await Approvals.AskAsync(Request("b"), None);
        await Approvals.AskAsync(Request("b") with { Approvers = 3 }, None);
        Assert.Equal(3, (await Approvals.AskAsync(Request("b"), None)).Approval!.Request.Approvers);
        Assert.Equal(ApprovalState.Pending, (await Approvals.DecideOrNullAsync(again.Approval!.Id, true, "ann", None))!.State);
    }

    [Fact]
    public async Task Decide_WhoHoldsTheGrant_ApprovesNothing_AndMayDeny()
    {
        var held = Request("a") with { Holders = ["build agent", "Ann"] };
        var asked = (await Approvals.AskAsync(held, None)).Approval!;
        Assert.Equal(["build agent", "Ann"], (await Approvals.FindOrNullAsync(asked.Id, None))!.Request.Holders);

        var own = await Approvals.DecideOrNullAsync(asked.Id, true, "ann", None);
        Assert.Equal((ApprovalState.Pending, true), (own!.State, own.Request.IsHeldBy("ann")));
        Assert.Empty(own.ApprovedBy);
        Assert.Equal(ApprovalStatus.Pending, (await Approvals.AskAsync(held, None)).Status);

        // Who comes to be known later counts too, and nobody is forgotten.
        Assert.Equal(["build agent", "Ann", "bob"], (await Approvals.AskAsync(Request("a") with { Holders = ["bob"] }, None)).Approval!.Request.Holders);
        Assert.Equal(ApprovalState.Pending, (await Approvals.DecideOrNullAsync(asked.Id, true, "bob", None))!.State);
        Assert.Equal(ApprovalState.Approved, (await Approvals.DecideOrNullAsync(asked.Id, true, "zoe", None))!.State);

        var other = (await Approvals.AskAsync(held with { Binding = "b" }, None)).Approval!;
        Assert.Equal(ApprovalState.Denied, (await Approvals.DecideOrNullAsync(other.Id, false, "ann", None))!.State);
    }

    [Fact]
    public async Task Ask_WhoApprovedComesToBeKnownAsHolder_CountsNoLonger()
    {
        var given = (await Approvals.AskAsync(Request("a"), None)).Approval!;
        Assert.Equal(ApprovalState.Approved, (await Approvals.DecideOrNullAsync(given.Id, true, "ann", None))!.State);
        var anew = await Approvals.AskAsync(Request("a") with { Holders = ["Ann"] }, None);
        Assert.Equal((ApprovalStatus.Pending, true), (anew.Status, anew.IsNew));

        var two = Request("b") with { Approvers = 2 };
        var waiting = (await Approvals.AskAsync(two, None)).Approval!;
        await Approvals.DecideOrNullAsync(waiting.Id, true, "ann", None);
        Assert.Empty((await Approvals.AskAsync(two with { Holders = ["Ann"] }, None)).Approval!.ApprovedBy);
        Assert.Equal(ApprovalState.Pending, (await Approvals.DecideOrNullAsync(waiting.Id, true, "bob", None))!.State);
        Assert.Equal(["bob", "zoe"], (await Approvals.DecideOrNullAsync(waiting.Id, true, "zoe", None))!.ApprovedBy);
    }

    [Fact]
    public async Task Approvers_SetTwice_TheLastHolds()
    {
        Assert.Empty(await Approvers.ListAsync(None));
        await Approvers.SetAsync("zoe", "h1", None);
        await Approvers.SetAsync("ann", "h2", None);
        await Approvers.SetAsync("zoe", "h3", None);

        Assert.Equal([KeyValuePair.Create("ann", "h2"), KeyValuePair.Create("zoe", "h3")], await Approvers.ListAsync(None));
    }

    private static ApprovalRequest Request(string binding) => new()
    {
        Binding = binding,
        Grant = "g1",
        GrantLabel = "build agent",
        Server = "files",
        Tool = "write_file",
        Parameters = """{"name":"write_file","arguments":{"path":"/a"}}""",
        Messages = ["Look at it", "And \"again\""],
        Rule = "/tools/write_file/approval",
        Expires = TimeSpan.FromMinutes(10),
    };

    private async Task<string> AskAndDecideAsync(string binding, bool approve)
    {
        var id = (await Approvals.AskAsync(Request(binding), None)).Approval!.Id;
        var decided = await Approvals.DecideOrNullAsync(id, approve, "ann", None);
        Assert.Equal(approve ? ApprovalState.Approved : ApprovalState.Denied, decided!.State);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromMinutes(10), decided.LapsesAt);
        return id;
    }
}
