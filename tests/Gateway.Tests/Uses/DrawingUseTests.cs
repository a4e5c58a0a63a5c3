using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>Resources and prompts that draw on limits and wait for a person.</summary>
public sealed class DrawingUseTests : IAsyncLifetime
{
    private const string Policy = """
        {"version":"1","default":"deny",
         "resources":{"default":"deny","entries":{"db://main/*":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}},
         "prompts":{"default":"deny","entries":{"greet":{"approval":{"message":"Really"},"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}}}
        """;

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task Reading_DrawsOnATotal_AndTellingOfItDoesNot()
    {
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Upstream = _upstream.Address });
        Assert.True((await SayAsync(gateway, 1, "resources/subscribe", """{"uri":"db://main/1"}""")).TryGetProperty("result", out _));
        Assert.True((await SayAsync(gateway, 2, "resources/read", """{"uri":"db://main/1"}""")).TryGetProperty("result", out _));
        Assert.True((await SayAsync(gateway, 3, "resources/subscribe", """{"uri":"db://main/2"}""")).TryGetProperty("result", out _));
        var error = (await SayAsync(gateway, 4, "resources/read", """{"uri":"db://main/2"}""")).GetProperty("error");
        var decision = error.GetProperty("data").GetProperty("org.toolrisk-catalog/decision");
        Assert.Equal((-31013, "deny", "/resources/entries/db:~1~1main~1*/limits/0"), (error.GetProperty("code").GetInt32(), decision.GetProperty("decision").GetString(), decision.GetProperty("rule").GetString()));
        Assert.True(decision.GetProperty("retryAfterSeconds").GetInt32() > 0);
        Assert.Single(_upstream.Requests, static r => r.Body.Contains("resources/read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prompt_WaitsForAPerson_AndPassesOnce()
    {
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Upstream = _upstream.Address });
        var error = (await SayAsync(gateway, 1, "prompts/get", """{"name":"greet","arguments":{"who":"a"}}""")).GetProperty("error");
        var decision = error.GetProperty("data").GetProperty("org.toolrisk-catalog/decision");
        Assert.Equal((-31013, "pending"), (error.GetProperty("code").GetInt32(), decision.GetProperty("decision").GetString()));
        Assert.StartsWith("[APPROVAL REQUIRED] Really.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var waiting = Assert.Single(await gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));
        Assert.Equal((decision.GetProperty("approval").GetString(), "prompts/get greet"), (waiting.Id, waiting.Request.Tool));
        Assert.Empty(_upstream.Requests);

        await gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        // Another one is not what was approved.
        Assert.True((await SayAsync(gateway, 2, "prompts/get", """{"name":"greet","arguments":{"who":"b"}}""")).TryGetProperty("error", out _));
        Assert.True((await SayAsync(gateway, 3, "prompts/get", """{"name":"greet","arguments":{"who":"a"}}""")).TryGetProperty("result", out _));
        Assert.True((await SayAsync(gateway, 4, "prompts/get", """{"name":"greet","arguments":{"who":"a"}}""")).TryGetProperty("error", out _));
        Assert.Single(_upstream.Requests, static r => r.Body.Contains("prompts/get", StringComparison.Ordinal));
        Assert.Contains(await gateway.DecisionsAsync(), e => e is { Decision: DecisionKind.Allow, DecidedBy: ["ann"] } && e.Approval == waiting.Id);
    }

    private static Task<JsonElement> SayAsync(StdioGateway gateway, int id, string method, string parameters) =>
        gateway.AskAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
}
