using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>What servers say on their own, and how the answers find back: questions, progress, cancellation, subscriptions.</summary>
public sealed class AggregateTalkTests : IAsyncLifetime
{
    private const string Meta = """
"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"m","version":"1"},"own":1}
""";

    private McpServerDouble _a = null!;
    private McpServerDouble _b = null!;

    public async ValueTask InitializeAsync()
    {
        const string Capabilities = """{"tools":{},"resources":{"subscribe":true},"prompts":{},"completions":{},"logging":{}}""";
        _a = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("ask")}]", Capabilities);
        _b = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("ask")}]", Capabilities);
        foreach (var server in (McpServerDouble[])[_a, _b])
        {
            var name = server == _a ? "a" : "b";
            server.Results["resources/list"] = $$"""{"resources":[{"uri":"{{name}}://1","name":"one"},{"uri":"both://1","name":"{{name}}"}]}""";
            server.Results["resources/templates/list"] = """{"resourceTemplates":[{"uriTemplate":"SELF://t/{id}","name":"t"}]}""".Replace("SELF", name, StringComparison.Ordinal);
            server.Results["resources/read"] = """{"contents":[{"uri":"SELF://1","text":"SELF"}]}""".Replace("SELF", name, StringComparison.Ordinal);
            server.Results["prompts/list"] = """{"prompts":[{"name":"p"}]}""";
            server.Results["prompts/get"] = """{"messages":[]}""";
            server.Results["completion/complete"] = """{"completion":{"values":["SELF"]}}""".Replace("SELF", name, StringComparison.Ordinal);
            server.Results["resources/subscribe"] = "{}";
            server.Results["logging/setLevel"] = "{}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task Questions_OfTwoServersWithOneId_AreToldApart_AndAnsweredToTheRightOne()
    {
        _a.Instead = (context, message) => AskAsync(context, message, _a);
        _b.Instead = (context, message) => AskAsync(context, message, _b);
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var (toA, toB) = (await CallAsync(http, gateway, client, "a__ask", 1), await CallAsync(http, gateway, client, "b__ask", 2));

        // Both servers asked with the id 7.
        var (askedByA, askedByB) = (await toA.NextMessageAsync(), await toB.NextMessageAsync());
        Assert.NotEqual(askedByA.GetProperty("id").GetRawText(), askedByB.GetProperty("id").GetRawText());
        await client.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{askedByB.GetProperty("id").GetRawText()}}},"result":{"for":"b"}}""");
        await client.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{askedByA.GetProperty("id").GetRawText()}}},"result":{"for":"a"}}""");
        // Answered already, and never asked: both go nowhere.
        Assert.Equal(202, (await client.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{askedByA.GetProperty("id").GetRawText()}}},"result":{"for":"again"}}""")).Status);
        Assert.Equal(202, (await client.SendAsync("""{"jsonrpc":"2.0","id":"g9","result":{"for":"nobody"}}""")).Status);

        Assert.Equal(1, (await toA.NextMessageAsync()).GetProperty("id").GetInt32());
        Assert.Equal(2, (await toB.NextMessageAsync()).GetProperty("id").GetInt32());
        Assert.Single(_a.Bodies, static b => b == """{"jsonrpc":"2.0","id":7,"result":{"for":"a"}}""");
        Assert.Single(_b.Bodies, static b => b == """{"jsonrpc":"2.0","id":7,"result":{"for":"b"}}""");
        Assert.DoesNotContain(_a.Bodies.Concat(_b.Bodies), static b => b.Contains("again", StringComparison.Ordinal) || b.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_ComesBackWithTheClientsToken()
    {
        _a.Instead = async (context, message) =>
        {
            if (!IsCall(message))
            {
                return false;
            }

            context.Response.ContentType = "text/event-stream";
            var token = message.GetProperty("params").GetProperty("_meta").GetProperty("progressToken").GetRawText();
            await EventAsync(context, $$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":1}}""");
            await EventAsync(context, """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":999,"progress":2}}""");
            await EventAsync(context, $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"result":{"content":[]}}""");
            return true;
        };
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var reply = await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a__ask","_meta":{"progressToken":"mine"}}}""");

        Assert.Contains("""{"progressToken":"mine","progress":1}""", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("999", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_a.Bodies, static b => b.Contains("mine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_NamesTheRequestAsItsServerKnowsIt()
    {
        var called = new TaskCompletionSource();
        _a.Instead = async (context, message) =>
        {
            if (IsCall(message))
            {
                called.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            return false;
        };
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        var call = client.SendAsync("""{"jsonrpc":"2.0","id":"long","method":"tools/call","params":{"name":"a__ask"}}""");
        await called.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"long"}}""");

        Assert.Equal(-31001, (await call).ErrorCode);
        var cancelled = Assert.Single(_a.Bodies, static b => b.Contains("notifications/cancelled", StringComparison.Ordinal));
        Assert.DoesNotContain("long", cancelled, StringComparison.Ordinal);
        Assert.DoesNotContain(_b.Bodies, static b => b.Contains("cancelled", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a://1", "a")]
    [InlineData("b://t/5", "b")]
    [InlineData("both://1", "a")]
    public async Task Resources_AreReadFromTheirServer(string uri, string server)
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var read = await client.AskAsync("resources/read", JsonSerializer.Serialize(new { uri }));

        Assert.Equal(server, read.GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString());
        Assert.Equal(-32602, (await client.AskAsync("resources/read", """{"uri":"c://1"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(3, (await client.AskAsync("resources/list")).GetProperty("result").GetProperty("resources").GetArrayLength());
    }

    [Fact]
    public async Task PromptsCompletionsAndLevels_FindTheirServers()
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        Assert.Equal(["a__p", "b__p"], (await client.AskAsync("prompts/list")).GetProperty("result").GetProperty("prompts").EnumerateArray().Select(static p => p.GetProperty("name").GetString()!));
        await client.AskAsync("prompts/get", """{"name":"b__p"}""");
        var completed = await client.AskAsync("completion/complete", """{"ref":{"type":"ref/prompt","name":"b__p"},"argument":{"name":"x","value":""}}""");
        var ofTemplate = await client.AskAsync("completion/complete", """{"ref":{"type":"ref/resource","uri":"a://t/{id}"},"argument":{"name":"id","value":""}}""");
        await client.AskAsync("logging/setLevel", """{"level":"warning"}""");

        Assert.Contains(_b.Bodies, static b => b.Contains("""prompts/get","params":{"name":"p"}""", StringComparison.Ordinal));
        Assert.Equal("b", completed.GetProperty("result").GetProperty("completion").GetProperty("values")[0].GetString());
        Assert.Equal("a", ofTemplate.GetProperty("result").GetProperty("completion").GetProperty("values")[0].GetString());
        Assert.All((McpServerDouble[])[_a, _b], static s => Assert.Contains(s.Bodies, static b => b.Contains("""{"level":"warning"}""", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ModernClient_IsServedByLegacyServers()
    {
        await using var gateway = await StartAsync();
        var discovered = await ModernAsync(gateway, "server/discover", null, Meta);
        Assert.Equal("2026-07-28", discovered.Json.GetProperty("result").GetProperty("supportedVersions")[0].GetString());

        var list = await ModernAsync(gateway, "tools/list", null, Meta);
        Assert.Equal(["a__ask", "b__ask"], AggregateClient.NamesOf(list.Json));
        Assert.Equal("private", list.Json.GetProperty("result").GetProperty("cacheScope").GetString());

        var call = await ModernAsync(gateway, "tools/call", "b__ask", $"\"name\":\"b__ask\",{Meta}");
        Assert.Equal(("complete", "done"), (call.Json.GetProperty("result").GetProperty("resultType").GetString(), call.Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()));
        // A server of the legacy era hears nothing of the modern one, and everything else.
        Assert.Contains(_b.Bodies, static b => b.EndsWith("""{"name":"ask","_meta":{"own":1}}}""", StringComparison.Ordinal));

        var read = await ModernAsync(gateway, "resources/read", "a://1", $"\"uri\":\"a://1\",{Meta}");
        Assert.Equal("private", read.Json.GetProperty("result").GetProperty("cacheScope").GetString());
    }

    [Fact]
    public async Task ModernClient_WithHeadersThatDisagree_IsRefused_AndNothingIsForwarded()
    {
        await using var gateway = await StartAsync();
        Assert.Equal((400, -32020), Seen(await ModernAsync(gateway, "tools/call", "a__ask", $"\"name\":\"b__ask\",{Meta}")));
        Assert.Equal((400, -32022), Seen(await ModernAsync(gateway, "tools/list", null, Meta.Replace("2026-07-28", "2027-01-01", StringComparison.Ordinal), "2027-01-01")));
        Assert.DoesNotContain(_a.Bodies.Concat(_b.Bodies), static b => b.Contains("tools/call", StringComparison.Ordinal));

        static (int, int) Seen(HttpGateway.Reply reply) => (reply.Status, reply.ErrorCode);
    }

    private static bool IsCall(JsonElement message) => message.TryGetProperty("method", out var method) && method.GetString() == "tools/call";

    /// <summary>A call asks the client something with the id 7, and is answered once the client answered.</summary>
    private static async Task<bool> AskAsync(HttpContext context, JsonElement message, McpServerDouble server)
    {
        if (!IsCall(message))
        {
            return false;
        }

        context.Response.ContentType = "text/event-stream";
        await EventAsync(context, """{"jsonrpc":"2.0","id":7,"method":"roots/list"}""");
        while (!server.Bodies.Any(static b => b.Contains("\"id\":7,\"result\"", StringComparison.Ordinal)))
        {
            await Task.Yield();
            context.RequestAborted.ThrowIfCancellationRequested();
        }

        await EventAsync(context, $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"result":{"content":[]}}""");
        return true;
    }

    private static async Task EventAsync(HttpContext context, string message)
    {
        await context.Response.WriteAsync($"data: {message}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task<StreamReader> CallAsync(HttpMessageInvoker http, HttpGateway gateway, AggregateClient client, string tool, int id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway.Endpoint);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("Mcp-Session-Id", client.Session);
        request.Content = new StringContent($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}"}}""", Encoding.UTF8, "application/json");
        var response = await http.SendAsync(request, CancellationToken.None);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static Task<HttpGateway.Reply> ModernAsync(HttpGateway gateway, string method, string? name, string parameters, string version = "2026-07-28") => gateway.PostToAsync(
        "/mcp",
        $$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{{{{parameters}}}}}""",
        [("MCP-Protocol-Version", version), ("Mcp-Method", method), .. name is null ? Array.Empty<(string, string)>() : [("Mcp-Name", name)]]);

    private Task<HttpGateway> StartAsync() => HttpGateway.StartAsync(folder => AggregatePlans.Of(
        folder, new AggregatePlan { Patience = TimeSpan.FromSeconds(20) }, ("a", _a.Address, [], AggregatePlans.AllowAll), ("b", _b.Address, [], AggregatePlans.AllowAll)));
}
