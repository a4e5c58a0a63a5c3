using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Whatever a message holds and however it is written: it comes out as it went in, but for the id and the name that all servers as one give it.</summary>
public sealed class UnchangedBytesTests
{
    private const int Seed = 20260728;

    [Theory]
    [InlineData("/mcp/s", "t")]
    [InlineData("/mcp", "s__t")]
    public async Task CallAndAnswer_OfAnySpelling_TravelByteForByte(string path, string tool)
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("t")}]");
        var answer = static (string id) => "";
        server.Instead = async (context, message) =>
        {
            if (message.TryGetProperty("method", out var method) && method.GetString() == "tools/call")
            {
                await HttpUpstreamDouble.JsonAsync(context, answer(message.GetProperty("id").GetRawText()));
                return true;
            }

            return false;
        };
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", server.Address, [], AggregatePlans.AllowAll)));
        var hello = await gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        var odd = new OddJson(Seed);
        for (var round = 0; round < 200; round++)
        {
            var id = $"\"{odd.Space().Trim()}\\u0061{round}\"";
            var (call, result) = (CallOf(odd), ResultOf(odd));
            answer = result;
            var reply = await gateway.PostToAsync(path, call(id, tool), ("Mcp-Session-Id", hello.Headers["Mcp-Session-Id"]));
            var sent = server.Bodies[^1];
            using var read = JsonDocument.Parse(sent);
            Assert.Equal(call(path == "/mcp" ? read.RootElement.GetProperty("id").GetRawText() : id, "t"), sent);
            Assert.Equal(result(id), reply.Body);
        }
    }

    private static Func<string, string, string> CallOf(OddJson odd)
    {
        var parameters = odd.Mixed("\"name\":\"TOOL\"", $"\"arguments\":{odd.Object()}", $"\"_meta\":{odd.Object()}");
        var message = odd.Mixed("\"jsonrpc\":\"2.0\"", "\"id\":ID", "\"method\":\"tools\\/call\"", $"\"params\":{parameters}");
        return (id, tool) => message.Replace("ID", id, StringComparison.Ordinal).Replace("TOOL", tool, StringComparison.Ordinal);
    }

    private static Func<string, string> ResultOf(OddJson odd)
    {
        var result = odd.Mixed($"\"content\":[{odd.Object()}]", $"\"structuredContent\":{odd.Object()}", $"\"_meta\":{odd.Object()}");
        var message = odd.Mixed("\"jsonrpc\":\"2.0\"", "\"id\":ID", $"\"result\":{result}");
        return id => message.Replace("ID", id, StringComparison.Ordinal);
    }
}
