using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Catalog.EndToEnd.Tests.Attacks.Upstreams;

/// <summary>An MCP server of the C# SDK behind Kestrel that writes down what it executes, with arguments as the SDK binds them.</summary>
internal sealed class CSharpUpstream : IAsyncDisposable
{
    private const string SessionHeader = "Mcp-Session-Id";

    private static readonly JsonTypeInfo<JsonRpcMessage> Message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly ConcurrentDictionary<string, Task<StreamableHttpServerTransport>> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly string _journal;
    private readonly WebApplication _app;

    private CSharpUpstream(string journal, int port)
    {
        _journal = journal;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.MapPost("/mcp", PostAsync);
        _app.MapDelete("/mcp", context =>
        {
            context.Response.StatusCode = _sessions.TryRemove(context.Request.Headers[SessionHeader].ToString(), out _) ? 200 : 404;
            return Task.CompletedTask;
        });
    }

    public static async Task<CSharpUpstream> StartAsync(string journal, int port)
    {
        var upstream = new CSharpUpstream(journal, port);
        await upstream._app.StartAsync();
        return upstream;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task PostAsync(HttpContext context)
    {
        JsonRpcMessage? message;
        try
        {
            message = await JsonSerializer.DeserializeAsync(context.Request.Body, Message, context.RequestAborted);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            message = null;
        }

        if (message is null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var id = context.Request.Headers[SessionHeader].ToString();
        var opens = message is JsonRpcRequest { Method: RequestMethods.Initialize };
        if (opens)
        {
            id = Guid.NewGuid().ToString("N");
        }
        else if (id.Length > 0 && !_sessions.ContainsKey(id))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var transport = id.Length == 0 ? Open(null) : await _sessions.GetOrAdd(id, key => Task.FromResult(Open(key)));
        if (opens)
        {
            context.Response.Headers[SessionHeader] = id;
        }

        context.Response.ContentType = "text/event-stream";
        if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
        {
            context.Response.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private StreamableHttpServerTransport Open(string? id)
    {
        var transport = new StreamableHttpServerTransport(NullLoggerFactory.Instance) { SessionId = id, Stateless = id is null };
        var tools = new McpServerPrimitiveCollection<McpServerTool>();
        foreach (var name in (string[])["safe", "danger", "hidden", "guarded", "capped", "asked"])
        {
            tools.Add(McpServerTool.Create(
                (RequestContext<CallToolRequestParams> call, string? by = null, string? path = null, BoundOptions? options = null) => Run(name, call.Server.ClientInfo?.Name, by, path, options),
                new McpServerToolCreateOptions { Name = name }));
        }

        var server = McpServer.Create(
            transport,
            new McpServerOptions { ServerInfo = new Implementation { Name = "recording", Version = "1" }, ToolCollection = tools, Capabilities = new ServerCapabilities { Tools = new ToolsCapability() } },
            NullLoggerFactory.Instance,
            _app.Services);
        _ = server.RunAsync(_end.Token);
        return transport;
    }

    private string Run(string tool, string? client, string? by, string? path, BoundOptions? options)
    {
        var line = JsonSerializer.Serialize(new { tool, arguments = new { by, path, options = new { mode = options?.Mode } }, client });
        lock (_gate)
        {
            File.AppendAllText(_journal, line + "\n");
        }

        return $"ran {tool}";
    }
}
