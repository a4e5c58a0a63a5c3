using Catalog.Core.Catalogs;
using Catalog.Core.Pins;
using Catalog.Core.Tools;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Pinning;

/// <summary>Tools that no pin speaks of, and pins by configuration.</summary>
public sealed class UnknownToolTests : IAsyncLifetime
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
    private const string Known = """{"tool":"echo","inputSchema":{"type":"object","properties":{"a":{"type":"number"}}}}""";

    private McpServerDouble _server = null!;

    public async ValueTask InitializeAsync() => _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")},{McpServerDouble.Tool("other")}]");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Block_KeepsUnknownToolsBack_UntilTheyAreAccepted()
    {
        await using var gateway = await StartAsync(UnknownTools.Block, null);
        // Not even a tool that was never listed is called.
        Assert.Contains("is not one that was pinned", (await gateway.PostToAsync("/mcp/a", Call("echo"))).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("echo", (await gateway.PostToAsync("/mcp/a", List)).Body, StringComparison.Ordinal);
        await gateway.PostToAsync("/mcp/a", Call("echo"));
        Assert.DoesNotContain(_server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal));
        Assert.Equal(2, (await gateway.DecisionsAsync()).Count(static e => e is { Rule: "(tool unknown)", Tool: "echo" }));

        var store = gateway.Services.GetRequiredService<IToolPinStore>();
        var pin = Assert.Single(await store.ListAsync("a", CancellationToken.None), static p => p.Tool == "echo");
        Assert.True(UnknownPins.IsOne(pin));
        Assert.True(await store.TryAcceptAsync("a", "echo", pin.SeenHash!, CancellationToken.None));
        Assert.Contains("done", (await gateway.PostToAsync("/mcp/a", Call("echo"))).Body, StringComparison.Ordinal);
        var list = (await gateway.PostToAsync("/mcp/a", List)).Body;
        Assert.Contains("echo", list, StringComparison.Ordinal);
        Assert.DoesNotContain("other", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warn_Passes_AndTellsTheOperator()
    {
        using var log = new KeptLog();
        await using var gateway = await StartAsync(UnknownTools.Warn, null, log: log);
        Assert.Contains("echo", (await gateway.PostToAsync("/mcp/a", List)).Body, StringComparison.Ordinal);
        Assert.Contains("done", (await gateway.PostToAsync("/mcp/a", Call("echo"))).Body, StringComparison.Ordinal);
        await log.WaitForAsync("The tool 'echo' of 'a' is not known to the pins");
    }

    [Fact]
    public async Task PinsOfTheConfiguration_AreTakenInAtTheStart_AndTheRestIsUnknown()
    {
        await using var gateway = await StartAsync(UnknownTools.Block, new Origin(Known));
        var list = (await gateway.PostToAsync("/mcp/a", List)).Body;
        Assert.Contains("echo", list, StringComparison.Ordinal);
        Assert.DoesNotContain("other", list, StringComparison.Ordinal);
        Assert.Contains("done", (await gateway.PostToAsync("/mcp/a", Call("echo"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PinsThatCannotBeRead_StopTheStart()
    {
        var failure = await Assert.ThrowsAsync<StoreException>(() => StartAsync(UnknownTools.Allow, new Origin("")));
        Assert.Contains("nothing there", failure.Message, StringComparison.Ordinal);
    }

    private static string Call(string tool) => """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"TOOL","arguments":{}}}""".Replace("TOOL", tool, StringComparison.Ordinal);

    private Task<HttpGateway> StartAsync(UnknownTools unknown, IPinOrigin? origin, KeptLog? log = null) => HttpGateway.StartAsync(
        folder =>
        {
            var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("a", _server.Address, [], AggregatePlans.AllowAll));
            return plan with
            {
                Upstreams = [new GatewayOptions { ServerId = "a", PolicyFile = folder.File("a.json"), PolicyName = "a", Upstream = _server.Address, UnknownTools = unknown, PinsFrom = origin is null ? null : "somewhere" }],
            };
        },
        log,
        parts: services =>
        {
            if (origin is not null)
            {
                services.AddSingleton(origin);
            }
        });

    private sealed class Origin(string line) : IPinOrigin
    {
        public Task<IReadOnlyList<ToolDefinition>> ReadAsync(string from, CancellationToken cancellationToken) =>
            line.Length == 0 ? throw new StoreException("there is nothing there") : Task.FromResult<IReadOnlyList<ToolDefinition>>([ToolDefinitionJson.Parse(line)]);
    }
}
