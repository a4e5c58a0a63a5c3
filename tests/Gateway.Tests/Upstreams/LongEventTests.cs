using System.Collections.Concurrent;
using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>Events that are longer than `limits.answer` on streams on which servers speak unasked: they are left out, and what comes behind them is not.</summary>
public sealed class LongEventTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private readonly ConcurrentQueue<string> _asked = new();
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task OnTheClientsOwnStream_ItIsLeftOut_AndItsIdIsTold()
    {
        Serve(_ => Note(1, "short") + Note(2, new string('x', 300_000)) + Note(3, "behind"));
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway, "/mcp/s");
        var said = (await gateway.GetAsync("/mcp/s", session)).Body;
        Assert.Equal(Note(1, "short") + "id: 2\ndata:\n\n" + Note(3, "behind"), said);
        Assert.Equal(200, (await gateway.GetAsync("/mcp/s", session, ("Last-Event-ID", "2"))).Status);
    }

    [Fact]
    public async Task AnAnswerThatIsTakenUpAgain_IsAnError()
    {
        Serve(last => last.Length == 0 ? Note(1, "short") : $"id: 2\ndata: {{\"result\":{{\"x\":\"{new string('x', 300_000)}\"}},\"jsonrpc\":\"2.0\",\"id\":5}}\n\n");
        await using var gateway = await StartAsync();
        var session = await OpenAsync(gateway, "/mcp/s");
        await gateway.GetAsync("/mcp/s", session);
        var reply = await gateway.GetAsync("/mcp/s", session, ("Last-Event-ID", "1"));
        Assert.StartsWith("id: 2\ndata: {", reply.Body, StringComparison.Ordinal);
        Assert.Equal((-31001, 5), (reply.ErrorCode, reply.Json.GetProperty("id").GetInt32()));
        Assert.Contains("more than 100000 bytes", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnTheGatewaysStream_ItIsNotAskedForAgain()
    {
        // A server that replays what it kept, and ends the stream behind it.
        Serve(last => "retry: 10\n\n" + (last is "" or "1" ? Note(2, new string('x', 300_000)) : last == "2" ? Note(3, "behind") : ""));
        using var log = new KeptLog();
        await using var gateway = await StartAsync(log);
        var session = await OpenAsync(gateway, "/mcp");
        await gateway.PostToAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", session);
        using var stream = await gateway.ListenAsync("/mcp", session);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        Assert.Equal("behind", (await events.NextMessageAsync()).GetProperty("params").GetProperty("data").GetString());
        Assert.Equal(["", "2"], _asked.Take(2));
        await log.WaitForAsync("sent an event of more than 100000 bytes");
    }

    private static string Note(int id, string text) => $"id: {id}\ndata: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{{\"level\":\"info\",\"data\":\"{text}\"}}}}\n\n";

    private static async Task<(string, string)> OpenAsync(HttpGateway gateway, string path) => ("Mcp-Session-Id", (await gateway.PostToAsync(path, Initialize)).Headers["Mcp-Session-Id"]);

    private static Task<HttpGateway> StartAsync(Uri upstream, KeptLog? log) => HttpGateway.StartAsync(
        folder => AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", upstream, [], AggregatePlans.AllowAll)) with
        {
            Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = upstream, MaxAnswerBytes = 100_000 }],
        },
        log);

    private Task<HttpGateway> StartAsync(KeptLog? log = null) => StartAsync(_upstream.Address, log);

    private void Serve(Func<string, string> stream) => _upstream.Answer = async (context, body) =>
    {
        context.Response.Headers["Mcp-Session-Id"] = "u1";
        if (context.Request.Method == "GET")
        {
            var last = context.Request.Headers["Last-Event-ID"].ToString();
            _asked.Enqueue(last);
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(stream(last));
        }
        else if (body.Contains("\"id\"", StringComparison.Ordinal))
        {
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, body.Contains("tools/list", StringComparison.Ordinal) ? """{"tools":[]}""" : """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}"""));
        }
        else
        {
            context.Response.StatusCode = 202;
        }
    };
}
