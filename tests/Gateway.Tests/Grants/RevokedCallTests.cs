using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Grants;

/// <summary>Calls under way whose grant is revoked: the caller is told why it gets no answer, and gets nothing of the one that the server still gives.</summary>
public sealed class RevokedCallTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private readonly TaskCompletionSource _isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isLetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = AnswerAsync;
    }

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("/mcp/s", "silent")]
    [InlineData("/mcp", "s__silent")]
    [InlineData("/mcp/s", "tells")]
    [InlineData("/mcp", "s__tells")]
    public async Task ACallOfAServerBehindAnAddress_EndsWithAnError(string path, string tool)
    {
        await using var gateway = await StartAsync(_upstream.Address);
        var session = await OpenAsync(gateway, path);
        var call = gateway.PostToAsync(path, CallOf(tool), Bearer, ("Mcp-Session-Id", session));
        await _isAsked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await gateway.Grants.TryRevokeAsync("g", CancellationToken.None);

        var reply = await call;
        AssertOver(reply);
        Assert.Equal(tool.Contains("tells", StringComparison.Ordinal), reply.Body.Contains("begun", StringComparison.Ordinal));
        await _isLetGo.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(401, (await gateway.PostToAsync(path, CallOf(tool), Bearer, ("Mcp-Session-Id", session))).Status);
    }

    [Theory]
    [InlineData("/mcp/s", "silent")]
    [InlineData("/mcp", "s__silent")]
    public async Task ACallOfAProcess_EndsWithAnError(string path, string tool)
    {
        await using var gateway = await StartAsync(null);
        var session = await OpenAsync(gateway, path);
        var call = gateway.PostToAsync(path, CallOf(tool), Bearer, ("Mcp-Session-Id", session));
        Assert.True(SpinWait.SpinUntil(() => gateway.Received.Any(static line => line.Contains("silent", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
        await gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        AssertOver(await call);
    }

    [Fact]
    public async Task AStreamThatHasItsAnswer_JustEnds()
    {
        await using var gateway = await StartAsync(_upstream.Address);
        var session = await OpenAsync(gateway, "/mcp/s");
        using var call = await gateway.OpenAsync("/mcp/s", CallOf("lingers"), Bearer, ("Mcp-Session-Id", session));
        using var events = new StreamReader(await call.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        Assert.True((await events.NextMessageAsync()).TryGetProperty("result", out _));
        await gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        Assert.Equal("", (await events.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task ALongAnswerThatHasBegun_IsBrokenOff()
    {
        await using var gateway = await StartAsync(_upstream.Address);
        var session = await OpenAsync(gateway, "/mcp/s");
        using var call = await gateway.OpenAsync("/mcp/s", CallOf("long"), Bearer, ("Mcp-Session-Id", session));
        await gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            using var body = await call.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        });
    }

    [Fact]
    public async Task AMessageThatIsNotYetRead_IsRefused()
    {
        await using var gateway = await StartAsync(_upstream.Address);
        using var caller = new RawCaller(new Uri(gateway.Endpoint, "/mcp/s"), "Authorization: Bearer g\r\n");
        await caller.SendAsync(Encoding.UTF8.GetBytes(CallOf("silent")), int.MaxValue, sent: 10);
        await gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        Assert.Equal(401, await caller.StatusAsync());
        Assert.DoesNotContain(_upstream.Requests, static r => r.Body.Contains("silent", StringComparison.Ordinal));
    }

    private static (string, string) Bearer => ("Authorization", "Bearer g");

    private static string CallOf(string tool) => """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"TOOL"}}""".Replace("TOOL", tool, StringComparison.Ordinal);

    private static void AssertOver(HttpGateway.Reply reply)
    {
        Assert.Equal((200, -31006, 7), (reply.Status, reply.ErrorCode, reply.Json.GetProperty("id").GetInt32()));
        Assert.Contains("The grant is over", reply.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("late", reply.Body, StringComparison.Ordinal);
    }

    private static async Task<string> OpenAsync(HttpGateway gateway, string path) => (await gateway.PostToAsync(path, Initialize, Bearer)).Headers["Mcp-Session-Id"];

    private static async Task<HttpGateway> StartAsync(Uri? upstream)
    {
        var gateway = await HttpGateway.StartAsync(folder =>
            AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", upstream, upstream is null ? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")] : [], AggregatePlans.AllowAll)) with
            {
                Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0"), RequireGrant = true }],
            });
        await gateway.Grants.TryAddAsync(MadeGrants.Of("g", ["*"], "s"), CancellationToken.None);
        return gateway;
    }

    private async Task AnswerAsync(HttpContext context, string body)
    {
        using var message = body.Length > 0 ? JsonDocument.Parse(body) : null;
        if (message?.RootElement.TryGetProperty("id", out _) != true)
        {
            context.Response.StatusCode = context.Request.Method == "GET" ? 405 : 202;
            return;
        }

        if (message.RootElement.GetProperty("method").GetString() != "tools/call")
        {
            context.Response.Headers["Mcp-Session-Id"] = "u1";
            var result = body.Contains("tools/list", StringComparison.Ordinal) ? $"{{\"tools\":[{McpServerDouble.Tool("silent")},{McpServerDouble.Tool("tells")}]}}" : """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}""";
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, result));
            return;
        }

        var answer = HttpUpstreamDouble.Result(body, """{"content":[{"type":"text","text":"late"}]}""");
        context.RequestAborted.Register(() => _isLetGo.TrySetResult());
        if (body.Contains("long", StringComparison.Ordinal))
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{{\"content\":[],\"x\":\"{new string('x', 300_000)}");
            await context.Response.Body.FlushAsync();
        }
        else if (!body.Contains("silent", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(body.Contains("tells", StringComparison.Ordinal)
                ? "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"begun\"}}\n\n"
                : $"data: {answer}\n\n");
            await context.Response.Body.FlushAsync();
        }

        _isAsked.TrySetResult();
        await _isLetGo.Task;
    }
}
