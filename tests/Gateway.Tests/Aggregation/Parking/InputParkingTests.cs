using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>Questions of a server of the legacy era to a client of the modern era: asked by results, answered by retries.</summary>
public sealed class InputParkingTests : IAsyncLifetime
{
    private const string Able = """{"elicitation":{"form":{}},"sampling":{},"roots":{"listChanged":true},"x":{}}""";
    private const string Elicit = """{"method":"elicitation/create","params":{"message":"Who? é","requestedSchema":{"type":"object","properties":{}}}}""";
    private const string Sample = """{"method":"sampling/createMessage","params":{"messages":[],"maxTokens":1}}""";
    private const string AskOnce = $$"""{"ask":[[{{Elicit}}]]}""";
    private const string Once = """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}""";

    private AskingServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AskingServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Question_BecomesInputRequired_AndTheRetryAnswersTheServer_DrawingOnce()
    {
        await using var gateway = await StartAsync(Once);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var asked = await client.CallAsync("ask", AskOnce);
        var result = asked.GetProperty("result");
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        var (key, question) = Only(result);
        Assert.Equal(("elicitation/create", "Who? é"), (question.GetProperty("method").GetString(), question.GetProperty("params").GetProperty("message").GetString()));
        var answer = await client.RetryAsync(asked, "ask", AskOnce, $$$"""{"{{{key}}}":{"action":"accept","content":{"n":"é"} },"other":{}}""");
        Assert.Equal("""{"action":"accept","content":{"n":"é"} }""", ModernClient.TextOf(answer));
        Assert.Equal("complete", answer.GetProperty("result").GetProperty("resultType").GetString());

        // The server heard what this client can, and nothing of its state.
        using var hello = JsonDocument.Parse(_server.Bodies.Single(static b => b.Contains("\"initialize\"", StringComparison.Ordinal)));
        Assert.Equal("""{"roots":{},"sampling":{},"elicitation":{"form":{}}}""", hello.RootElement.GetProperty("params").GetProperty("capabilities").GetRawText());
        Assert.Single(_server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Bodies, static b => b.Contains("requestState", StringComparison.Ordinal));
        Assert.Equal(2, (await gateway.DecisionsAsync()).Count(static e => e.Method == "tools/call" && e.Decision == DecisionKind.Allow));
        Assert.Contains("[POLICY DENIED]", ModernClient.TextOf(await client.CallAsync("ask", AskOnce)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralQuestions_AreAskedUntilEachIsAnswered_AlsoOfPrompts()
    {
        const string Two = $$"""{"ask":[[{{Elicit}},{{Sample}}],[{{Elicit}}]]}""";
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var asked = await client.CallAsync("ask", Two, method: "prompts/get");
        var heard = new List<string>();
        while (asked.GetProperty("result").GetProperty("resultType").GetString() == "input_required" && heard.Count < 10)
        {
            // Only the last of the questions is answered each time.
            var last = asked.GetProperty("result").GetProperty("inputRequests").EnumerateObject().Last();
            heard.Add(last.Value.GetProperty("method").GetString()!);
            asked = await client.RetryAsync(asked, "ask", Two, $$$"""{"{{{last.Name}}}":{"n":{{{heard.Count}}}}}""", "prompts/get");
        }

        Assert.True(heard.Count == 3, string.Join(',', heard));
        Assert.Equal(["elicitation/create", "elicitation/create", "sampling/createMessage"], heard.Order(StringComparer.Ordinal));
        var text = ModernClient.TextOf(asked);
        Assert.Equal(["""{"n":1}""", """{"n":2}""", """{"n":3}"""], text.Split('|').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task State_IsGoodOnce_ForItsGrantAndCallAlone()
    {
        await using var gateway = await StartAsync(AggregatePlans.AllowAll, requireGrant: true);
        var client = new ModernClient(gateway, "/mcp/s", Able, "mine");
        var asked = await client.CallAsync("ask", AskOnce);
        var (key, _) = Only(asked.GetProperty("result"));
        var responses = $$$"""{"{{{key}}}":{"action":"accept"}}""";
        Assert.Equal(-32602, CodeOf(await new ModernClient(gateway, "/mcp/s", Able, "others").RetryAsync(asked, "ask", AskOnce, responses)));
        Assert.Equal(-32602, CodeOf(await client.RetryAsync(asked, "ask", $$"""{"ask":[[{{Sample}}]]}""", responses)));
        Assert.Equal(-32602, CodeOf(await client.RetryAsync(asked, "other", AskOnce, responses)));
        Assert.Equal(-32602, CodeOf(await client.RetryAsync(asked, "ask", AskOnce, $$"""{"{{key}}":"yes"}""")));
        Assert.Equal(-32602, CodeOf(await client.CallAsync("ask", AskOnce, $$""" "requestState":"org.toolrisk-catalog/input/{{new string('A', 64)}}","inputResponses":{{responses}},""")));

        // Two at once: one of them goes on.
        var both = await Task.WhenAll(client.RetryAsync(asked, "ask", AskOnce, responses), client.RetryAsync(asked, "ask", AskOnce, responses));
        Assert.Single(both, static b => b.TryGetProperty("result", out _));
        Assert.Single(both, static b => b.TryGetProperty("error", out var error) && error.GetProperty("code").GetInt32() == -32602);
        Assert.Single(_server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_IsNotAskedWhatItCannotDo_OrWhatThePolicyDenies()
    {
        await using var gateway = await StartAsync("""{"version":"1","default":"allow","server_requests":{"default":"deny","entries":{"elicitation/create":{}}}}""");
        var able = new ModernClient(gateway, "/mcp/s", Able);
        Assert.Equal("error -31013", ModernClient.TextOf(await able.CallAsync("ask", $$"""{"ask":[[{{Sample}}]]}""")));
        Assert.Equal("error -32601", ModernClient.TextOf(await new ModernClient(gateway, "/mcp/s", "{}").CallAsync("ask", AskOnce)));
        var urls = new ModernClient(gateway, "/mcp/s", """{"elicitation":{"url":{}}}""");
        Assert.Equal("error -32601", ModernClient.TextOf(await urls.CallAsync("ask", AskOnce)));
        Assert.Equal(3, _server.Bodies.Count(static b => b.Contains("\"initialize\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Retry_IsDecidedAnew_AndADenialEndsTheCallAtTheServer()
    {
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var asked = await client.CallAsync("ask", AskOnce);
        var (key, _) = Only(asked.GetProperty("result"));
        await File.WriteAllTextAsync(gateway.Folder.File("s.json"), """{"version":"1","default":"allow","hide":["ask"]}""");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!ModernClient.TextOf(await client.CallAsync("ask", "{}")).Contains("[POLICY DENIED]", StringComparison.Ordinal))
        {
            await again.WaitForNextTickAsync(limit.Token);
        }

        Assert.Contains("[POLICY DENIED]", ModernClient.TextOf(await client.RetryAsync(asked, "ask", AskOnce, $$$"""{"{{{key}}}":{"action":"accept"}}""")), StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Bodies, static b => b.Contains("accept", StringComparison.Ordinal));
        Assert.Contains(_server.Bodies, static b => b.Contains("-32603", StringComparison.Ordinal));
        Assert.Contains(_server.Bodies, static b => b.Contains("notifications/cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallsThatWait_AreBounded_AndCallsAtTheSameTimeAreToldApart()
    {
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var calls = await Task.WhenAll(Enumerable.Range(0, ParkedCalls.MostOfGrant + 1).Select(n => client.CallAsync("ask", Numbered(n))));
        Assert.Equal("error -32603", ModernClient.TextOf(Assert.Single(calls, static c => c.GetProperty("result").GetProperty("resultType").GetString() == "complete")));
        var waiting = calls.Select(static (c, n) => (Asked: c, Number: n)).Where(static c => c.Asked.GetProperty("result").GetProperty("resultType").GetString() == "input_required").ToList();
        foreach (var (asked, number) in waiting)
        {
            Assert.Equal($"Who {number}", Only(asked.GetProperty("result")).Question.GetProperty("params").GetProperty("message").GetString());
        }

        var answers = await Task.WhenAll(waiting.Select(w => client.RetryAsync(w.Asked, "ask", Numbered(w.Number), $$$"""{"{{{Only(w.Asked.GetProperty("result")).Key}}}":{"n":{{{w.Number}}}}}""")));
        Assert.Equal(waiting.Select(static w => $$$"""{"n":{{{w.Number}}}}"""), answers.Select(ModernClient.TextOf));
    }

    [Fact]
    public async Task AllServersAsOne_AskInTheSameWay()
    {
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", _server.Address, [], AggregatePlans.AllowAll)));
        var client = new ModernClient(gateway, "/mcp", Able);
        var asked = await client.CallAsync("s__ask", AskOnce);
        var (key, _) = Only(asked.GetProperty("result"));
        Assert.Equal("""{"action":"decline"}""", ModernClient.TextOf(await client.RetryAsync(asked, "s__ask", AskOnce, $$$"""{"{{{key}}}":{"action":"decline"}}""")));
    }

    private static string Numbered(int number) => $$$$"""{"ask":[[{"method":"elicitation/create","params":{"message":"Who {{{{number}}}}","requestedSchema":{}}}]]}""";

    private static (string Key, JsonElement Question) Only(JsonElement result)
    {
        var asked = Assert.Single(result.GetProperty("inputRequests").EnumerateObject());
        return (asked.Name, asked.Value);
    }

    private static int CodeOf(JsonElement answer) => answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;

    private Task<HttpGateway> StartAsync(string policy, bool requireGrant = false, bool lines = false) => HttpGateway.StartAsync(folder =>
    {
        var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("s", _server.Address, [], policy));
        return plan with
        {
            Grants = requireGrant ? [MadeGrants.Of("mine", ["s"], "s"), MadeGrants.Of("others", ["s"], "s")] : [],
            Listeners = [plan.Listeners[0] with { RequireGrant = requireGrant }],
            Upstreams =
            [
                new GatewayOptions
                {
                    ServerId = "s",
                    PolicyFile = folder.File("s.json"),
                    PolicyName = "s",
                    Upstream = lines ? null : _server.Address,
                    Command = lines ? ["/bin/sh", Cases.PathOf("Aggregation/Parking", "lines.sh")] : [],
                    Era = UpstreamEra.Legacy,
                },
            ],
        };
    });
}
