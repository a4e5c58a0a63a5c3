using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

public sealed class ApprovalFlowTests
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{"message":"Really"},"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}}""";

    [Fact]
    public async Task Approved_SameCallPassesOnce_AndAnotherCallDoesNot()
    {
        await using var gateway = StdioGateway.Start(Policy);
        var pending = (await gateway.CallAsync(1, "echo", """{"a":1}""")).GetProperty("result");
        Assert.StartsWith("[APPROVAL REQUIRED] Really. Once approved, repeat the call with exactly the same arguments.", pending.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var id = Decision(pending).GetProperty("approval").GetString()!;
        Assert.Equal("pending", Decision(pending).GetProperty("decision").GetString());

        // The same request again is the same request.
        Assert.Equal(id, Decision((await gateway.CallAsync(2, "echo", """{ "a" : 1.0 }""")).GetProperty("result")).GetProperty("approval").GetString());
        Assert.NotNull(await gateway.Approvals.DecideOrNullAsync(id, approve: true, "me", CancellationToken.None));

        Assert.NotEqual(id, Decision((await gateway.CallAsync(3, "echo", """{"a":2}""")).GetProperty("result")).GetProperty("approval").GetString());
        Assert.False((await gateway.CallAsync(4, "echo", """{"a":1}""")).GetProperty("result").TryGetProperty("isError", out _));
        Assert.NotEqual(id, Decision((await gateway.CallAsync(5, "echo", """{"a":1}""")).GetProperty("result")).GetProperty("approval").GetString());
        Assert.Single(gateway.Received);
        Assert.Equal(
            [DecisionKind.Pending, DecisionKind.Pending, DecisionKind.Pending, DecisionKind.Allow, DecisionKind.Pending],
            (await gateway.DecisionsAsync()).Select(static e => e.Decision));
        Assert.All(await gateway.DecisionsAsync(), static e => Assert.Equal("/tools/echo/approval", e.Rule));
    }

    [Fact]
    public async Task Denied_StandsAndAsksNobody()
    {
        await using var gateway = StdioGateway.Start(Policy);
        var id = Decision((await gateway.CallAsync(1, "echo")).GetProperty("result")).GetProperty("approval").GetString()!;
        await gateway.Approvals.DecideOrNullAsync(id, approve: false, "me", CancellationToken.None);
        Assert.Equal("[POLICY DENIED] A person denied this call", (await gateway.CallAsync(2, "echo")).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Empty(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));
    }

    [Fact]
    public async Task FullLimit_GivesTheApprovalBack()
    {
        await using var gateway = StdioGateway.Start(Policy);
        var first = await ApproveAsync(gateway, 1, """{"a":1}""");
        await gateway.CallAsync(2, "echo", """{"a":1}""");
        var second = await ApproveAsync(gateway, 3, """{"a":2}""");
        Assert.Equal("/tools/echo/limits/0", Decision((await gateway.CallAsync(4, "echo", """{"a":2}""")).GetProperty("result")).GetProperty("rule").GetString());
        Assert.Equal(ApprovalState.Spent, (await gateway.Approvals.FindOrNullAsync(first, CancellationToken.None))!.State);
        Assert.Equal(ApprovalState.Approved, (await gateway.Approvals.FindOrNullAsync(second, CancellationToken.None))!.State);
        Assert.Single(gateway.Received);
    }

    [Fact]
    public async Task FourthRequestOfATool_IsTooMany()
    {
        await using var gateway = StdioGateway.Start(Policy);
        for (var id = 1; id <= 3; id++)
        {
            Assert.Equal("pending", Decision((await gateway.CallAsync(id, "echo", $"{{\"a\":{id}}}")).GetProperty("result")).GetProperty("decision").GetString());
        }

        Assert.Equal("(too many pending)", Decision((await gateway.CallAsync(4, "echo", """{"a":4}""")).GetProperty("result")).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task HeldCall_GoesOnWhenApproved_AndLaterMessagesPassIt()
    {
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Hold = TimeSpan.FromMinutes(5) });
        await gateway.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","_meta":{"progressToken":"p1"}}}""");
        var progress = await gateway.ReceiveAsync();
        Assert.Equal("notifications/progress", progress.GetProperty("method").GetString());
        Assert.Equal("p1", progress.GetProperty("params").GetProperty("progressToken").GetString());

        await gateway.SendAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        Assert.Equal(2, (await NextAnswerAsync(gateway)).GetProperty("id").GetInt32());
        var waiting = Assert.Single(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "me", CancellationToken.None);
        var answer = await NextAnswerAsync(gateway);
        Assert.Equal("done", answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task HeldCall_WithdrawnByItsCaller_IsDropped()
    {
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Hold = TimeSpan.FromMinutes(5) });
        await gateway.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","_meta":{"progressToken":1}}}""");
        await gateway.ReceiveAsync();
        await gateway.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""");
        var waiting = Assert.Single(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));
        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "me", CancellationToken.None);
        Assert.Equal(2, (await NextAnswerAsync(gateway, """{"jsonrpc":"2.0","id":2,"method":"ping"}""")).GetProperty("id").GetInt32());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("echo", StringComparison.Ordinal));
        Assert.Equal(ApprovalState.Approved, (await gateway.Approvals.FindOrNullAsync(waiting.Id, CancellationToken.None))!.State);
        var log = (await gateway.DecisionsAsync()).Where(static e => e.Tool == "echo").ToList();
        Assert.Equal([(DecisionKind.Pending, "/tools/echo/approval"), (DecisionKind.Refuse, "(caller left)")], log.Select(static e => (e.Decision, e.Rule!)));
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("größe 世界 😀", "größe 世界 😀")]
    [InlineData("a\u202Eb", "a⟦U+202E⟧b")]
    [InlineData("a\u200Bb\u00A0c\u0007", "a⟦U+200B⟧b⟦U+00A0⟧c⟦U+0007⟧")]
    [InlineData("\uFEFF\u2066x\u2069\uDB40\uDC41", "⟦U+FEFF⟧⟦U+2066⟧x⟦U+2069⟧⟦U+E0041⟧")]
    [InlineData("\u3164\uFE0F\u2028", "⟦U+3164⟧⟦U+FE0F⟧⟦U+2028⟧")]
    public void VisibleText_SpellsWhatIsNotSeen(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void VisibleText_SpellsHalfAPair() => Assert.Equal("⟦U+D800⟧x⟦U+DC00⟧", VisibleText.Of("\uD800x\uDC00"));

    [Fact]
    public void Secret_IsHashedWithSaltAndFoundAgain()
    {
        var secret = ApproverSecrets.Create();
        var (one, two) = (ApproverSecrets.Hash(secret), ApproverSecrets.Hash(secret));
        Assert.NotEqual(one, two);
        Assert.DoesNotContain(secret, one, StringComparison.Ordinal);
        Assert.True(ApproverSecrets.Verify(secret, one));
        Assert.False(ApproverSecrets.Verify(secret + "x", one));
        Assert.False(ApproverSecrets.Verify(secret, one[..^4]));
        Assert.False(ApproverSecrets.Verify(secret, "plain$1$$"));
        Assert.Equal("b", ApproverSecrets.FindOrNull(secret, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = ApproverSecrets.Hash("other"), ["b"] = two }));
    }

    private static async Task<string> ApproveAsync(StdioGateway gateway, int id, string arguments)
    {
        var approval = Decision((await gateway.CallAsync(id, "echo", arguments)).GetProperty("result")).GetProperty("approval").GetString()!;
        await gateway.Approvals.DecideOrNullAsync(approval, approve: true, "me", CancellationToken.None);
        return approval;
    }

    private static async Task<JsonElement> NextAnswerAsync(StdioGateway gateway, string? ask = null)
    {
        if (ask is not null)
        {
            await gateway.SendAsync(ask);
        }

        while (true)
        {
            var message = await gateway.ReceiveAsync();
            if (message.TryGetProperty("id", out _))
            {
                return message;
            }
        }
    }

    private static JsonElement Decision(JsonElement result) => result.GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision");
}
