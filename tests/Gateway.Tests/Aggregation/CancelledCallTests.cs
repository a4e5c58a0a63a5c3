using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Calls that a client of the legacy era cancels while a server of the modern one waits for what the client is asked.</summary>
public sealed class CancelledCallTests : IAsyncLifetime
{
    private const string Wish = """{"resultType":"input_required","inputRequests":{"who":{"method":"elicitation/create","params":{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}}},"requestState":"s1"}""";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = AnswerAsync;
    }

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task ACallThatIsCancelledWhileItsClientIsAsked_EndsAtOnce_AndTheQuestionIsTakenBack()
    {
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway);
        using var call = await gateway.OpenAsync("/mcp/s", Call(7), ("Mcp-Session-Id", session));
        using var reader = new StreamReader(await call.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var asked = (await reader.NextMessageAsync()).GetProperty("id").GetRawText();
        Assert.Equal(202, (await SayAsync(gateway, session, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7,"reason":"enough"}}""")).Status);

        var withdrawn = await reader.NextMessageAsync();
        Assert.Equal(("notifications/cancelled", asked), (withdrawn.GetProperty("method").GetString(), withdrawn.GetProperty("params").GetProperty("requestId").GetRawText()));
        var end = await reader.NextMessageAsync();
        Assert.Equal((7, "The request was cancelled"), (end.GetProperty("id").GetInt32(), end.GetProperty("error").GetProperty("message").GetString()));

        // An answer that comes too late reaches nobody, and the id is free again.
        Assert.Equal(202, (await SayAsync(gateway, session, $$$"""{"jsonrpc":"2.0","id":{{{asked}}},"result":{"action":"accept","content":{} } }""")).Status);
        using var again = await gateway.OpenAsync("/mcp/s", Call(7), ("Mcp-Session-Id", session));
        using var next = new StreamReader(await again.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Equal("elicitation/create", (await next.NextMessageAsync()).GetProperty("method").GetString());
        Assert.DoesNotContain(_upstream.Requests, static r => r.Body.Contains("inputResponses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CancellingAnotherRequest_LeavesTheQuestionStanding()
    {
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway);
        var stranger = await OpenAsync(gateway);
        using var call = await gateway.OpenAsync("/mcp/s", Call(7), ("Mcp-Session-Id", session));
        using var reader = new StreamReader(await call.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var asked = (await reader.NextMessageAsync()).GetProperty("id").GetRawText();
        await SayAsync(gateway, session, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"7"}}""");
        await SayAsync(gateway, session, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":8}}""");
        await SayAsync(gateway, stranger, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""");

        await SayAsync(gateway, session, $$$"""{"jsonrpc":"2.0","id":{{{asked}}},"result":{"action":"accept","content":{} } }""");
        Assert.Equal("done", (await reader.NextMessageAsync()).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    private static string Call(int id) => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"ask"}}""";

    private static async Task AnswerAsync(HttpContext context, string body)
    {
        if (context.Request.Method != "POST" || !body.Contains("\"id\"", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 202;
            return;
        }

        using var message = JsonDocument.Parse(body);
        await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, message.RootElement.GetProperty("method").GetString() switch
        {
            "server/discover" => """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private"}""",
            "tools/call" when body.Contains("inputResponses", StringComparison.Ordinal) => """{"resultType":"complete","content":[{"type":"text","text":"done"}]}""",
            "tools/call" => Wish,
            _ => """{"resultType":"complete"}""",
        }));
    }

    private Task<HttpGateway> StartAsync() => HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("s", _upstream.Address, [], AggregatePlans.AllowAll)) with
    {
        Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = _upstream.Address, Era = UpstreamEra.Modern }],
    });

    private static async Task<string> OpenAsync(HttpGateway gateway)
    {
        var hello = await gateway.PostToAsync("/mcp/s", """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"t","version":"1"}}}""");
        Assert.True(hello.Status == 200, hello.Body);
        return hello.Headers["Mcp-Session-Id"];
    }

    private static Task<HttpGateway.Reply> SayAsync(HttpGateway gateway, string session, string message) => gateway.PostToAsync("/mcp/s", message, ("Mcp-Session-Id", session));
}
