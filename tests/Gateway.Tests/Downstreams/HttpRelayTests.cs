using System.Text;
using System.Text.Json;
using Catalog.Core.Grants;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

public sealed class HttpRelayTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task Message_AndAnswer_TravelByteForByte()
    {
        const string Odd = "{ \"params\":{\"arguments\":{\"n\":1.0,\"s\":\"\\u0041\\/é<>\"},\n\"name\":\"echo\"},\"method\":\"tools/call\",\"jsonrpc\":\"2.0\",\"id\":7 }\n";
        const string Back = "{\"x\":1e2, \"id\":7,\"result\":{\"content\":[ ],\"q\":\"\\u00e9\"},\"jsonrpc\":\"2.0\"}\n";
        _upstream.Answer = static (context, _) => HttpUpstreamDouble.JsonAsync(context, Back);
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        Assert.Equal(Back, (await gateway.PostAsync(Odd)).Body);
        Assert.Equal(Odd, Assert.Single(_upstream.Requests).Body);
    }

    [Fact]
    public async Task Stream_PassesWholeAndUnchanged_ButForAHiddenTool()
    {
        const string Events = ": hi\n\nid: 1\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}\r\n\r\nevent: message\nid: 2\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"a\"},\ndata: {\"name\":\"b\"}]}}\n\n";
        _upstream.Answer = static (context, _) => StreamAsync(context, Events);
        await using (var open = await HttpGateway.StartAsync(AllowAll, _upstream.Address))
        {
            Assert.Equal(Events, (await open.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).Body);
        }

        await using var hiding = await HttpGateway.StartAsync("""{"version":"1","default":"allow","hide":["b"]}""", _upstream.Address);
        Assert.Equal(
            Events[..Events.IndexOf("event: message", StringComparison.Ordinal)] + "event: message\nid: 2\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"a\"}]}}\n\n",
            (await hiding.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).Body);
    }

    [Fact]
    public async Task Stream_TakenUpAgain_DoesNotShowAHiddenTool()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "upstream-session";
            return body.Length > 0
                ? StreamAsync(context, $"id: 2\ndata: {HttpUpstreamDouble.Result(body, "{}")}\n\n")
                : StreamAsync(context, "id: 3\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"b\"}]}}\n\n");
        };
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"allow","hide":["b"]}""", _upstream.Address);
        var session = (await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")).Headers["Mcp-Session-Id"];
        var reply = await gateway.GetAsync("/mcp", ("Last-Event-ID", "2"), ("Mcp-Session-Id", session), ("Accept", "text/event-stream"));
        Assert.DoesNotContain("\"b\"", reply.Body, StringComparison.Ordinal);
        Assert.Equal("2", _upstream.Requests.Last().Headers["Last-Event-ID"]);
        Assert.Equal(200, (await gateway.GetAsync("/mcp", ("Last-Event-ID", "3"), ("Mcp-Session-Id", session), ("Accept", "text/event-stream"))).Status);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("3", true)]
    [InlineData("", true)]
    [InlineData("2", false)]
    public async Task Stream_AfterAnEventThatTheSessionWasNotSent_IsNotAskedFor(string after, bool inSession)
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "upstream-session";
            return StreamAsync(context, $"id: 2\ndata: {HttpUpstreamDouble.Result(body, "{}")}\n\n");
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        var session = (await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")).Headers["Mcp-Session-Id"];
        (string, string)[] headers = [("Last-Event-ID", after), ("Accept", "text/event-stream"), .. inSession ? [("Mcp-Session-Id", session)] : Array.Empty<(string, string)>()];
        Assert.Equal(400, (await gateway.GetAsync("/mcp", headers)).Status);
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task Session_IsTheGatewaysOwn_AndNobodyElses()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "upstream-session";
            return context.Request.Method == "POST" ? HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}")) : Task.CompletedTask;
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        await gateway.Grants.TryAddAsync(
            new Grant
            {
                Id = "other",
                Label = "other",
                TokenHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("t"u8)),
                Servers = ["*"],
                Policy = "demo",
                CreatedAt = TimeProvider.System.GetUtcNow(),
            },
            CancellationToken.None);
        var session = (await gateway.PostAsync(Initialize)).Headers["Mcp-Session-Id"];
        Assert.NotEqual("upstream-session", session);
        Assert.Equal(200, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session))).Status);
        Assert.Equal("upstream-session", _upstream.Requests.Last().Headers["Mcp-Session-Id"]);
        Assert.Equal(session, (await gateway.DecisionsAsync())[^1].Session);

        Assert.Equal(404, (await gateway.PostAsync(Call, ("Mcp-Session-Id", "upstream-session"))).Status);
        Assert.Equal(404, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session), ("Authorization", "Bearer t"))).Status);
        Assert.Equal(404, (await gateway.GetAsync("/mcp", ("Mcp-Session-Id", session), ("Authorization", "Bearer t"))).Status);
        Assert.Equal(404, (await gateway.DeleteAsync(("Mcp-Session-Id", session), ("Authorization", "Bearer t"))).Status);
        Assert.Equal(2, _upstream.Requests.Count);

        Assert.Equal(200, (await gateway.DeleteAsync(("Mcp-Session-Id", session))).Status);
        Assert.Equal(404, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session))).Status);
    }

    [Fact]
    public async Task Sessions_BeyondTheHoursAllowance_AreRefused()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, sessionsPerHour: 2);
        Assert.Equal(200, (await gateway.PostAsync(Initialize)).Status);
        Assert.Equal(200, (await gateway.PostAsync(Initialize)).Status);
        var third = await gateway.PostAsync(Initialize);
        Assert.Equal(429, third.Status);
        Assert.True(int.Parse(third.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(2, _upstream.Requests.Count);
    }

    [Fact]
    public async Task Upstream_Unreachable_IsAnErrorThatDrawsNothing()
    {
        const string OneAMonth = """{"version":"1","default":"deny","tools":{"echo":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}}""";
        await using var gateway = await HttpGateway.StartAsync(OneAMonth, new Uri("http://127.0.0.1:9/mcp"));
        for (var i = 0; i < 3; i++)
        {
            var reply = await gateway.PostAsync(Call);
            Assert.Equal((200, -31001), (reply.Status, reply.ErrorCode));
            Assert.Contains("cannot be reached", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false, "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\ndata: {\"jsonr")]
    [InlineData(true, "{\"jsonrpc\":\"2.0\",\"id\":1,\"res")]
    public async Task Upstream_DiesInMidAnswer_IsAnErrorForTheCaller(bool isJson, string begun)
    {
        _upstream.Answer = async (context, _) =>
        {
            context.Response.ContentType = isJson ? "application/json" : "text/event-stream";
            context.Response.ContentLength = isJson ? 1000 : null;
            await context.Response.WriteAsync(begun);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        var reply = await gateway.PostAsync(Call);
        Assert.Equal((200, -31001), (reply.Status, reply.ErrorCode));
        Assert.Equal(1, reply.Json.GetProperty("id").GetInt32());
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}"));
        Assert.True((await gateway.PostAsync(Call)).Json.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task ToProcess_LegacySession_HasAProcessOfItsOwn()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null);
        var session = (await gateway.PostAsync(Initialize)).Headers["Mcp-Session-Id"];
        Assert.Equal(202, (await gateway.PostAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", ("Mcp-Session-Id", session))).Status);
        var reply = await gateway.PostAsync("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\r\n\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"s\":\"\u2028\"}}}", ("Mcp-Session-Id", session));
        Assert.Equal("a", reply.Json.GetProperty("id").GetString());
        Assert.Equal("{\"jsonrpc\":\"2.0\",\"id\":\"a\",  \"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"s\":\"\\u2028\"}}}", gateway.Received[^1]);
        Assert.Equal(-31001, (await gateway.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"die"}}""", ("Mcp-Session-Id", session))).ErrorCode);
        Assert.Equal(200, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session))).Status);
        Assert.Equal(400, (await gateway.PostAsync(Call)).Status);
        Assert.Equal(200, (await gateway.DeleteAsync(("Mcp-Session-Id", session))).Status);
        Assert.Equal(404, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session))).Status);
    }

    [Theory]
    [InlineData("2025-06-18", 200)]
    [InlineData("2024-11-05", 200)]
    [InlineData("1.0", 400)]
    [InlineData("2025-11-26", 400)]
    public async Task ToProcess_VersionThatNobodySpeaks_IsRefused(string version, int status)
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null);
        var session = (await gateway.PostAsync(Initialize)).Headers["Mcp-Session-Id"];
        Assert.Equal(status, (await gateway.PostAsync(Call, ("Mcp-Session-Id", session), ("MCP-Protocol-Version", version))).Status);
        Assert.Equal(status == 200 ? 2 : 1, gateway.Received.Count);
    }

    [Fact]
    public async Task ToProcess_TaskGoesOn_UnderTheTokenOfTheCallThatBeganIt()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null);
        var session = (await gateway.PostAsync(Initialize)).Headers["Mcp-Session-Id"];
        var begun = await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"works","task":{},"_meta":{"progressToken":"mine"}}}""", ("Mcp-Session-Id", session));
        Assert.Equal("task-1", begun.Json.GetProperty("result").GetProperty("task").GetProperty("taskId").GetString());
        using var open = await gateway.ListenAsync("/mcp", ("Mcp-Session-Id", session));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"mine","progress":2}}""", (await reader.NextMessageAsync()).GetRawText());
        // Nor is anything else lost that the server says right after the answer.
        Assert.Equal("notifications/tools/list_changed", (await reader.NextMessageAsync()).GetProperty("method").GetString());
    }

    [Fact]
    public async Task ToProcess_ModernCallsWithTheSameId_DoNotMeet()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null);
        (string, string)[] headers = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "echo")];
        static string Body(int n) => """{"jsonrpc":"2.0","id":"same","method":"tools/call","params":{"name":"echo","arguments":{"n":N},"_meta":{"progressToken":"same","io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"""
            .Replace("N}", $"{n}}}", StringComparison.Ordinal);
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => gateway.PostAsync(Body(n), headers)));
        Assert.All(replies, static reply => Assert.Equal("same", reply.Json.GetProperty("id").GetString()));
        Assert.Equal(20, gateway.Received.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("same", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ToProcess_ModernNoticeOfCancelling_IsForTheCallerOfThatId()
    {
        const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
        await using var gateway = await HttpGateway.StartAsync(AllowAll, upstream: null);
        Task<HttpGateway.Reply> CallAsync(int id) => gateway.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"silent","arguments":{"of":{{{id}}}},{{{Meta}}}}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "silent"));
        async Task<int> CancelAsync(int id) => (await gateway.PostAsync(
            $$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "notifications/cancelled"))).Status;
        var waiting = Task.WhenAll(CallAsync(41), CallAsync(42), CallAsync(43), CallAsync(43));
        Assert.True(SpinWait.SpinUntil(() => gateway.Received.Count == 4, TimeSpan.FromSeconds(60)));

        // 1 is the gateway's own id of one of these calls, and 43 that of two.
        Assert.All(new[] { await CancelAsync(1), await CancelAsync(43), await CancelAsync(42) }, static status => Assert.Equal(202, status));
        Assert.True(SpinWait.SpinUntil(() => gateway.Received.Count == 5, TimeSpan.FromSeconds(60)));
        using var call = JsonDocument.Parse(gateway.Received.Single(static line => line.Contains("\"of\":42", StringComparison.Ordinal)));
        using var notice = JsonDocument.Parse(gateway.Received[4]);
        Assert.Equal(call.RootElement.GetProperty("id").GetRawText(), notice.RootElement.GetProperty("params").GetProperty("requestId").GetRawText());
        Assert.False(waiting.IsCompleted);
    }

    private static async Task StreamAsync(HttpContext context, string events)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in Encoding.UTF8.GetBytes(events).Chunk(11))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    }
}
