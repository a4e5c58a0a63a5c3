using System.Text.Json;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>A client of the modern era that can be asked what its capabilities say.</summary>
internal sealed class ModernClient(HttpGateway gateway, string path, string capabilities, string? token = null)
{
    private int _last;

    /// <summary>Calls a tool, or makes another request of a name.</summary>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">An object.</param>
    /// <param name="more">Further members of the parameters, each with a comma behind it.</param>
    /// <param name="method">The method.</param>
    /// <returns>The whole message.</returns>
    public async Task<JsonElement> CallAsync(string name, string arguments, string more = "", string method = "tools/call")
    {
        var (id, body, headers) = Request(name, arguments, more, method);
        var reply = await gateway.PostToAsync(path, body, headers);
        Assert.True(reply.Body.Length > 0, reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(id, reply.Json.GetProperty("id").GetInt32());
        return reply.Json;
    }

    /// <summary>Calls a tool that tells its progress before it answers: it is at its server when this returns.</summary>
    public async Task<BegunCall> BeginAsync(string name, string arguments)
    {
        var (_, body, headers) = Request(name, arguments, "", "tools/call");
        var call = new BegunCall(await gateway.OpenAsync(path, body, headers));
        Assert.Equal("notifications/progress", (await call.NextAsync()).GetProperty("method").GetString());
        return call;
    }

    /// <summary>Makes a request again, with the state of the result that asked for input.</summary>
    public Task<JsonElement> RetryAsync(JsonElement asked, string name, string arguments, string responses, string method = "tools/call") =>
        CallAsync(name, arguments, $$""" "requestState":{{asked.GetProperty("result").GetProperty("requestState").GetRawText()}},"inputResponses":{{responses}},""", method);

    /// <summary>The text of a call's result.</summary>
    public static string TextOf(JsonElement answer) =>
        answer.TryGetProperty("result", out var result) && result.TryGetProperty("content", out var content) ? content[0].GetProperty("text").GetString()! : answer.GetRawText();

    private (int Id, string Body, (string, string)[] Headers) Request(string name, string arguments, string more, string method)
    {
        var id = Interlocked.Increment(ref _last);
        var meta = $$$""" "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{{capabilities}}},"io.modelcontextprotocol/clientInfo":{"name":"m","version":"1"},"progressToken":{{{id}}}}""";
        return (
            id,
            $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{"name":"{{{name}}}","arguments":{{{arguments}}},{{{more}}}{{{meta}}}}}""",
            [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), ("Mcp-Name", name), .. token is null ? Array.Empty<(string, string)>() : [("Authorization", $"Bearer {token}")]]);
    }
}
