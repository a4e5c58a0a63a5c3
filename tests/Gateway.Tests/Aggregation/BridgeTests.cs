using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Clients of one era in front of a server of the other, at the server's own address.</summary>
public sealed class BridgeTests : IAsyncLifetime
{
    private const string Meta = """
"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"m","version":"1"}}
""";

    private const string Allow = """{"version":"1","default":"allow","hide":["gone"]}""";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task ModernClient_BeforeALegacyServer_IsServedUnderTheServersOwnNames()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")},{McpServerDouble.Tool("gone")}]");
        await using var gateway = await StartAsync(UpstreamEra.Legacy, server.Address, Allow);
        var found = (await ModernAsync(gateway, "server/discover")).GetProperty("result");
        Assert.Equal("2026-07-28", found.GetProperty("supportedVersions")[0].GetString());
        Assert.Equal(["echo"], AggregateClient.NamesOf(await ModernAsync(gateway, "tools/list")));
        var result = (await ModernAsync(gateway, "tools/call", "\"name\":\"echo\",\"arguments\":{\"a\":1},", "echo")).GetProperty("result");
        Assert.Equal(("complete", "done"), (result.GetProperty("resultType").GetString(), result.GetProperty("content")[0].GetProperty("text").GetString()));
        Assert.True((await ModernAsync(gateway, "tools/call", "\"name\":\"gone\",", "gone")).GetProperty("result").GetProperty("isError").GetBoolean());
        Assert.DoesNotContain(server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal) && b.Contains("gone", StringComparison.Ordinal));

        // A client of the server's own era is served as without a bridge.
        var hello = await gateway.PostToAsync("/mcp/s", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        Assert.Equal("d", hello.Json.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Equal(2, (await gateway.DecisionsAsync()).Count(static e => e.Method == "tools/call"));
    }

    [Fact]
    public async Task LegacyClient_BeforeAModernServer_IsAskedForInput_AndTheCallIsDecidedAgain()
    {
        _upstream.Answer = ModernServerAsync;
        await using var gateway = await StartAsync(UpstreamEra.Modern, _upstream.Address, """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}""");
        var (session, hello) = await OpenAsync(gateway, """{"elicitation":{},"sampling":{}}""");
        Assert.Equal("2025-11-25", hello.GetProperty("protocolVersion").GetString());

        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var call = await CallAsync(http, gateway, session);
        using var reader = new StreamReader(await call.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var asked = await reader.NextMessageAsync();
        Assert.Equal(("elicitation/create", "Who?"), (asked.GetProperty("method").GetString(), asked.GetProperty("params").GetProperty("message").GetString()));
        await SayAsync(gateway, session, $$$"""{"jsonrpc":"2.0","id":{{{asked.GetProperty("id").GetRawText()}}},"result":{"action":"accept","content":{"name":"é"} } }""");
        var answer = await reader.NextMessageAsync();
        Assert.Equal((7, "done"), (answer.GetProperty("id").GetInt32(), answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()));

        var calls = _upstream.Requests.Where(static r => r.Body.Contains("tools/call", StringComparison.Ordinal)).Select(static r => JsonDocument.Parse(r.Body).RootElement.GetProperty("params")).ToList();
        Assert.True(calls.Count == 2, string.Join('\n', calls));
        Assert.True(calls[1].TryGetProperty("requestState", out _), string.Join('\n', calls));
        Assert.True(calls[0].TryGetProperty("_meta", out var told) && told.TryGetProperty("io.modelcontextprotocol/clientCapabilities", out _), calls[0].GetRawText());
        Assert.Equal(["elicitation", "sampling"], calls[0].GetProperty("_meta").GetProperty("io.modelcontextprotocol/clientCapabilities").EnumerateObject().Select(static c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("s1", "accept"), (calls[1].GetProperty("requestState").GetString(), calls[1].GetProperty("inputResponses").GetProperty("who").GetProperty("action").GetString()));
        // Both were decided, and the call drew once.
        Assert.Equal(2, (await gateway.DecisionsAsync()).Count(static e => e.Method == "tools/call" && e.Decision == Catalog.Core.Decisions.DecisionKind.Allow));
    }

    [Fact]
    public async Task LegacyClient_IsAskedToOpenAPage_UnderAnIdOfTheGateways_AndToldWhenItIsDoneWith()
    {
        var asks = 0;
        _upstream.Answer = (context, body) => body.Contains("tools/call", StringComparison.Ordinal) && Interlocked.Increment(ref asks) < 3
            ? HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"resultType":"input_required","inputRequests":{"in":{"method":"elicitation/create","params":{"mode":"url","url":"https://login.example.com/","message":"Sign in"}}},"requestState":"s1"}"""))
            : ModernServerAsync(context, body);
        await using var gateway = await StartAsync(UpstreamEra.Modern, _upstream.Address, Allow);
        var (session, _) = await OpenAsync(gateway, """{"elicitation":{"url":{}}}""");
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var call = await CallAsync(http, gateway, session);
        using var reader = new StreamReader(await call.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var pages = new List<string?>();
        for (var round = 0; round < 2; round++)
        {
            var asked = await reader.NextMessageAsync();
            var parameters = asked.GetProperty("params");
            Assert.Equal(("url", "https://login.example.com/"), (parameters.GetProperty("mode").GetString(), parameters.GetProperty("url").GetString()));
            pages.Add(parameters.GetProperty("elicitationId").GetString());
            await SayAsync(gateway, session, $$$"""{"jsonrpc":"2.0","id":{{{asked.GetProperty("id").GetRawText()}}},"result":{"action":"accept"} }""");
        }

        // Asked again it is the same page, which was not done with before.
        Assert.Matches("^page-[0-9a-f]{32}$", Assert.Single(pages.Distinct()));
        var told = await reader.NextMessageAsync();
        Assert.Equal(("notifications/elicitation/complete", pages[0]), (told.GetProperty("method").GetString(), told.GetProperty("params").GetProperty("elicitationId").GetString()));
        Assert.Equal("done", (await reader.NextMessageAsync()).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task LegacyClient_ThatCannotBeAsked_OrRefuses_HearsWhy()
    {
        _upstream.Answer = ModernServerAsync;
        await using var gateway = await StartAsync(UpstreamEra.Modern, _upstream.Address, Allow);
        var (unable, _) = await OpenAsync(gateway, "{}");
        Assert.Contains("which this client has no capability for", (await SayAsync(gateway, unable, Call)).Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);

        var (able, _) = await OpenAsync(gateway, """{"elicitation":{}}""");
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var call = await CallAsync(http, gateway, able);
        using var reader = new StreamReader(await call.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var asked = await reader.NextMessageAsync();
        await SayAsync(gateway, able, $$$"""{"jsonrpc":"2.0","id":{{{asked.GetProperty("id").GetRawText()}}},"error":{"code":-1,"message":"no"}}""");
        Assert.Contains("did not answer", (await reader.NextMessageAsync()).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LegacyClient_IsNotAskedWhatThePolicyDenies_NorAskedForever()
    {
        _upstream.Answer = ModernServerAsync;
        await using var gateway = await StartAsync(UpstreamEra.Modern, _upstream.Address, """{"version":"1","default":"allow","server_requests":{"default":"deny"}}""");
        var (session, _) = await OpenAsync(gateway, """{"elicitation":{}}""");
        Assert.True((await SayAsync(gateway, session, Call)).Json.GetProperty("result").GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task LegacyClient_SubscribesAtAModernServer()
    {
        _upstream.Answer = ModernServerAsync;
        await using var gateway = await StartAsync(UpstreamEra.Modern, _upstream.Address, """{"version":"1","default":"allow","resources":{"default":"deny","entries":{"a:*":{}}}}""");
        var (session, _) = await OpenAsync(gateway, "{}");
        var subscribed = (await SayAsync(gateway, session, """{"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"a:1"}}""")).Body;
        Assert.True(subscribed == """{"jsonrpc":"2.0","id":1,"result":{}}""", subscribed + string.Join('\n', _upstream.Requests.Select(static r => r.Body)));
        Assert.Equal(-31013, (await SayAsync(gateway, session, """{"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"b:1"}}""")).ErrorCode);
        Assert.True(SpinWait.SpinUntil(() => _upstream.Requests.Any(static r => r.Body.Contains("\"resourceSubscriptions\":[\"a:1\"]", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(_upstream.Requests, static r => r.Body.Contains("resources/subscribe", StringComparison.Ordinal) || r.Body.Contains("b:1", StringComparison.Ordinal));
    }

    private const string Call = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"ask"}}""";

    private static async Task ModernServerAsync(HttpContext context, string body)
    {
        if (context.Request.Method != "POST" || !body.Contains("\"id\"", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 202;
            return;
        }

        using var message = JsonDocument.Parse(body);
        var method = message.RootElement.GetProperty("method").GetString();
        await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, method switch
        {
            "server/discover" => """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{},"resources":{"subscribe":true}},"ttlMs":0,"cacheScope":"private"}""",
            "tools/call" when body.Contains("inputResponses", StringComparison.Ordinal) => """{"resultType":"complete","content":[{"type":"text","text":"done"}]}""",
            "tools/call" => """{"resultType":"input_required","inputRequests":{"who":{"method":"elicitation/create","params":{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}}},"requestState":"s1"}""",
            "resources/list" => """{"resultType":"complete","resources":[{"uri":"a:1","name":"a"},{"uri":"b:1","name":"b"}],"ttlMs":0,"cacheScope":"private"}""",
            "resources/templates/list" => """{"resultType":"complete","resourceTemplates":[],"ttlMs":0,"cacheScope":"private"}""",
            _ => """{"resultType":"complete"}""",
        }));
    }

    private static Task<HttpGateway> StartAsync(UpstreamEra era, Uri address, string policy) => HttpGateway.StartAsync(folder =>
    {
        var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("s", address, [], policy));
        return plan with
        {
            Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = address, Era = era }],
        };
    });

    private static async Task<JsonElement> ModernAsync(HttpGateway gateway, string method, string parameters = "", string? name = null)
    {
        var reply = await gateway.PostToAsync(
            "/mcp/s",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + parameters + Meta + "}}",
            [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), .. name is null ? Array.Empty<(string, string)>() : [("Mcp-Name", name)]]);
        Assert.True(reply.Status == 200, reply.Body);
        return reply.Json;
    }

    private static async Task<(string Session, JsonElement Hello)> OpenAsync(HttpGateway gateway, string capabilities)
    {
        var hello = await gateway.PostToAsync("/mcp/s", "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":" + capabilities + ",\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
        Assert.True(hello.Status == 200, hello.Body);
        return (hello.Headers["Mcp-Session-Id"], hello.Json.GetProperty("result"));
    }

    private static Task<HttpGateway.Reply> SayAsync(HttpGateway gateway, string session, string message) => gateway.PostToAsync("/mcp/s", message, ("Mcp-Session-Id", session));

    private static async Task<HttpResponseMessage> CallAsync(HttpMessageInvoker http, HttpGateway gateway, string session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Endpoint, "/mcp/s")) { Content = new StringContent(Call, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
        return await http.SendAsync(request, CancellationToken.None);
    }
}
