using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A server of either era that says something unasked: on its common stream in the legacy era, on subscriptions in the modern one.</summary>
internal sealed class TellingServer : IAsyncDisposable
{
    private readonly HttpUpstreamDouble _http;
    private readonly bool _isModern;
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _isHeard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TellingServer(HttpUpstreamDouble http, bool isModern) => (_http, _isModern) = (http, isModern);

    public Uri Address => _http.Address;

    /// <summary>Done once somebody listens.</summary>
    public Task IsHeard => _isHeard.Task;

    public IReadOnlyList<string> Bodies => [.. _http.Requests.Select(static r => r.Body)];

    /// <summary>For how many milliseconds it says that its lists are good.</summary>
    public int TtlMs { get; set; } = 60_000;

    public static async Task<TellingServer> StartAsync(bool isModern)
    {
        var server = new TellingServer(await HttpUpstreamDouble.StartAsync(), isModern);
        server._http.Answer = server.AnswerAsync;
        return server;
    }

    /// <summary>Says it; <c>ID</c> stands for the subscription.</summary>
    public void Tell(string message) => _told.Writer.TryWrite(message);

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string body)
    {
        if (body.Length == 0)
        {
            context.Response.StatusCode = _isModern || context.Request.Method != "GET" ? 405 : 200;
            await (context.Response.StatusCode == 200 ? TellAllAsync(context, "") : Task.CompletedTask);
            return;
        }

        using var message = JsonDocument.Parse(body);
        var method = message.RootElement.TryGetProperty("method", out var named) ? named.GetString() : null;
        if (!message.RootElement.TryGetProperty("id", out var id) || method is null)
        {
            context.Response.StatusCode = 202;
            return;
        }

        if (method == "subscriptions/listen")
        {
            await TellAllAsync(context, id.GetRawText());
            return;
        }

        const string Offer = """{"tools":{"listChanged":true},"resources":{"subscribe":true}}""";
        context.Response.Headers["Mcp-Session-Id"] = _isModern ? default : "told";
        await HttpUpstreamDouble.JsonAsync(context, (_isModern, method) switch
        {
            (false, "initialize") => HttpUpstreamDouble.Result(body, $$$"""{"protocolVersion":"2025-11-25","capabilities":{{{Offer}}},"serverInfo":{"name":"t","version":"1"}}"""),
            (true, "server/discover") => HttpUpstreamDouble.Result(body, $$$"""{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{{{Offer}}},"ttlMs":0,"cacheScope":"public"}"""),
            (_, "tools/list") => HttpUpstreamDouble.Result(body, $$"""{"resultType":"complete","tools":[{{McpServerDouble.Tool("t")}}],"ttlMs":{{TtlMs}},"cacheScope":"public"}"""),
            (_, "resources/list") => HttpUpstreamDouble.Result(body, $$"""{"resultType":"complete","resources":[{"uri":"{{(_isModern ? "m" : "l")}}:1","name":"r"}],"ttlMs":0,"cacheScope":"public"}"""),
            (_, "resources/templates/list") => HttpUpstreamDouble.Result(body, """{"resultType":"complete","resourceTemplates":[],"ttlMs":0,"cacheScope":"public"}"""),
            (_, "tools/call") => HttpUpstreamDouble.Result(body, """{"task":{"taskId":"task-1","status":"working"}}"""),
            (_, "resources/subscribe" or "resources/unsubscribe") => HttpUpstreamDouble.Result(body, "{}"),
            _ => $$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"error":{"code":-32601,"message":"no such method"}}""",
        });
    }

    private async Task TellAllAsync(HttpContext context, string id)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        _isHeard.TrySetResult();
        await foreach (var message in _told.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync($"data: {message.Replace("ID", id, StringComparison.Ordinal)}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
