using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>Clients that show their users addresses, on two streams.</summary>
public sealed class ElicitationTests
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{"message":"Really"}}}}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{"form":{},"url":{}}},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"a":1}}}""";
    private const string Meta = """ "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{"url":{}}}}""";
    private static readonly Uri Page = new("https://gw.example.com");

    [Fact]
    public async Task Legacy_ClientIsAskedToOpenThePage_AndTheCallGoesOnWhenDecided()
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync(Call);
        var asked = await gateway.ReceiveAsync();
        var waiting = await WaitingAsync(gateway);
        Assert.Equal("elicitation/create", asked.GetProperty("method").GetString());
        var parameters = asked.GetProperty("params");
        Assert.Equal(("url", $"https://gw.example.com/approvals/{waiting.Id}"), (parameters.GetProperty("mode").GetString(), parameters.GetProperty("url").GetString()));
        var elicitation = parameters.GetProperty("elicitationId").GetString();

        await gateway.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{asked.GetProperty("id").GetRawText()}}},"result":{"action":"accept"}}""");
        Assert.Equal(2, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""")).GetProperty("id").GetInt32());
        Assert.Equal(ApprovalState.Pending, (await gateway.Approvals.FindOrNullAsync(waiting.Id, CancellationToken.None))!.State);
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);

        var complete = await gateway.ReceiveAsync();
        Assert.Equal(("notifications/elicitation/complete", elicitation), (complete.GetProperty("method").GetString(), complete.GetProperty("params").GetProperty("elicitationId").GetString()));
        Assert.Equal("done", (await gateway.ReceiveAsync()).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("accept", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"result":{"action":"decline"}}""")]
    [InlineData("""{"result":{"action":"cancel"}}""")]
    [InlineData("""{"error":{"code":-32601,"message":"no"}}""")]
    [InlineData("""{"result":{"action":["accept"]}}""")]
    public async Task Legacy_UserWhoDoesNotOpenIt_IsToldAtOnce_AndNothingIsDecided(string answer)
    {
        await using var gateway = await StartAsync();
        await gateway.SendAsync(Call);
        var asked = await gateway.ReceiveAsync();
        await gateway.SendAsync($$"""{"jsonrpc":"2.0","id":{{asked.GetProperty("id").GetRawText()}},{{answer[1..]}}""");
        Assert.Equal("pending", Decision(await gateway.ReceiveAsync()).GetProperty("decision").GetString());
        await WaitingAsync(gateway);
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("approval-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Legacy_WithoutHolding_TheErrorNamesThePage()
    {
        await using var gateway = await StartAsync(TimeSpan.Zero);
        var error = (await gateway.AskAsync(Call)).GetProperty("error");
        var waiting = await WaitingAsync(gateway);
        Assert.Equal(-32042, error.GetProperty("code").GetInt32());
        var elicitation = Assert.Single(error.GetProperty("data").GetProperty("elicitations").EnumerateArray());
        Assert.Equal(("url", waiting.Id, $"https://gw.example.com/approvals/{waiting.Id}"), (elicitation.GetProperty("mode").GetString(), elicitation.GetProperty("elicitationId").GetString(), elicitation.GetProperty("url").GetString()));
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        AssertComplete(waiting.Id, await gateway.ReceiveAsync());
        Assert.True((await gateway.AskAsync(Call)).TryGetProperty("result", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Legacy_HoldThatEndsUndecided_CompletesOnlyOnceItIsDecided(bool approve)
    {
        await using var gateway = await StartAsync(TimeSpan.FromMilliseconds(1));
        await gateway.SendAsync(Call);
        var elicitation = (await gateway.ReceiveAsync()).GetProperty("params").GetProperty("elicitationId").GetString()!;
        Assert.Equal("pending", Decision(await gateway.ReceiveAsync()).GetProperty("decision").GetString());
        var waiting = await WaitingAsync(gateway);

        // Nothing is told while nobody decided.
        Assert.Equal(2, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""")).GetProperty("id").GetInt32());
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve, "ann", CancellationToken.None);
        AssertComplete(elicitation, await gateway.ReceiveAsync());
    }

    [Fact]
    public async Task Legacy_ClientThatDeclaresOnlyForms_IsNotAsked()
    {
        await using var gateway = await StartAsync(initialize: Initialize.Replace(",\"url\":{}", "", StringComparison.Ordinal));
        Assert.Equal("pending", Decision(await gateway.AskAsync(Call)).GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Modern_ClientIsAskedByTheAnswer_AndItsRetryIsTheSameCall()
    {
        await using var gateway = await StartAsync(initialize: null);
        var result = (await gateway.AskAsync(Modern(1, """{"a":1}"""))).GetProperty("result");
        var waiting = await WaitingAsync(gateway);
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        var request = result.GetProperty("inputRequests").GetProperty("approval");
        Assert.Equal(("elicitation/create", $"https://gw.example.com/approvals/{waiting.Id}"), (request.GetProperty("method").GetString(), request.GetProperty("params").GetProperty("url").GetString()));
        var state = result.GetProperty("requestState").GetString()!;

        await gateway.SendAsync(Modern(2, """{"a":1}""", state));
        Assert.Equal(3, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"ping"}""")).GetProperty("id").GetInt32());
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        Assert.Equal("done", (await gateway.ReceiveAsync()).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        var passed = Assert.Single(gateway.Received, static line => line.Contains("echo", StringComparison.Ordinal));
        Assert.DoesNotContain("requestState", passed, StringComparison.Ordinal);
        Assert.DoesNotContain("inputResponses", passed, StringComparison.Ordinal);

        // The approval is used: the same retry again asks anew.
        await gateway.SendAsync(Modern(4, """{"a":1}""", state, "decline"));
        Assert.NotEqual(waiting.Id, Decision(await gateway.ReceiveAsync()).GetProperty("approval").GetString());
    }

    [Fact]
    public async Task Modern_RetryWithOtherArguments_IsAnotherCall()
    {
        await using var gateway = await StartAsync(initialize: null);
        var state = (await gateway.AskAsync(Modern(1, """{"a":1}"""))).GetProperty("result").GetProperty("requestState").GetString()!;
        var waiting = await WaitingAsync(gateway);
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);

        Assert.NotEqual(waiting.Id, Decision(await gateway.AskAsync(Modern(2, """{"a":2}""", state, "cancel"))).GetProperty("approval").GetString());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("echo", StringComparison.Ordinal));
        Assert.Equal(ApprovalState.Approved, (await gateway.Approvals.FindOrNullAsync(waiting.Id, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Modern_StateOfSomebodyElse_IsNotTheGateways()
    {
        await using var gateway = await StartAsync(initialize: null);
        var result = (await gateway.AskAsync(Modern(1, """{"a":1}""", ElicitationText.StatePrefix + "AAAAAAAAAAAAAAAAAAAAAA"))).GetProperty("result");
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        Assert.Contains("inputResponses", (await WaitingAsync(gateway)).Request.Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_OfAnotherGrant_IsNoAnswer()
    {
        var desk = new ElicitationDesk(TimeProvider.System);
        var asked = desk.Open("g1");
        Assert.Same(asked, desk.FindOrNull("s" + asked.Id, "g1"));
        Assert.Null(desk.FindOrNull("s" + asked.Id, "g2"));
        Assert.Null(desk.FindOrNull("sapproval-", "g1"));
    }

    private static void AssertComplete(string elicitation, JsonElement message) => Assert.Equal(
        ("notifications/elicitation/complete", elicitation), (message.GetProperty("method").GetString(), message.GetProperty("params").GetProperty("elicitationId").GetString()));

    private static async Task<StdioGateway> StartAsync(TimeSpan? hold = null, string? initialize = Initialize)
    {
        var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Hold = hold ?? TimeSpan.FromMinutes(5), ApprovalPage = Page });
        if (initialize is not null)
        {
            await gateway.AskAsync(initialize);
        }

        return gateway;
    }

    private static string Modern(int id, string arguments, string? state = null, string action = "accept") =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"echo","arguments":{{arguments}},""" + Meta
        + (state is null ? "" : $$$$""" ,"inputResponses":{"approval":{"action":"{{{{action}}}}"}},"requestState":"{{{{state}}}}" """) + "}}";

    private static async Task<Approval> WaitingAsync(StdioGateway gateway) => Assert.Single(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));

    private static JsonElement Decision(JsonElement answer) => answer.GetProperty("result").GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision");
}
