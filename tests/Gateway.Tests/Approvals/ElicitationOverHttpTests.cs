using Catalog.Core.Approvals;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>The same over HTTP: one server and all of them, in both eras, and calls that are held with progress.</summary>
public sealed class ElicitationOverHttpTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"allow","tools":{"echo":{"approval":{"message":"Really"}}}}""";
    private const string Meta = """ "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{CAPABILITIES}PROGRESS}""";

    private McpServerDouble _server = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        _gateway = await HttpGateway.StartAsync(folder =>  AggregatePlans.Of(folder, new AggregatePlan { Patience = TimeSpan.FromSeconds(10) }, ("a", _server.Address, [], Policy)));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task Legacy_ClientIsAsked_AndTheCallGoesOnWhenDecided(string path, string tool)
    {
        var session = await OpenAsync(path, """{"elicitation":{"url":{}}}""");
        using var response = await _gateway.OpenAsync(path, $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{tool}}","arguments":{"a":1} } }""", session);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        var asked = await events.NextMessageAsync();
        Assert.Equal("elicitation/create", asked.GetProperty("method").GetString());
        var waiting = await WaitingAsync();
        Assert.EndsWith($"/approvals/{waiting.Id}", asked.GetProperty("params").GetProperty("url").GetString(), StringComparison.Ordinal);

        Assert.Equal(202, (await _gateway.PostToAsync(path, $$"""{"jsonrpc":"2.0","id":{{asked.GetProperty("id").GetRawText()}},"result":{"action":"accept"} }""", session)).Status);
        await _gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        Assert.Equal("notifications/elicitation/complete", (await events.NextMessageAsync()).GetProperty("method").GetString());
        Assert.Equal("done", (await events.NextMessageAsync()).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.DoesNotContain(_server.Bodies, static body => body.Contains("\"action\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/mcp/b", "echo", false)]
    [InlineData("/mcp/b", "echo", true)]
    [InlineData("/mcp/lines", "echo", false)]
    [InlineData("/mcp", "b__echo", false)]
    public async Task Legacy_WithoutHolding_TheSessionsStreamTellsThatThePageIsDoneWith(string path, string tool, bool speaks)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "one upstream of these tests is a shell script");
        await _gateway.DisposeAsync();
        _gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder,
            new AggregatePlan { Patience = TimeSpan.FromSeconds(10) },
            TimeSpan.Zero,
            ("b", _server.Address, [], Policy),
            ("lines", null, ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")], Policy)));
        _server.Speaks = speaks;
        var session = await OpenAsync(path, """{"elicitation":{"url":{}}}""");
        var others = await OpenAsync(path, """{"elicitation":{"url":{}}}""");
        using var stream = await _gateway.ListenAsync(path, session);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());
        using var foreign = await _gateway.ListenAsync(path, others);
        using var strangers = new StreamReader(await foreign.Content.ReadAsStreamAsync());

        var call = $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{tool}}","arguments":{"a":1} } }""";
        var refused = await _gateway.PostToAsync(path, call, session);
        Assert.Equal(-32042, refused.ErrorCode);
        var elicitation = refused.Json.GetProperty("error").GetProperty("data").GetProperty("elicitations")[0].GetProperty("elicitationId").GetString();
        await _gateway.Approvals.DecideOrNullAsync((await WaitingAsync()).Id, approve: true, "ann", CancellationToken.None);
        var told = await events.NextMessageAsync();
        Assert.Equal(("notifications/elicitation/complete", elicitation), (told.GetProperty("method").GetString(), told.GetProperty("params").GetProperty("elicitationId").GetString()));
        Assert.Equal("done", (await _gateway.PostToAsync(path, call, session)).Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());

        // Whoever was not asked hears of its own page first.
        var own = (await _gateway.PostToAsync(path, call, others)).Json.GetProperty("error").GetProperty("data").GetProperty("elicitations")[0].GetProperty("elicitationId").GetString();
        await _gateway.Approvals.DecideOrNullAsync((await WaitingAsync()).Id, approve: false, "ann", CancellationToken.None);
        Assert.Equal(own, (await strangers.NextMessageAsync()).GetProperty("params").GetProperty("elicitationId").GetString());
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task Legacy_HeldWithProgress_GoesOnWhenDecided(string path, string tool)
    {
        var session = await OpenAsync(path, "{}");
        using var response = await _gateway.OpenAsync(path, $$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{tool}}","_meta":{"progressToken":"p"} } }""", session);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        var progress = (await events.NextMessageAsync()).GetProperty("params");
        Assert.Equal("p", progress.GetProperty("progressToken").GetString());
        await _gateway.Approvals.DecideOrNullAsync((await WaitingAsync()).Id, approve: true, "ann", CancellationToken.None);
        await DoneAsync(events, progress.GetProperty("progress").GetDouble());
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task Modern_HeldWithProgress_GoesOnWhenDecided(string path, string tool)
    {
        using var response = await _gateway.OpenAsync(path, Modern(1, tool, "", ",\"progressToken\":\"p\""), Headers(tool));
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        var progress = (await events.NextMessageAsync()).GetProperty("params");
        await _gateway.Approvals.DecideOrNullAsync((await WaitingAsync()).Id, approve: true, "ann", CancellationToken.None);
        await DoneAsync(events, progress.GetProperty("progress").GetDouble());
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task Modern_ClientIsAskedByTheAnswer_AndItsRetryPasses(string path, string tool)
    {
        var result = (await _gateway.PostToAsync(path, Modern(1, tool, "\"elicitation\":{\"url\":{}}"), Headers(tool))).Json.GetProperty("result");
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        await _gateway.Approvals.DecideOrNullAsync((await WaitingAsync()).Id, approve: true, "ann", CancellationToken.None);
        var more = $$$$""" ,"inputResponses":{"approval":{"action":"accept"}},"requestState":"{{{{result.GetProperty("requestState").GetString()}}}}" """;
        var retried = await _gateway.PostToAsync(path, Modern(2, tool, "\"elicitation\":{\"url\":{}}", more: more), Headers(tool));
        Assert.Equal("done", retried.Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.DoesNotContain(_server.Bodies, static body => body.Contains("requestState", StringComparison.Ordinal));
    }

    private static (string, string)[] Headers(string tool) => [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", tool)];

    private static string Modern(int id, string tool, string capabilities, string progress = "", string more = "") =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"{{tool}}",""" + Meta.Replace("CAPABILITIES", capabilities, StringComparison.Ordinal).Replace("PROGRESS", progress, StringComparison.Ordinal) + more + "}}";

    private async Task<(string, string)[]> OpenAsync(string path, string capabilities)
    {
        var hello = await _gateway.PostToAsync(path, $$$"""{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{{{capabilities}}},"clientInfo":{"name":"t","version":"1"} } }""");
        return [("Mcp-Session-Id", hello.Headers["Mcp-Session-Id"])];
    }

    private async Task<Approval> WaitingAsync() => Assert.Single(await _gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));

    private static async Task DoneAsync(StreamReader events, double before)
    {
        var message = await events.NextMessageAsync();
        while (message.TryGetProperty("method", out _))
        {
            // Progress always increases.
            var now = message.GetProperty("params").GetProperty("progress").GetDouble();
            Assert.True(now > before);
            (before, message) = (now, await events.NextMessageAsync());
        }

        Assert.Equal("done", message.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }
}
