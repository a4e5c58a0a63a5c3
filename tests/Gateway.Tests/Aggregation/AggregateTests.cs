using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>All servers of a gateway as one: names, lists, calls, and what one bad server may not do to the others.</summary>
public sealed class AggregateTests : IAsyncLifetime
{
    private static readonly AggregatePlan Hasty = new() { Patience = TimeSpan.FromMilliseconds(500) };

    private McpServerDouble _a = null!;
    private McpServerDouble _b = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")},{McpServerDouble.Tool("secret")}]");
        _b = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task Lists_AreMerged_WithPrefixes_AndWithoutWhatAPolicyHides()
    {
        await using var gateway = await StartAsync(policyOfA: """{"version":"1","default":"allow","hide":["secret"]}""");
        var client = await AggregateClient.OpenAsync(gateway);

        Assert.Equal(["a__echo", "b__echo"], await client.ToolsAsync());
        Assert.True(client.Hello.GetProperty("capabilities").GetProperty("tools").GetProperty("listChanged").GetBoolean());
    }

    [Fact]
    public async Task Entries_KeepTheirBytes()
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var list = await client.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

        Assert.Contains("""{"name":"b__echo","inputSchema":{"type":"object","properties":{"a":{"type":"number"}}},"x-vendor":1.50}""", list.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_GoToTheirServer_WithItsOwnName_AndTheClientsIdBack()
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var reply = await client.SendAsync("""{"jsonrpc":"2.0","id":"mine","method":"tools/call","params":{"name":"b__echo","arguments":{"a":1.50e0}}}""");

        Assert.Equal("mine", reply.Json.GetProperty("id").GetString());
        Assert.Equal("done", reply.Json.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Contains(_b.Bodies, static body => body.Contains("""{"name":"echo","arguments":{"a":1.50e0}}""", StringComparison.Ordinal));
        Assert.DoesNotContain(_a.Bodies, static body => body.Contains("tools/call", StringComparison.Ordinal));
        Assert.Contains(await gateway.DecisionsAsync(), static e => e is { Server: "b", Tool: "echo", Method: "tools/call" });
    }

    [Theory]
    [InlineData("a__secret")]
    [InlineData("a__other")]
    public async Task DeniedCalls_NeverReachTheServer(string name)
    {
        await using var gateway = await StartAsync(policyOfA: """{"version":"1","default":"deny","tools":{"echo":{}}}""");
        var client = await AggregateClient.OpenAsync(gateway);

        var reply = await client.AskAsync("tools/call", $$$"""{"name":"{{{name}}}","arguments":{}}""");

        Assert.StartsWith("[POLICY DENIED]", reply.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_a.Bodies, static body => body.Contains("tools/call", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("c__echo")]
    [InlineData("a_echo")]
    [InlineData("A__echo")]
    [InlineData("a__")]
    public async Task NamesOfNoServer_AreRefusedAndLogged(string name)
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var reply = await client.AskAsync("tools/call", $$$"""{"name":"{{{name}}}","arguments":{}}""");

        Assert.Equal(-32602, reply.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains(await gateway.DecisionsAsync(), static e => e.Rule == "(no such name)");
        Assert.DoesNotContain(_a.Bodies.Concat(_b.Bodies), static body => body.Contains("tools/call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeadServer_TakesNothingFromTheOthers_AndComesBackByItself()
    {
        var down = true;
        _b.Instead = (context, _) =>
        {
            if (down)
            {
                context.Abort();
            }

            return Task.FromResult(down);
        };
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        var list = await client.AskAsync("tools/list");
        Assert.Equal(["a__echo", "a__secret"], AggregateClient.NamesOf(list));
        Assert.Equal("missing", list.GetProperty("result").GetProperty("_meta").GetProperty("org.toolrisk-catalog/servers").GetProperty("b").GetProperty("state").GetString());
        Assert.Equal(-31001, (await client.AskAsync("tools/call", """{"name":"b__echo"}""")).GetProperty("error").GetProperty("code").GetInt32());

        down = false;
        await UntilAsync(async () => (await client.ToolsAsync()).Contains("b__echo"));
    }

    [Fact]
    public async Task ServerThatFailsLater_KeepsItsLastGoodList_Marked()
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Equal(["a__echo", "a__secret", "b__echo"], await client.ToolsAsync());

        _b.Results["tools/list"] = """{"tools":"none"}""";
        var list = await client.AskAsync("tools/list");

        Assert.Equal(["a__echo", "a__secret", "b__echo"], AggregateClient.NamesOf(list));
        Assert.Equal("old", list.GetProperty("result").GetProperty("_meta").GetProperty("org.toolrisk-catalog/servers").GetProperty("b").GetProperty("state").GetString());
    }

    [Fact]
    public async Task LateServer_IsNotWaitedFor_AndItsListIsTakenInLater()
    {
        var late = new TaskCompletionSource();
        _b.Instead = async (context, message) =>
        {
            if (message.TryGetProperty("method", out var method) && method.GetString() == "tools/list")
            {
                await late.Task.WaitAsync(context.RequestAborted);
            }

            return false;
        };
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);

        Assert.Equal(["a__echo", "a__secret"], await client.ToolsAsync());

        late.SetResult();
        await UntilAsync(async () => (await client.ToolsAsync()).Contains("b__echo"));
    }

    [Fact]
    public async Task Pages_AreCutByAuthenticatedCursors_ThatNobodyElseCanUse()
    {
        await using var gateway = await StartAsync(Hasty with { PageSize = 2 });
        var client = await AggregateClient.OpenAsync(gateway);
        var first = await client.AskAsync("tools/list");
        Assert.Equal(["a__echo", "a__secret"], AggregateClient.NamesOf(first));
        var cursor = first.GetProperty("result").GetProperty("nextCursor").GetString()!;

        var second = await client.AskAsync("tools/list", JsonSerializer.Serialize(new { cursor }));
        Assert.Equal(["b__echo"], AggregateClient.NamesOf(second));
        Assert.False(second.GetProperty("result").TryGetProperty("nextCursor", out _));

        var other = await AggregateClient.OpenAsync(gateway);
        foreach (var (from, method, foreign) in new[]
        {
            (other, "tools/list", cursor),
            (client, "prompts/list", cursor),
            (client, "tools/list", ""),
            (client, "tools/list", "x"),
            (client, "tools/list", (cursor[0] == 'A' ? "B" : "A") + cursor[1..]),
            (client, "tools/list", cursor[..^1]),
        })
        {
            var refused = await from.AskAsync(method, JsonSerializer.Serialize(new { cursor = foreign }));
            Assert.Equal(-32602, refused.GetProperty("error").GetProperty("code").GetInt32());
        }
    }

    [Theory]
    [InlineData("2025-03-26", 200)]
    [InlineData("one", 400)]
    public async Task VersionThatNobodySpeaks_IsRefused(string version, int status)
    {
        await using var gateway = await StartAsync();
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Equal(status, (await gateway.PostToAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"ping"}""", ("Mcp-Session-Id", client.Session), ("MCP-Protocol-Version", version))).Status);
        Assert.Equal(status == 200 ? 406 : 400, (await gateway.GetAsync("/mcp", ("Mcp-Session-Id", client.Session), ("MCP-Protocol-Version", version), ("Accept", status == 200 ? "application/json" : "text/event-stream"))).Status);
    }

    [Fact]
    public async Task SessionOfAnotherGrantsClient_IsNotFound()
    {
        await using var gateway = await StartAsync();
        await gateway.Grants.TryAddAsync(MadeGrants.Of("one", ["a"]), CancellationToken.None);
        await gateway.Grants.TryAddAsync(MadeGrants.Of("two", ["a", "b"]), CancellationToken.None);
        var one = await AggregateClient.OpenAsync(gateway, ("Authorization", "Bearer one"));

        Assert.Equal(404, (await gateway.PostToAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", ("Mcp-Session-Id", one.Session), ("Authorization", "Bearer two"))).Status);
        Assert.Equal(["a__echo", "a__secret"], await one.ToolsAsync());
        Assert.Equal(-32602, (await one.AskAsync("tools/call", """{"name":"b__echo"}""")).GetProperty("error").GetProperty("code").GetInt32());
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromMinutes(1), "it did not come to be within a minute");
            await Task.Yield();
        }
    }

    private Task<HttpGateway> StartAsync(string policyOfA = AggregatePlans.AllowAll) => StartAsync(Hasty, policyOfA);

    private Task<HttpGateway> StartAsync(AggregatePlan plan, string policyOfA = AggregatePlans.AllowAll) =>
        HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, plan, ("a", _a.Address, [], policyOfA), ("b", _b.Address, [], AggregatePlans.AllowAll)));
}
