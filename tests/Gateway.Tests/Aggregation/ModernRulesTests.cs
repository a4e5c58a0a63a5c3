using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>A client of the modern era is answered by that era's rules, also where its server is of the legacy one.</summary>
public sealed class ModernRulesTests : IAsyncLifetime
{
    private const string Meta = """
"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
""";

    private McpServerDouble _server = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await McpServerDouble.StartAsync("""[{"name":"send","inputSchema":{"type":"object","properties":{"to":{"type":"string","x-mcp-header":"To"}}}}]""", """{"tools":{},"resources":{},"logging":{}}""");
        _server.Results["resources/list"] = """{"resources":[{"uri":"a:1","name":"a"}]}""";
        _server.Results["resources/templates/list"] = """{"resourceTemplates":[]}""";
        _server.Instead = static async (context, message) =>
        {
            if (message.GetProperty("method").GetString() != "resources/read")
            {
                return false;
            }

            await HttpUpstreamDouble.JsonAsync(context, $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"error":{"data":{"code":-32002},"code":-32002,"message":"no such resource"}}""");
            return true;
        };
        _gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(folder, new AggregatePlan(), ("s", _server.Address, [], AggregatePlans.AllowAll));
            return plan with { Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = _server.Address, Era = UpstreamEra.Legacy }] };
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("ping", "")]
    [InlineData("logging/setLevel", "\"level\":\"debug\",")]
    [InlineData("resources/subscribe", "\"uri\":\"a:1\",")]
    [InlineData("resources/unsubscribe", "\"uri\":\"a:1\",")]
    [InlineData("tasks/list", "")]
    [InlineData("tasks/result", "\"taskId\":\"t\",")]
    public async Task MethodThatTheEraHasNoLonger_IsNotFound(string method, string parameters)
    {
        foreach (var path in (string[])["/mcp", "/mcp/s"])
        {
            var reply = await AskAsync(path, method, parameters, method == "tasks/result" ? "t" : null);
            Assert.Equal((StatusCodes.Status404NotFound, -32601), (reply.Status, reply.ErrorCode));
        }

        Assert.DoesNotContain(_server.Bodies, body => body.Contains($"\"{method}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ResourceThatIsNotThere_IsAWrongParameter()
    {
        foreach (var path in (string[])["/mcp", "/mcp/s"])
        {
            var reply = await AskAsync(path, "resources/read", "\"uri\":\"a:1\",", "a:1");
            Assert.Contains("\"error\":{\"data\":{\"code\":-32002},\"code\":-32602,", reply.Body, StringComparison.Ordinal);
        }
    }

    /// <summary>Whoever goes by the headers must not be told of another call than the server is.</summary>
    [Theory]
    [InlineData("/mcp", "s__send")]
    [InlineData("/mcp/s", "send")]
    public async Task HeaderOfAnArgument_MustAgreeWithTheMessage(string path, string tool)
    {
        await AskAsync(path, "tools/list", "", null);
        var call = $"\"name\":\"{tool}\",\"arguments\":{{\"to\":\"ann\"}},";
        foreach (var wrong in ((string, string)[][])[[], [("Mcp-Param-To", "bob")], [("Mcp-Param-To", "=?base64?***?=")]])
        {
            var refused = await AskAsync(path, "tools/call", call, tool, wrong);
            Assert.Equal((StatusCodes.Status400BadRequest, -32020), (refused.Status, refused.ErrorCode));
        }

        Assert.DoesNotContain(_server.Bodies, static body => body.Contains("tools/call", StringComparison.Ordinal));
        Assert.Equal(StatusCodes.Status200OK, (await AskAsync(path, "tools/call", call, tool, ("Mcp-Param-To", "ann"))).Status);
    }

    private Task<HttpGateway.Reply> AskAsync(string path, string method, string parameters, string? name, params (string Name, string Value)[] headers) => _gateway.PostToAsync(
        path,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + parameters + Meta + "}}",
        [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method), .. name is null ? Array.Empty<(string, string)>() : [("Mcp-Name", name)], .. headers]);
}
