using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

public sealed class StdioToHttpTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task LegacySession_IsKept_AndTakenUpAgainWhenTheUpstreamForgets()
    {
        var live = "first";
        _upstream.Answer = (context, body) =>
        {
            if (context.Request.Method != "POST")
            {
                context.Response.StatusCode = 405;
                return Task.CompletedTask;
            }

            if (body.Contains("\"initialize\"", StringComparison.Ordinal))
            {
                context.Response.Headers["Mcp-Session-Id"] = live;
                return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
            }

            if (context.Request.Headers["Mcp-Session-Id"] != live)
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            }

            if (!body.Contains("\"id\"", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 202;
                return Task.CompletedTask;
            }

            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}"));
        };
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Upstream = _upstream.Address });
        await gateway.AskAsync(Initialize);
        await gateway.SendAsync(Initialized);
        Assert.True((await gateway.CallAsync(1, "echo")).TryGetProperty("result", out _));
        Assert.Equal("2025-11-25", _upstream.Requests.Last(static r => r.Method == "POST").Headers["MCP-Protocol-Version"]);

        live = "second";
        Assert.Contains("forgotten", (await gateway.CallAsync(2, "echo")).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True((await gateway.CallAsync(3, "echo")).TryGetProperty("result", out _));
        Assert.Equal(2, _upstream.Requests.Count(static r => r.Body.Contains("\"initialize\"", StringComparison.Ordinal)));
        Assert.Equal(2, _upstream.Requests.Count(static r => r.Body == Initialized));
    }

    [Fact]
    public async Task StreamThatIsRefusedForNow_IsAskedForAgainLater()
    {
        var clock = new FakeTimeProvider();
        _upstream.Answer = async (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "s";
            if (context.Request.Method == "GET" && _upstream.Requests.Count(static r => r.Method == "GET") > 1)
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            }

            context.Response.StatusCode = context.Request.Method == "GET" ? 429 : body.Contains("\"id\"", StringComparison.Ordinal) ? 200 : 202;
            if (context.Response.StatusCode == 200)
            {
                await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
            }
        };
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Upstream = _upstream.Address, Stores = services => services.AddSingleton<TimeProvider>(clock) });
        await gateway.AskAsync(Initialize);
        await gateway.SendAsync(Initialized);

        var told = gateway.ReceiveAsync();
        using var step = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!told.IsCompleted && await step.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("notifications/tools/list_changed", (await told).GetProperty("method").GetString());
        Assert.Equal(2, _upstream.Requests.Count(static r => r.Method == "GET"));
    }

    [Fact]
    public async Task ModernCall_CarriesTheHeadersThatItsMessageSays()
    {
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(
            body, body.Contains("tools/list", StringComparison.Ordinal) ? """{"tools":[{"name":"größe","inputSchema":{"properties":{"n":{"x-mcp-header":"N"},"s":{"properties":{"t":{"x-mcp-header":"T"}}}}}}]}""" : "{}"));
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Upstream = _upstream.Address });
        const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{""" + Meta + "}}");
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"größe","arguments":{"n":1.50,"s":{"t":" x"}},""" + Meta + "}}");
        var headers = _upstream.Requests.Last().Headers;
        Assert.Equal("2026-07-28", headers["MCP-Protocol-Version"]);
        Assert.Equal("tools/call", headers["Mcp-Method"]);
        Assert.Equal("=?base64?Z3LDtsOfZQ==?=", headers["Mcp-Name"]);
        Assert.Equal("1.50", headers["Mcp-Param-N"]);
        Assert.Equal("=?base64?IHg=?=", headers["Mcp-Param-T"]);
        Assert.DoesNotContain("Mcp-Session-Id", headers.Keys);
    }

    [Fact]
    public async Task Stream_OfOneAnswer_GivesEachMessageItsLine()
    {
        _upstream.Answer = static async (context, body) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"sampling/createMessage\",\"params\":{}}\n\n");
            await context.Response.WriteAsync($"data: {HttpUpstreamDouble.Result(body, "{\ndata: \"a\":\"\u2028\"}")}\n\n");
        };
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Upstream = _upstream.Address });
        await gateway.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":9,"method":"sampling/createMessage","params":{}}""", await gateway.ReceiveLineAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{ "a":"\u2028"}}""", await gateway.ReceiveLineAsync());
    }

    [Fact]
    public async Task AnswerWithoutResponse_IsAnErrorForTheCaller()
    {
        _upstream.Answer = static (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            return context.Response.WriteAsync(": nothing\n\n");
        };
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Upstream = _upstream.Address });
        Assert.Equal(-31001, (await gateway.CallAsync(1, "echo")).GetProperty("error").GetProperty("code").GetInt32());
    }
}
