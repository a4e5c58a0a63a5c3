using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Gateway.Tests.Enforcement;

public sealed class EnforcementTests
{
    private const string Modern = ""","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    private static string Limited(string tool, int max, string more = "") =>
        """{"version":"1","default":"deny","tools":{"TOOL":{"limits":[{"counter":"c","window":"month","max":MAX,"scope":"grant"MORE}]}}}"""
            .Replace("TOOL", tool, StringComparison.Ordinal)
            .Replace("MAX", $"{max}", StringComparison.Ordinal)
            .Replace("MORE", more, StringComparison.Ordinal);

    [Fact]
    public async Task Denial_IsAToolResultWithTheRule_AndNothingIsForwarded()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","tools":{"echo":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":1}],"on_deny":"Not one."}]}}}""");
        var denied = (await gateway.CallAsync(1, "echo", """{"a":1}""")).GetProperty("result");
        Assert.Equal("[POLICY DENIED] Not one.", denied.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.True(denied.GetProperty("isError").GetBoolean());
        Assert.False(denied.TryGetProperty("resultType", out _));
        var decision = denied.GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision");
        Assert.Equal("deny", decision.GetProperty("decision").GetString());
        Assert.Equal("/tools/echo/deny_if/0", decision.GetProperty("rule").GetString());
        Assert.StartsWith("demo@sha256:", decision.GetProperty("policy").GetString(), StringComparison.Ordinal);

        var modern = (await gateway.CallAsync(2, "echo", """{"a":1}""", Modern)).GetProperty("result");
        Assert.Equal("complete", modern.GetProperty("resultType").GetString());
        Assert.Empty(gateway.Received);
        Assert.All(await gateway.DecisionsAsync(), static e => Assert.Equal((DecisionKind.Deny, "echo", "double"), (e.Decision, e.Tool, e.Server)));
    }

    [Fact]
    public async Task Pipeline_WithoutItsEnforcementStep_ForwardsNothing()
    {
        await using var gateway = StdioGateway.Start(
            """{"version":"1","default":"allow"}""",
            new StdioGateway.Setup { Change = static services => services.RemoveAll<IExchangeStep>() });
        foreach (var line in (string[])["""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""", """{"jsonrpc":"2.0","id":2,"method":"ping"}"""])
        {
            Assert.Equal(-31003, (await gateway.AskAsync(line)).GetProperty("error").GetProperty("code").GetInt32());
        }

        await gateway.SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"ping"}""");
        Assert.Empty(gateway.Received);
        Assert.All(await gateway.DecisionsAsync(), static e => Assert.Equal("(not decided)", e.Rule));
    }

    [Fact]
    public async Task DecisionPoint_ThatThrows_DeniesAndTheGatewayGoesOn()
    {
        await using var gateway = StdioGateway.Start(
            """{"version":"1","default":"allow"}""",
            new StdioGateway.Setup { Change = static services => services.Replace(ServiceDescriptor.Singleton<IDecisionPoint, ThrowingDecisions>()) });
        Assert.Equal(-31003, (await gateway.CallAsync(1, "echo")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(2, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""")).GetProperty("id").GetInt32());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("echo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_ThatCannotBeWritten_StopsForwarding()
    {
        await using var gateway = StdioGateway.Start(
            Limited("echo", 1), new StdioGateway.Setup { Stores = static services => services.AddSingleton<IDecisionLog, Broken>() });
        Assert.Equal(-31002, (await gateway.CallAsync(1, "echo")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(-31002, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(gateway.Received);
    }

    [Fact]
    public async Task Counters_OutOfReach_Deny_OrPassWhereTheOperatorSaidSo_OrOnlyObserves()
    {
        var broken = new StdioGateway.Setup { Stores = static services => services.AddSingleton<ICounterStore, Broken>() };
        await using (var closed = StdioGateway.Start(Limited("echo", 5), broken))
        {
            var denied = (await closed.CallAsync(1, "echo")).GetProperty("result");
            Assert.Equal("(counter store unavailable)", RuleOf(denied));
            Assert.Empty(closed.Received);
        }

        var observed = Limited("echo", 5).Replace("\"default\"", "\"mode\":\"observe\",\"default\"", StringComparison.Ordinal);
        foreach (var (policy, setup) in new[] { (Limited("echo", 5), broken with { CountersFailOpen = true }), (observed, broken) })
        {
            await using var open = StdioGateway.Start(policy, setup);
            Assert.False((await open.CallAsync(1, "echo")).GetProperty("result").TryGetProperty("isError", out _));
            Assert.NotNull((await open.DecisionsAsync())[^1].Error);
        }
    }

    [Fact]
    public async Task Approvals_OutOfReach_DenyEvenWhereCountersFailOpen()
    {
        await using var gateway = StdioGateway.Start(
            """{"version":"1","default":"deny","tools":{"echo":{"approval":{}}}}""",
            new StdioGateway.Setup { CountersFailOpen = true, Stores = static services => services.AddSingleton<IApprovalStore, Broken>().AddSingleton<ICounterStore, Broken>() });
        Assert.Equal("(approval store unavailable)", RuleOf((await gateway.CallAsync(1, "echo")).GetProperty("result")));
        Assert.Empty(gateway.Received);
    }

    [Theory]
    [InlineData("echo", "", false)]
    [InlineData("fail", "", false)]
    [InlineData("fail", ""","refund_on_error":true""", true)]
    [InlineData("reject", "", true)]
    [InlineData("broken", "", false)]
    [InlineData("die", "", false)]
    public async Task Limit_IsGivenBackOnlyWhereTheToolDidNotRun(string tool, string more, bool isGivenBack)
    {
        await using var gateway = StdioGateway.Start(Limited(tool, 1, more));
        await gateway.CallAsync(1, tool);
        var second = await gateway.CallAsync(2, tool);
        var isDenied = second.TryGetProperty("result", out var result) && result.TryGetProperty("_meta", out _);
        Assert.Equal(!isGivenBack, isDenied);
        if (isDenied)
        {
            Assert.Equal($"[POLICY DENIED] Limit reached: 1 per month for `c`", result.GetProperty("content")[0].GetProperty("text").GetString());
            Assert.InRange(result.GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision").GetProperty("retryAfterSeconds").GetInt32(), 1, 31 * 24 * 3600);
        }
    }

    [Fact]
    public async Task Retry_WithAnIssuedState_DrawsOnceAndIsGoodOnce()
    {
        await using var gateway = StdioGateway.Start(Limited("ask", 1));
        var asked = (await gateway.CallAsync(1, "ask", """{"a":"é"}""", Modern)).GetProperty("result");
        var state = asked.GetProperty("requestState").GetString();
        string Retry(string s) => $",\"requestState\":\"{s}\",\"inputResponses\":{{}}{Modern}";

        // Other arguments, another tool's, an invented one: new calls, and the limit is full.
        Assert.NotNull(RuleOf((await gateway.CallAsync(2, "ask", """{"a":"e"}""", Retry(state!))).GetProperty("result")));
        Assert.NotNull(RuleOf((await gateway.CallAsync(3, "ask", """{"a":"é"}""", Retry("s99"))).GetProperty("result")));

        var retried = (await gateway.CallAsync(4, "ask", """{"a":"\u00e9"}""", Retry(state!))).GetProperty("result");
        Assert.False(retried.TryGetProperty("isError", out _));
        Assert.NotNull(RuleOf((await gateway.CallAsync(5, "ask", """{"a":"é"}""", Retry(state!))).GetProperty("result")));
        Assert.Equal(2, gateway.Received.Count);
    }

    [Fact]
    public async Task Task_NotBegunByThisGrant_IsNotFollowedUp()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","tools":{"begin":{}}}""");
        const string Follow = """{"jsonrpc":"2.0","id":2,"method":"tasks/get","params":{"taskId":"task-1","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";
        Assert.Equal(-32602, (await gateway.AskAsync(Follow)).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(gateway.Received);
        await gateway.CallAsync(1, "begin", more: Modern);
        Assert.Equal("working", (await gateway.AskAsync(Follow)).GetProperty("result").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Task_WhoseToolIsDeniedNow_IsNotFollowedUp()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","tools":{"begin":{}}}""");
        await gateway.CallAsync(1, "begin", more: Modern);
        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"deny"}""");
        await gateway.Log.WaitForAsync("The policy changed");
        var answer = await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tasks/get","params":{"taskId":"task-1"}}""");
        Assert.Contains("[POLICY DENIED]", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_PassesAndSaysWhatItWouldHaveDone()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","mode":"observe","hide":["secret"],"tools":{"echo":{"deny_if":[{"conditions":[]}],"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}],"approval":{}}}}""");
        for (var id = 1; id <= 2; id++)
        {
            Assert.False((await gateway.CallAsync(id, "echo")).GetProperty("result").TryGetProperty("isError", out _));
        }

        var log = await gateway.DecisionsAsync();
        Assert.All(log, static e => Assert.Equal(DecisionKind.Allow, e.Decision));
        Assert.Equal(["deny /tools/echo/deny_if/0", "pending /tools/echo/approval"], log[0].Would);
        Assert.Contains("deny /tools/echo/limits/0", log[1].Would!);
        Assert.Empty(await gateway.Approvals.ListAsync(pendingOnly: false, CancellationToken.None));
    }

    [Fact]
    public async Task CaseVariant_OfAnArgumentThatARuleReads_IsRefused()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","tools":{"echo":{"deny_if":[{"conditions":[{"path":"args.path","op":"eq","value":"x"}]}]}}}""");
        var answer = await gateway.CallAsync(1, "echo", """{"path":"y","Path":"x"}""");
        Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(gateway.Received);
        Assert.Equal(DecisionKind.Refuse, (await gateway.DecisionsAsync())[^1].Decision);
    }

    [Fact]
    public async Task Declared_KnowsTheSchemaFromTheListThatWasSeen()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"deny","arguments":"declared","tools":{"echo":{}}}""");
        Assert.Equal("/arguments", RuleOf((await gateway.CallAsync(1, "echo", """{"a":1}""")).GetProperty("result")));
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        Assert.False((await gateway.CallAsync(3, "echo", """{"a":1}""")).GetProperty("result").TryGetProperty("isError", out _));
        Assert.Equal("/arguments", RuleOf((await gateway.CallAsync(4, "echo", """{"b":1}""")).GetProperty("result")));
    }

    private static string? RuleOf(JsonElement result) =>
        result.TryGetProperty("_meta", out var meta) ? meta.GetProperty("org.toolrisk-catalog/decision").GetProperty("rule").GetString() : null;
}
