using System.Globalization;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>Answers of servers of the legacy era whose stream ends before them, taken up where they stopped: for all servers as one, and for a client on lines.</summary>
public sealed class ResumedAnswerTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"s__long"}}""";

    private readonly List<string> _resumed = [];
    private McpServerDouble _server = null!;

    public async ValueTask InitializeAsync() => _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("long")}]");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task AStreamThatTheServerCloses_IsAskedForAgain_UntilTheAnswerComes()
    {
        // As servers do that poll: an event without data, and the connection is theirs again.
        Serve((context, id) => EventsAsync(context, "id: e1\nretry: 10\ndata:\n\n"), (context, last, id) => last switch
        {
            "e1" => EventsAsync(context, "id: e2\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"half\"}}\n\n"),
            "e2" => EventsAsync(context, $"id: e3\ndata: {Answer(id)}\n\n"),
            _ => Task.CompletedTask,
        });
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        var reply = await client.SendAsync(Call);
        Assert.Equal("whole", Text(reply));
        Assert.Contains("\"half\"", reply.Body, StringComparison.Ordinal);
        Assert.Equal(["e1", "e2"], _resumed);
    }

    [Fact]
    public async Task AStreamThatBreaks_IsTakenUpBehindItsLastEvent()
    {
        Serve(
            async (context, id) =>
            {
                // The server promises more than it sends, and closes the connection.
                context.Response.ContentLength = 100_000;
                await EventsAsync(context, "retry: 10\nid: e1\ndata:\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":");
            },
            (context, _, id) => EventsAsync(context, $"id: e2\ndata: {Answer(id)}\n\n"));
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Equal("whole", Text(await client.SendAsync(Call)));
        Assert.Equal(["e1"], _resumed);
    }

    [Fact]
    public async Task AServerThatHasNothingMoreToSay_IsNotAskedForever()
    {
        Serve((context, _) => EventsAsync(context, "id: e1\nretry: 1\ndata:\n\n"), (context, _, _) => EventsAsync(context, "retry: 1\ndata:\n\n"));
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Contains("without a response", Message(await client.SendAsync(Call)), StringComparison.Ordinal);
        Assert.Equal(5, _resumed.Count);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(404)]
    [InlineData(400)]
    public async Task AServerThatKeepsNoEvents_IsAskedOnce(int status)
    {
        Serve((context, _) => EventsAsync(context, "id: e1\nretry: 1\ndata:\n\n"), (context, _, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Contains("without a response", Message(await client.SendAsync(Call)), StringComparison.Ordinal);
        Assert.Equal(["e1"], _resumed);
    }

    [Fact]
    public async Task AStreamWithoutIds_IsNotAskedForAgain()
    {
        Serve((context, _) => EventsAsync(context, "retry: 1\ndata:\n\n"), (context, _, id) => EventsAsync(context, $"data: {Answer(id)}\n\n"));
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Contains("without a response", Message(await client.SendAsync(Call)), StringComparison.Ordinal);
        Assert.Empty(_resumed);
    }

    [Theory]
    [InlineData("/mcp/s", "long")]
    [InlineData("/mcp", "s__long")]
    public async Task AnEventThatIsTooLong_IsToldToTheCaller_AndNotAskedForAgain(string path, string tool)
    {
        Serve((context, id) => EventsAsync(context, $"id: e1\nretry: 1\ndata:\n\nid: e2\ndata: {Answer(id, new string('x', 300_000))}\n\n"), (_, _, _) => Task.CompletedTask);
        await using var gateway = await StartAsync(maxAnswerBytes: 100_000);
        var session = (await gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""")).Headers["Mcp-Session-Id"];
        var reply = await gateway.PostToAsync(path, Call.Replace("s__long", tool, StringComparison.Ordinal), ("Mcp-Session-Id", session));
        Assert.Equal(-31001, reply.ErrorCode);
        Assert.Contains("an event of more than 100000 bytes", Message(reply), StringComparison.Ordinal);
        Assert.Equal(5, reply.Json.GetProperty("id").GetInt32());
        Assert.Empty(_resumed);
    }

    private void Serve(Func<HttpContext, string, Task> first, Func<HttpContext, string, string, Task> again)
    {
        var id = "";
        _server.Instead = async (context, message) =>
        {
            if (!message.TryGetProperty("method", out var method) || method.GetString() != "tools/call")
            {
                return false;
            }

            id = message.GetProperty("id").GetRawText();
            await first(context, id);
            return true;
        };
        _server.Resumed = async (context, last) =>
        {
            lock (_resumed)
            {
                _resumed.Add(last);
            }

            await again(context, last, id);
        };
    }

    private static async Task EventsAsync(HttpContext context, string events)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(events);
        await context.Response.Body.FlushAsync();
    }

    private static string Answer(string id, string text = "whole") => string.Create(CultureInfo.InvariantCulture, $$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"content":[{"type":"text","text":"{{{text}}}"}]}}""");

    private static string? Text(HttpGateway.Reply reply) => reply.Json.TryGetProperty("result", out var result) ? result.GetProperty("content")[0].GetProperty("text").GetString() : reply.Body;

    private static string Message(HttpGateway.Reply reply) => reply.Json.GetProperty("error").GetProperty("message").GetString()!;

    private Task<HttpGateway> StartAsync(int maxAnswerBytes = 64 * 1024 * 1024) => HttpGateway.StartAsync(folder =>
        AggregatePlans.Of(folder, new AggregatePlan { IsOn = true }, ("s", _server.Address, [], AggregatePlans.AllowAll)) with
        {
            Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = _server.Address, MaxAnswerBytes = maxAnswerBytes }],
        });
}
