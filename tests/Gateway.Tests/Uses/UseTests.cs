using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>Resources, prompts and completions are decided before anything of them reaches the server.</summary>
public sealed class UseTests : IAsyncLifetime
{
    private const string Policy = """
        {"version":"1","default":"deny",
         "resources":{"default":"deny","entries":{"file:///srv/docs/*":{},"db://main/*":{"deny_if":[{"conditions":[{"path":"args.uri","op":"contains","value":"users"}]}]}}},
         "prompts":{"default":"deny","entries":{"greet":{},"review":{"require":[{"conditions":[{"path":"args.lang","op":"in","value":["c","go"]}]}]}}}}
        """;

    private static readonly IReadOnlyList<UseCase> All = Cases.Read<UseCase>("Uses", "uses.json");

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task Use_OfACase_IsDecidedAsWritten()
    {
        foreach (var policy in All.GroupBy(static c => c.Policy?.GetRawText() ?? Policy))
        {
            await using var gateway = StdioGateway.Start(policy.Key, new StdioGateway.Setup { Upstream = _upstream.Address });
            var id = 0;
            foreach (var one in policy)
            {
                _upstream.Requests.Clear();
                var answer = await gateway.AskAsync($$"""{"jsonrpc":"2.0","id":{{++id}},"method":"{{one.Method}}","params":{{one.Params.GetRawText()}}}""");
                var code = answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : (int?)null;
                Assert.True(one.Code == code, $"{one.Note}: {answer}");
                Assert.True(_upstream.Requests.IsEmpty == one.Code is not null, $"{one.Note}: what was denied reached the server, or what was allowed did not");
                var written = (await gateway.DecisionsAsync())[^1];
                Assert.True((one.Method, one.Rule) == (written.Method, written.Rule), $"{one.Note}: {written.Rule}");
                if (one.Code == -31013)
                {
                    var decision = error.GetProperty("data").GetProperty("org.toolrisk-catalog/decision");
                    Assert.Equal(("deny", one.Rule), (decision.GetProperty("decision").GetString(), decision.GetProperty("rule").GetString()));
                    Assert.StartsWith("demo@sha256:", decision.GetProperty("policy").GetString(), StringComparison.Ordinal);
                    Assert.StartsWith("[POLICY DENIED] ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
                }
            }
        }
    }

    [Theory]
    [InlineData("resources/read", """{"uri":"file:///srv/docs/a"}""")]
    [InlineData("resources/subscribe", """{"uri":"file:///srv/docs/a"}""")]
    [InlineData("prompts/get", """{"name":"greet"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"greet"}}""")]
    [InlineData("subscriptions/listen", """{"notifications":{"resourceSubscriptions":["file:///srv/docs/a"]}}""")]
    public async Task Use_WithoutADecision_IsRefused(string method, string parameters)
    {
        var request = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";
        foreach (var change in (Action<IServiceCollection>[])[static s => s.RemoveAll<IExchangeStep>(), static s => s.Replace(ServiceDescriptor.Singleton<IDecisionPoint, ThrowingDecisions>())])
        {
            await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Upstream = _upstream.Address, Change = change });
            Assert.Equal(-31003, (await gateway.AskAsync(request)).GetProperty("error").GetProperty("code").GetInt32());
        }

        await using var unrecorded = StdioGateway.Start(Policy, new StdioGateway.Setup { Upstream = _upstream.Address, Stores = static s => s.AddSingleton<IDecisionLog, Broken>() });
        Assert.Equal(-31002, (await unrecorded.AskAsync(request)).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(_upstream.Requests);
    }

