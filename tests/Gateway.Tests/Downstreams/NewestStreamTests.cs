using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>A client that opens the stream of its session again, for it lost the one before and nobody else noticed: the newer takes the older one's place.</summary>
public sealed class NewestStreamTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Changed = """{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""";
    private const string Works = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"works","task":{}}}""";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private HttpUpstreamDouble _upstream = null!;
    private int _streams;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("/mcp/s")]
    [InlineData("/mcp")]
    public async Task OfTheGatewaysOwn_TheNewestIsServed_AndTheOlderEnds(string path)
    {
        await using var gateway = await StartAsync(null);
        var session = await OpenAsync(gateway, path);
        using var first = await gateway.ListenAsync(path, session);
        using var second = await gateway.ListenAsync(path, session);
        Assert.Equal((200, 200), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal("", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken));

        using var events = new StreamReader(await second.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        await gateway.PostToAsync(path, Works.Replace("works", path == "/mcp" ? "s__works" : "works", StringComparison.Ordinal), session);
        Assert.StartsWith("notifications/", (await events.NextMessageAsync()).GetProperty("method").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfAnotherSession_NoneEnds()
    {
        await using var gateway = await StartAsync(null);
        var (one, other) = (await OpenAsync(gateway, "/mcp/s"), await OpenAsync(gateway, "/mcp/s"));
        using var first = await gateway.ListenAsync("/mcp/s", one);
        using var second = await gateway.ListenAsync("/mcp/s", other);
        using var events = new StreamReader(await first.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        await gateway.PostToAsync("/mcp/s", Works, one);
        Assert.Equal("notifications/progress", (await events.NextMessageAsync()).GetProperty("method").GetString());
    }

    [Fact]
    public async Task OfAServerThatHasOne_TheOlderEndsThereToo()
    {
        _upstream.Answer = AnswerAsync;
        await using var gateway = await StartAsync(_upstream.Address);
        var session = await OpenAsync(gateway, "/mcp/s");
        using var first = await gateway.ListenAsync("/mcp/s", session);
        using var second = await gateway.ListenAsync("/mcp/s", session);
        Assert.Equal((200, 200), ((int)first.StatusCode, (int)second.StatusCode));
        using var events = new StreamReader(await second.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        Assert.Equal("notifications/tools/list_changed", (await events.NextMessageAsync()).GetProperty("method").GetString());
        // Whole events, and no broken connection.
        var before = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.True(before.Length == 0 || before.EndsWith("\n\n", StringComparison.Ordinal), before);
    }

    [Fact]
    public async Task OfAServerThatRefusesOneAnyway_ItsRefusalIsHandedOn()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "u1";
            context.Response.StatusCode = context.Request.Method == "GET" ? 409 : 200;
            return context.Request.Method == "GET" ? Task.CompletedTask : HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}"));
        };
        await using var gateway = await StartAsync(_upstream.Address);
        using var refused = await gateway.ListenAsync("/mcp/s", await OpenAsync(gateway, "/mcp/s"));
        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Single(_upstream.Requests, static r => r.Method == "GET");
    }

    // As the server of the TypeScript SDK: one stream for each session, and its connection has to be gone before there is another.
    private async Task AnswerAsync(HttpContext context, string body)
    {
        context.Response.Headers["Mcp-Session-Id"] = "u1";
        if (context.Request.Method != "GET")
        {
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}"));
            return;
        }

        if (Interlocked.CompareExchange(ref _streams, 1, 0) != 0)
        {
            context.Response.StatusCode = 409;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {Changed}\n\n");
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        Volatile.Write(ref _streams, 0);
    }

    private static async Task<(string, string)> OpenAsync(HttpGateway gateway, string path) => ("Mcp-Session-Id", (await gateway.PostToAsync(path, Initialize)).Headers["Mcp-Session-Id"]);

    private static Task<HttpGateway> StartAsync(Uri? upstream) => HttpGateway.StartAsync(folder =>
        AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", upstream, upstream is null ? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")] : [], AggregatePlans.AllowAll)));
}
