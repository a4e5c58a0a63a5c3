using System.Text.RegularExpressions;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

public sealed partial class SeveralApproversTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{"message":"Really"}},"pay":{"approval":{}}}}""";
    private const string Approve = """{"decision":"approve"}""";

    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;
    private string _ann = null!;
    private string _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("double", _upstream.Address, [], Policy));
            return plan with { Upstreams = [.. plan.Upstreams.Select(u => new GatewayOptions { ServerId = u.ServerId, PolicyFile = u.PolicyFile, Upstream = u.Upstream, Approvers = new ApproverCounts { Tools = new Dictionary<string, int> { ["e*"] = 2 } } })] };
        });
        (_ann, _bob) = (ApproverSecrets.Create(), ApproverSecrets.Create());
        await _gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(_ann), CancellationToken.None);
        await _gateway.Approvers.SetAsync("bob", ApproverSecrets.Hash(_bob), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Call_PassesWhenTwoPeopleApproved_AndTheLogNamesThem()
    {
        var path = await AskAsync("echo");
        var first = await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_ann}"));
        Assert.Equal(("pending", 2), (first.Json.GetProperty("state").GetString(), first.Json.GetProperty("approvers").GetInt32()));
        Assert.Equal("pending", (await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_ann}"))).Json.GetProperty("state").GetString());
        Assert.Contains("APPROVAL REQUIRED", (await CallAsync("echo")).Body, StringComparison.Ordinal);
        Assert.Empty(_upstream.Requests);

        Assert.Equal("approved", (await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_bob}"))).Json.GetProperty("state").GetString());
        Assert.DoesNotContain("APPROVAL REQUIRED", (await CallAsync("echo")).Body, StringComparison.Ordinal);
        Assert.Single(_upstream.Requests);
        Assert.Equal(["ann", "bob"], (await _gateway.DecisionsAsync()).Single(static e => e.Decision == DecisionKind.Allow).DecidedBy!);
    }

    [Fact]
    public async Task Call_OfAToolThatNeedsOne_PassesAfterOne()
    {
        await _gateway.JsonAsync(await AskAsync("pay"), Approve, ("Authorization", $"Bearer {_ann}"));
        await CallAsync("pay");
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task Denial_OfTheSecond_EndsIt_AndTheLogNamesWho()
    {
        var path = await AskAsync("echo");
        await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_ann}"));
        Assert.Equal("denied", (await _gateway.JsonAsync(path, """{"decision":"deny"}""", ("Authorization", $"Bearer {_bob}"))).Json.GetProperty("state").GetString());

        Assert.Contains("A person denied this call", (await CallAsync("echo")).Body, StringComparison.Ordinal);
        Assert.Equal(["bob"], (await _gateway.DecisionsAsync()).Single(static e => e.Decision == DecisionKind.Deny).DecidedBy!);
    }

    [Fact]
    public async Task Approvals_AtTheSameMoment_MakeOneApproval()
    {
        var path = await AskAsync("echo");
        var replies = await Task.WhenAll(new[] { _ann, _bob }.Select(secret => _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {secret}"))));
        Assert.All(replies, static r => Assert.Equal(200, r.Status));
        Assert.Single(replies, static r => r.Json.GetProperty("state").GetString() == "approved");

        var calls = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CallAsync("echo")));
        Assert.Single(calls, static c => !c.Body.Contains("APPROVAL REQUIRED", StringComparison.Ordinal));
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task Page_ShowsHowManyApproved_AndOffersTheSameApproverNoMore()
    {
        var path = await AskAsync("echo");
        await _gateway.JsonAsync(path, Approve, ("Authorization", $"Bearer {_ann}"));

        var anybody = (await _gateway.GetAsync(path)).Body;
        Assert.Contains("1 of 2 approvers so far", anybody, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", anybody, StringComparison.Ordinal);
        var ann = (await _gateway.GetAsync(path, ("Cookie", await SignInAsync(_ann)))).Body;
        Assert.Contains("ann (1 of 2)", ann, StringComparison.Ordinal);
        Assert.DoesNotContain("Approve once", ann, StringComparison.Ordinal);
        Assert.Contains("Approve once", (await _gateway.GetAsync(path, ("Cookie", await SignInAsync(_bob)))).Body, StringComparison.Ordinal);
    }

    private Task<HttpGateway.Reply> CallAsync(string tool) =>
        _gateway.PostToAsync("/mcp/double", $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}"}}""");

    private async Task<string> AskAsync(string tool)
    {
        await CallAsync(tool);
        return $"/approvals/{Assert.Single(await _gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None), a => a.State == ApprovalState.Pending).Id}";
    }

    private async Task<string> SignInAsync(string secret) =>
        Cookie().Match((await _gateway.FormAsync("/approvals/sign-in", $"secret={secret}")).Headers["Set-Cookie"]).Value;

    [GeneratedRegex("^[^;]+")]
    private static partial Regex Cookie();
}