    [Theory]
    [InlineData("resources/read")]
    [InlineData("resources/subscribe")]
    [InlineData("prompts/get")]
    [InlineData("completion/complete")]
    [InlineData("subscriptions/listen")]
    [InlineData("tasks/result")]
    [InlineData("tasks/list")]
    public async Task Use_WithoutAnId_IsNoNotificationThatPasses(string method)
    {
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Upstream = _upstream.Address });
        await gateway.SendAsync($$$"""{"jsonrpc":"2.0","method":"{{{method}}}","params":{"uri":"file:///etc/passwd","name":"other","taskId":"t"}}""");
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        Assert.Contains("\"ping\"", Assert.Single(_upstream.Requests).Body, StringComparison.Ordinal);
        Assert.Contains(await gateway.DecisionsAsync(), e => e.Method == method && e.Decision == DecisionKind.Refuse);
    }

    [Fact]
    public async Task Retry_OfAPromptOrAResource_IsDecidedAgain_AndTakesUpNothingElse()
    {
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(
            context,
            HttpUpstreamDouble.Result(body, body.Contains("requestState", StringComparison.Ordinal) ? """{"resultType":"complete"}""" : """{"resultType":"input_required","inputRequests":{},"requestState":"s"}"""));
        await using var gateway = StdioGateway.Start(Policy.Replace("\"default\":\"deny\",\n", "\"default\":\"allow\",\n", StringComparison.Ordinal), new StdioGateway.Setup { Upstream = _upstream.Address });
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"greet"}}""");

        // A state of one request does not go with another, whichever it is.
        foreach (var other in (string[])["""tools/call","params":{"name":"greet",""", """resources/read","params":{"uri":"file:///srv/docs/a",""", """prompts/get","params":{"name":"review","arguments":{"lang":"go"},"""])
        {
            var answer = await gateway.AskAsync("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"" + other + "\"requestState\":\"s\",\"inputResponses\":{}}}");
            Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
            Assert.Equal("(foreign state)", (await gateway.DecisionsAsync())[^1].Rule);
        }

        Assert.Single(_upstream.Requests);
        Assert.True((await gateway.AskAsync("""{"jsonrpc":"2.0","id":3,"method":"prompts/get","params":{"name":"greet","requestState":"s","inputResponses":{}}}""")).TryGetProperty("result", out _));

        await File.WriteAllTextAsync(gateway.PolicyFile, """{"version":"1","default":"allow","prompts":{"default":"deny"}}""");
        await gateway.Log.WaitForAsync("The policy changed");
        Assert.Equal(-31013, (await gateway.AskAsync("""{"jsonrpc":"2.0","id":4,"method":"prompts/get","params":{"name":"greet","requestState":"s","inputResponses":{}}}""")).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Tasks_AreListedToTheSessionThatBeganThem_WhileTheirToolIsAllowed()
    {
        var next = 0;
        _upstream.Answer = (context, body) =>
        {
            if (body.Contains("\"initialize\"", StringComparison.Ordinal))
            {
                context.Response.Headers["Mcp-Session-Id"] = $"s{++next}";
            }

            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, body switch
            {
                _ when body.Contains("tools/call", StringComparison.Ordinal) => $$$"""{"task":{"taskId":"t-{{{++next}}}","status":"working"}}""",
                _ when body.Contains("tasks/list", StringComparison.Ordinal) => """{"tasks":[{"taskId":"t-3"},{"taskId":"t-4"},{"taskId":"t-9"}]}""",
                _ => "{}",
            }));
        };
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"deny","tools":{"slow":{}}}""", _upstream.Address);
        async Task<string> OpenAsync() => (await gateway.PostAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}""")).Headers["Mcp-Session-Id"];
        async Task<HttpGateway.Reply> SayAsync(string session, string method, string parameters) =>
            await gateway.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""", ("Mcp-Session-Id", session));
        var (mine, other) = (await OpenAsync(), await OpenAsync());
        await SayAsync(mine, "tools/call", """{"name":"slow","task":{"ttl":1000}}""");
        await SayAsync(other, "tools/call", """{"name":"slow","task":{"ttl":1000}}""");

        static IEnumerable<string?> Ids(JsonElement answer) => answer.GetProperty("result").GetProperty("tasks").EnumerateArray().Select(static t => t.GetProperty("taskId").GetString());
        Assert.Equal(["t-3"], Ids((await SayAsync(mine, "tasks/list", "{}")).Json));
        Assert.Equal(["t-4"], Ids((await SayAsync(other, "tasks/list", "{}")).Json));
        foreach (var method in (string[])["tasks/get", "tasks/result", "tasks/cancel"])
        {
            Assert.True((await SayAsync(mine, method, """{"taskId":"t-3"}""")).Json.TryGetProperty("result", out _));
            Assert.Equal(-32602, (await SayAsync(other, method, """{"taskId":"t-3"}""")).ErrorCode);
        }
    }
}
