using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Requests that a client of the legacy era cancels, and that its server then never answers: neither stream nor seat stays taken.</summary>
public sealed class CancelledRequestTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"silent"}}""";
    private const string Cancel = """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""";

    private readonly TaskCompletionSource _isLetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = async (context, body) =>
        {
            if (body.Contains("\"silent\"", StringComparison.Ordinal))
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"begun\"}}\n\n");
                await context.Response.Body.FlushAsync();
                context.RequestAborted.Register(_isLetGo.SetResult);
                await _isLetGo.Task;
                return;
            }

            context.Response.Headers["Mcp-Session-Id"] = "u1";
            context.Response.StatusCode = body.Contains("\"id\"", StringComparison.Ordinal) ? 200 : 202;
            if (context.Response.StatusCode == 200)
            {
                await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}"""));
            }
        };
    }

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("/mcp/s", "silent")]
    [InlineData("/mcp", "s__silent")]
    public async Task AStreamThatIsCancelled_Ends_AtItsServerToo(string path, string tool)
    {
        await using var gateway = await StartAsync(_upstream.Address);
        var session = await OpenAsync(gateway, path);
        var call = Call.Replace("silent", tool, StringComparison.Ordinal);
        using var open = await gateway.OpenAsync(path, call, ("Mcp-Session-Id", session));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        Assert.Equal("notifications/message", (await reader.NextMessageAsync()).GetProperty("method").GetString());
        Assert.Equal(-31008, (await gateway.PostToAsync(path, call.Replace("7", "8", StringComparison.Ordinal), ("Mcp-Session-Id", session))).ErrorCode);

        Assert.Equal(202, (await gateway.PostToAsync(path, Cancel, ("Mcp-Session-Id", session))).Status);
        var end = await reader.NextMessageAsync();
        Assert.Equal((7, "The request was cancelled"), (end.GetProperty("id").GetInt32(), end.GetProperty("error").GetProperty("message").GetString()));
        await _isLetGo.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(_upstream.Requests, static r => r.Body.Contains("notifications/cancelled", StringComparison.Ordinal) && r.Headers["Mcp-Session-Id"] == "u1");
        Assert.Equal("", (await reader.ReadToEndAsync()).Trim());

        // The seat and the id are free.
        Assert.Equal(200, (await gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":7,"method":"ping"}""", ("Mcp-Session-Id", session))).Status);
    }

    [Fact]
    public async Task ACallOfAProcess_ThatIsCancelled_Ends()
    {
        await using var gateway = await StartAsync(null);
        var session = await OpenAsync(gateway, "/mcp/s");
        var call = gateway.PostToAsync("/mcp/s", Call, ("Mcp-Session-Id", session));
        Assert.True(SpinWait.SpinUntil(() => gateway.Received.Any(static line => line.Contains("silent", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
        Assert.Equal(202, (await gateway.PostToAsync("/mcp/s", Cancel, ("Mcp-Session-Id", session))).Status);
        Assert.Equal("The request was cancelled", (await call).Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/s", """{"jsonrpc":"2.0","id":7,"method":"ping"}""", ("Mcp-Session-Id", session))).Status);
        Assert.Contains(gateway.Received, static line => line.Contains("notifications/cancelled", StringComparison.Ordinal));
    }

    private static Task<HttpGateway> StartAsync(Uri? upstream) => HttpGateway.StartAsync(folder =>
        AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", upstream, upstream is null ? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")] : [], AggregatePlans.AllowAll)) with
        {
            ConcurrentCalls = 1,
        });

    private static async Task<string> OpenAsync(HttpGateway gateway, string path) => (await gateway.PostToAsync(path, Initialize)).Headers["Mcp-Session-Id"];
}
