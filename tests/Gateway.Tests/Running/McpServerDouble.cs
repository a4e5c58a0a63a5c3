using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A server of the legacy era behind HTTP, with a session, as small as a client's talk needs; each method's result can be changed.</summary>
internal sealed class McpServerDouble : IAsyncDisposable
{
    private readonly HttpUpstreamDouble _http;

    private McpServerDouble(HttpUpstreamDouble http) => _http = http;

    public Uri Address => _http.Address;

    /// <summary>The bodies that it was sent, in order.</summary>
    public IReadOnlyList<string> Bodies => [.. _http.Requests.Where(static r => r.Method == "POST").Select(static r => r.Body)];

    /// <summary>Method to result; the request's id is put in by the double.</summary>
    public ConcurrentDictionary<string, string> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it holds a stream of its own open, on which it says nothing.</summary>
    public bool Speaks { get; set; }

    /// <summary>Answers instead of the table where it is there and returns true.</summary>
    public Func<HttpContext, JsonElement, Task<bool>>? Instead { get; set; }

    /// <summary>Answers who takes up a stream behind an event; where it is not there, as any other who asks for a stream.</summary>
    public Func<HttpContext, string, Task>? Resumed { get; set; }

    public static async Task<McpServerDouble> StartAsync(string tools, string capabilities = """{"tools":{"listChanged":true}}""", int port = 0)
    {
        var server = new McpServerDouble(await HttpUpstreamDouble.StartAsync(port));
        server.Results["initialize"] = $$$"""{"protocolVersion":"2025-11-25","capabilities":{{{capabilities}}},"serverInfo":{"name":"d","version":"1"}}""";
        server.Results["tools/list"] = $$"""{"tools":{{tools}}}""";
        server.Results["tools/call"] = """{"content":[{"type":"text","text":"done"}]}""";
        server._http.Answer = server.AnswerAsync;
        return server;
    }

    /// <summary>A tool of a list.</summary>
    public static string Tool(string name) => """{"name":"NAME","inputSchema":{"type":"object","properties":{"a":{"type":"number"}}},"x-vendor":1.50}""".Replace("NAME", name, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string body)
    {
        if (Resumed is not null && context.Request.Headers["Last-Event-ID"] is [{ } last])
        {
            await Resumed(context, last);
            return;
        }

        if (context.Request.Method != "POST")
        {
            context.Response.StatusCode = context.Request.Method == "GET" && !Speaks ? 405 : 200;
            if (context.Request.Method == "GET" && Speaks)
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            return;
        }

        using var message = JsonDocument.Parse(body);
        if (Instead is not null && await Instead(context, message.RootElement))
        {
            return;
        }

        if (!message.RootElement.TryGetProperty("id", out var id) || !message.RootElement.TryGetProperty("method", out var method))
        {
            context.Response.StatusCode = 202;
            return;
        }

        if (method.GetString() == "initialize")
        {
            context.Response.Headers["Mcp-Session-Id"] = "of-the-double";
        }

        await HttpUpstreamDouble.JsonAsync(
            context,
            Results.TryGetValue(method.GetString()!, out var result)
                ? $$"""{"jsonrpc":"2.0","id":{{id.GetRawText()}},"result":{{result}}}"""
                : $$$"""{"jsonrpc":"2.0","id":{{{id.GetRawText()}}},"error":{"code":-32601,"message":"no such method"}}""");
    }
}
