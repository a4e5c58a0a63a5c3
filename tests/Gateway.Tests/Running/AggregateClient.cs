using System.Text.Json;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A client of all servers, in one session of the legacy era.</summary>
internal sealed class AggregateClient(HttpGateway gateway, string session, (string Name, string Value)[] headers)
{
    private const string Initialize = """{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"roots":{"listChanged":true}},"clientInfo":{"name":"t","version":"1"}}}""";
    private int _last;

    public string Session { get; } = session;

    public static async Task<AggregateClient> OpenAsync(HttpGateway gateway, params (string Name, string Value)[] headers)
    {
        var hello = await gateway.PostToAsync("/mcp", Initialize, headers);
        Assert.True(hello.Status == 200, hello.Body);
        return new AggregateClient(gateway, hello.Headers["Mcp-Session-Id"], headers) { Hello = hello.Json.GetProperty("result") };
    }

    /// <summary>The result of the handshake.</summary>
    public JsonElement Hello { get; private init; }

    public async Task<JsonElement> AskAsync(string method, string parameters = "{}") =>
        (await SendAsync($$"""{"jsonrpc":"2.0","id":{{++_last}},"method":"{{method}}","params":{{parameters}}}""")).Json;

    public Task<HttpGateway.Reply> SendAsync(string message) => gateway.PostToAsync("/mcp", message, [("Mcp-Session-Id", Session), .. headers]);

    public async Task<IReadOnlyList<string>> ToolsAsync() => NamesOf(await AskAsync("tools/list"));

    public static IReadOnlyList<string> NamesOf(JsonElement answer) => [.. answer.GetProperty("result").GetProperty("tools").EnumerateArray().Select(static t => t.GetProperty("name").GetString()!)];
}
