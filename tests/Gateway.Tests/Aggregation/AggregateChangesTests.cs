using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>What two servers of different eras tell unasked, as clients of all servers hear it.</summary>
public sealed class AggregateChangesTests : IAsyncLifetime
{
    private const string Meta = """
"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
""";

    private const string Subscription = "io.modelcontextprotocol/subscriptionId";
    private const string OfModern = """
"params":{"_meta":{"io.modelcontextprotocol/subscriptionId":ID}}
""";

    private TellingServer _legacy = null!;
    private TellingServer _modern = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        (_legacy, _modern) = (await TellingServer.StartAsync(isModern: false), await TellingServer.StartAsync(isModern: true));
        _gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("l", _legacy.Address, [], AggregatePlans.AllowAll), ("m", _modern.Address, [], AggregatePlans.AllowAll)));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _legacy.DisposeAsync();
        await _modern.DisposeAsync();
    }

    [Fact]
    public async Task ModernClient_HearsOfBothServers_UnderItsOwnId_AndOfNothingElse()
    {
        await AskAsync("resources/list");
        using var open = await _gateway.OpenAsync(
            "/mcp",
            "{\"jsonrpc\":\"2.0\",\"id\":\"s\\u0031\",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"m:1\",\"l:1\",\"x:1\"]}," + Meta + "}}",
            ("MCP-Protocol-Version", "2026-07-28"),
            ("Mcp-Method", "subscriptions/listen"));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        var granted = await HearAsync(reader, "notifications/subscriptions/acknowledged");
        Assert.Equal(["m:1", "l:1"], granted.GetProperty("notifications").GetProperty("resourceSubscriptions").EnumerateArray().Select(static r => r.GetString()));
        await Task.WhenAll(_legacy.IsHeard, _modern.IsHeard).WaitAsync(TimeSpan.FromSeconds(30));

        _legacy.Tell("""{"jsonrpc":"2.0","method":"notifications/prompts/list_changed"}""");
        _legacy.Tell("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"l:2"}}""");
        _legacy.Tell("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
        await HearAsync(reader, "notifications/tools/list_changed");
        _legacy.Tell("""{"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"l:1"}}""");
        Assert.Equal("l:1", (await HearAsync(reader, "notifications/resources/updated")).GetProperty("uri").GetString());
        _modern.Tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"," + OfModern + "}");
        await HearAsync(reader, "notifications/tools/list_changed");
        _modern.Tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\"," + OfModern.Replace("{\"_meta", "{\"uri\":\"m:1\",\"_meta", StringComparison.Ordinal) + "}");
        Assert.Equal("m:1", (await HearAsync(reader, "notifications/resources/updated")).GetProperty("uri").GetString());
        Assert.Contains(_legacy.Bodies, static b => b.Contains("resources/subscribe", StringComparison.Ordinal) && b.Contains("l:1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LegacyClient_HearsOfBothServers_OnItsStream()
    {
        var client = await AggregateClient.OpenAsync(_gateway);
        using var open = await _gateway.ListenAsync("/mcp", ("Mcp-Session-Id", client.Session));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        await Task.WhenAll(_legacy.IsHeard, _modern.IsHeard).WaitAsync(TimeSpan.FromSeconds(30));
        foreach (var tell in (Action[])[
            () => _legacy.Tell("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}"""),
            () => _modern.Tell("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"," + OfModern + "}")])
        {
            tell();
            Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""", (await reader.NextMessageAsync()).GetRawText());
        }
    }

    [Fact]
    public async Task LegacyClient_IsAskedByTwoServersAtOnce_OutsideOfAnyCall_AndEachGetsItsAnswer()
    {
        await using var other = await TellingServer.StartAsync(isModern: false);
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("l", _legacy.Address, [], AggregatePlans.AllowAll), ("o", other.Address, [], AggregatePlans.AllowAll)));
        var client = await AggregateClient.OpenAsync(gateway);
        using var open = await gateway.ListenAsync("/mcp", ("Mcp-Session-Id", client.Session));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        await Task.WhenAll(_legacy.IsHeard, other.IsHeard).WaitAsync(TimeSpan.FromSeconds(30));
        // The same id and the same progress token of both.
        _legacy.Tell("""{"jsonrpc":"2.0","id":1,"method":"roots/list","params":{"_meta":{"progressToken":1}}}""");
        var ofL = await reader.NextMessageAsync();
        other.Tell("""{"jsonrpc":"2.0","id":1,"method":"roots/list","params":{"_meta":{"progressToken":1}}}""");
        var ofO = await reader.NextMessageAsync();
        Assert.NotEqual(ofL.GetProperty("id").GetRawText(), ofO.GetProperty("id").GetRawText());
        var token = ofO.GetProperty("params").GetProperty("_meta").GetProperty("progressToken").GetRawText();
        await client.SendAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":5} }""");
        await client.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{ofO.GetProperty("id").GetRawText()}}},"result":{"roots":[],"for":"o"} }""");
        await client.SendAsync($$$"""{"jsonrpc":"2.0","id":{{{ofL.GetProperty("id").GetRawText()}}},"result":{"roots":[],"for":"l"} }""");
        Assert.Single(other.Bodies, static b => b.Contains("\"id\":1,\"result\":{\"roots\":[],\"for\":\"o\"}", StringComparison.Ordinal));
        Assert.Single(_legacy.Bodies, static b => b.Contains("\"id\":1,\"result\":{\"roots\":[],\"for\":\"l\"}", StringComparison.Ordinal));
        Assert.Single(other.Bodies, static b => b.Contains("\"progressToken\":1,\"progress\":5", StringComparison.Ordinal));
        Assert.DoesNotContain(_legacy.Bodies, static b => b.Contains("notifications/progress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TaskGoesOn_UnderTheTokenOfTheCallThatBeganIt()
    {
        var client = await AggregateClient.OpenAsync(_gateway);
        using var open = await _gateway.ListenAsync("/mcp", ("Mcp-Session-Id", client.Session));
        using var reader = new StreamReader(await open.Content.ReadAsStreamAsync(), Encoding.UTF8);
        await _legacy.IsHeard.WaitAsync(TimeSpan.FromSeconds(30));
        var begun = await client.AskAsync("tools/call", """{"name":"l__t","task":{},"_meta":{"progressToken":"mine"}}""");
        Assert.Equal("task-1", begun.GetProperty("result").GetProperty("task").GetProperty("taskId").GetString());
        using var call = JsonDocument.Parse(_legacy.Bodies.Single(static b => b.Contains("tools/call", StringComparison.Ordinal)));
        var token = call.RootElement.GetProperty("params").GetProperty("_meta").GetProperty("progressToken").GetRawText();
        Assert.NotEqual("\"mine\"", token);
        _legacy.Tell($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"guessed","progress":1} }""");
        _legacy.Tell($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{token}}},"progress":2} }""");
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"mine","progress":2} }""", (await reader.NextMessageAsync()).GetRawText());
    }

    /// <summary>A merged list is good for no longer than any part of it, and for nobody else.</summary>
    [Theory]
    [InlineData(60_000, 10_000)]
    [InlineData(250, 250)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    public async Task MergedList_IsGoodForAsLongAsEachOfItsParts(int ofServer, int expected)
    {
        _modern.TtlMs = ofServer;
        var result = (await AskAsync("tools/list")).GetProperty("result");
        Assert.Equal((expected, "private", 2), (result.GetProperty("ttlMs").GetInt32(), result.GetProperty("cacheScope").GetString(), result.GetProperty("tools").GetArrayLength()));
    }

    private static async Task<JsonElement> HearAsync(StreamReader reader, string method)
    {
        var message = await reader.NextMessageAsync();
        Assert.Equal(method, message.GetProperty("method").GetString());
        var parameters = message.GetProperty("params");
        Assert.Equal("s1", parameters.GetProperty("_meta").GetProperty(Subscription).GetString());
        return parameters;
    }

    private async Task<JsonElement> AskAsync(string method) => (await _gateway.PostToAsync(
        "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + Meta + "}}", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method))).Json;
}
