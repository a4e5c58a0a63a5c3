using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Clients that use an id again as soon as they have its answer.</summary>
public sealed class RepeatedIdTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"TOOL"}}""";

    private readonly TaskCompletionSource _isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = AnswerAsync;
    }

    public async ValueTask DisposeAsync()
    {
        _isOver.TrySetResult();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task OfAStreamThatItsServerKeepsOpen_TheNextRequestIsServed()
    {
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway, "/mcp/s");
        using var first = await gateway.OpenAsync("/mcp/s", Call.Replace("TOOL", "lingers", StringComparison.Ordinal), session);
        using var events = new StreamReader(await first.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        Assert.Equal(7, (await events.NextMessageAsync()).GetProperty("id").GetInt32());

        using var second = await gateway.OpenAsync("/mcp/s", Call.Replace("TOOL", "silent", StringComparison.Ordinal), session);
        Assert.Equal(200, (int)second.StatusCode);

        // The end of the first takes nothing of the second away: its id is taken, and it can be cancelled.
        _isOver.TrySetResult();
        Assert.Equal("", (await events.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        Assert.Equal(-32600, (await gateway.PostToAsync("/mcp/s", Call.Replace("TOOL", "echo", StringComparison.Ordinal), session)).ErrorCode);
        Assert.Equal(202, (await gateway.PostToAsync("/mcp/s", """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""", session)).Status);
        using var cancelled = new StreamReader(await second.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        await cancelled.NextMessageAsync();
        Assert.Contains("cancelled", (await cancelled.NextMessageAsync()).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mcp/s", "echo")]
    [InlineData("/mcp/s", "long")]
    [InlineData("/mcp", "s__echo")]
    public async Task OneAfterTheOther_AllAreServed(string path, string tool)
    {
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway, path);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(200, (await gateway.PostToAsync(path, Call.Replace("TOOL", tool, StringComparison.Ordinal), session)).Status);
        }
    }

    private async Task AnswerAsync(HttpContext context, string body)
    {
        context.Response.Headers["Mcp-Session-Id"] = "u1";
        if (!body.Contains("\"id\"", StringComparison.Ordinal))
        {
            context.Response.StatusCode = context.Request.Method == "GET" ? 405 : 202;
            return;
        }

        if (!body.Contains("lingers", StringComparison.Ordinal) && !body.Contains("silent", StringComparison.Ordinal))
        {
            var result = body.Contains("tools/list", StringComparison.Ordinal) ? $"{{\"tools\":[{McpServerDouble.Tool("echo")}]}}"
                : body.Contains("initialize", StringComparison.Ordinal) ? """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}"""
                : $"{{\"content\":[],\"x\":\"{new string('x', body.Contains("long", StringComparison.Ordinal) ? 100_000 : 1)}\"}}";
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, result));
            return;
        }

        var lingers = body.Contains("lingers", StringComparison.Ordinal);
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {(lingers ? HttpUpstreamDouble.Result(body, "{}") : """{"jsonrpc":"2.0","method":"notifications/message","params":{}}""")}\n\n");
        await context.Response.Body.FlushAsync();
        await (lingers ? _isOver.Task : Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default));
    }

    private static async Task<(string, string)> OpenAsync(HttpGateway gateway, string path) => ("Mcp-Session-Id", (await gateway.PostToAsync(path, Initialize)).Headers["Mcp-Session-Id"]);

    private Task<HttpGateway> StartAsync() => HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", _upstream.Address, [], AggregatePlans.AllowAll)));
}
