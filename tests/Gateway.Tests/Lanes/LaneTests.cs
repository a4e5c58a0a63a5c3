using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Lanes;

/// <summary>Several upstreams behind one listener: each has its own rules, sessions and failures.</summary>
public sealed class LaneTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string DenyAll = """{"version":"1","default":"deny"}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private HttpUpstreamDouble _a = null!;
    private HttpUpstreamDouble _b = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await HttpUpstreamDouble.StartAsync();
        _b = await HttpUpstreamDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task EachServer_HasItsOwnUpstreamAndPolicy()
    {
        await using var gateway = await HttpGateway.StartAsync(Plan);

        Assert.False((await gateway.PostToAsync("/mcp/a", Call)).Json.GetProperty("result").TryGetProperty("isError", out _));
        Assert.Contains("[POLICY DENIED]", (await gateway.PostToAsync("/mcp/b", Call)).Body, StringComparison.Ordinal);

        Assert.Single(_a.Requests);
        Assert.Empty(_b.Requests);
        Assert.Equal(["a", "b"], (await gateway.DecisionsAsync()).Select(static e => e.Server));
    }

    [Theory]
    [InlineData("/mcp/nobody")]
    [InlineData("/mcp/A")]
    [InlineData("/mcp/a%2Fb")]
    public async Task UnknownServer_IsRefusedAndLogged(string path)
    {
        await using var gateway = await HttpGateway.StartAsync(Plan);

        var reply = await gateway.PostToAsync(path, Call);

        Assert.Equal((404, -31007), (reply.Status, reply.ErrorCode));
        Assert.Contains(await gateway.DecisionsAsync(), static e => e is { Decision: DecisionKind.Refuse, Rule: "(no such server)" });
        Assert.Empty(_a.Requests);
    }

    [Fact]
    public async Task UnknownServer_WithoutAGrant_IsNotTold()
    {
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder) with { Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0"), RequireGrant = true }] });
        Assert.Equal(401, (await gateway.PostToAsync("/mcp/nobody", Call)).Status);

        await gateway.Grants.TryAddAsync(GrantOf("for-a", ["a"]), CancellationToken.None);
        Assert.Equal(403, (await gateway.PostToAsync("/mcp/nobody", Call, ("Authorization", "Bearer for-a"))).Status);
        Assert.Equal(403, (await gateway.PostToAsync("/mcp/b", Call, ("Authorization", "Bearer for-a"))).Status);
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/a", Call, ("Authorization", "Bearer for-a"))).Status);
    }

    [Fact]
    public async Task Session_OfOneServer_IsNoneOfAnother()
    {
        _a.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "upstreams-own";
            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
        };
        await using var gateway = await HttpGateway.StartAsync(Plan);
        var session = (await gateway.PostToAsync("/mcp/a", Initialize)).Headers["Mcp-Session-Id"];

        Assert.Equal(200, (await gateway.PostToAsync("/mcp/a", Call, ("Mcp-Session-Id", session))).Status);
        Assert.Equal(404, (await gateway.PostToAsync("/mcp/b", Call, ("Mcp-Session-Id", session))).Status);
        Assert.Empty(_b.Requests);
    }

    [Fact]
    public async Task DeadServer_AnswersByItsOwnError_AndHarmsNoOther()
    {
        await _b.DisposeAsync();
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, policyOfB: "open"));

        Assert.Equal(-31001, (await gateway.PostToAsync("/mcp/b", Call)).ErrorCode);
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/a", Call)).Status);
    }

    [Fact]
    public async Task Credentials_GoUpstream_AndACallersOwnDoNot()
    {
        await using var gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = Plan(folder);
            return plan with { Upstreams = [With(plan.Upstreams[0], new Dictionary<string, string> { ["Authorization"] = "Bearer of-the-gateway", ["X-Key"] = "k" })] };
        });

        await gateway.PostToAsync("/mcp/a", Call, ("X-Key", "of-the-caller"), ("Cookie", "c=1"));

        var seen = Assert.Single(_a.Requests);
        Assert.Equal(("Bearer of-the-gateway", "k"), (seen.Headers["Authorization"], seen.Headers["X-Key"]));
        Assert.False(seen.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task TooManyCallsOfAGrant_AreRefused_OverAllServers()
    {
        var (asked, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        _a.Answer = async (context, body) =>
        {
            asked.TrySetResult();
            await told.Task.WaitAsync(context.RequestAborted);
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        };
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, policyOfB: "open") with { ConcurrentCalls = 1 });
        var first = gateway.PostToAsync("/mcp/a", Call);
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var second = await gateway.PostToAsync("/mcp/b", Call);
        Assert.Equal((429, -31008), (second.Status, second.ErrorCode));
        Assert.Empty(_b.Requests);

        told.SetResult();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/b", Call)).Status);
    }

    [Fact]
    public async Task Replacement_KeepsEqualLanes_AndDrainsTheOthers()
    {
        var (asked, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        _b.Answer = async (context, body) =>
        {
            asked.TrySetResult();
            await told.Task.WaitAsync(context.RequestAborted);
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        };
        GatewayPlan plan = null!;
        await using var gateway = await HttpGateway.StartAsync(folder => plan = Plan(folder, policyOfB: "open"));
        var lanes = gateway.Services.GetRequiredService<LaneSet>();
        var kept = lanes.FindOrNull("a");
        var underWay = gateway.PostToAsync("/mcp/b", Call);
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        // An equal copy, as a file that is read again gives it.
        await lanes.ReplaceAsync([Plan(gateway.Folder).Upstreams[0]], TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);

        Assert.Same(kept, lanes.FindOrNull("a"));
        Assert.Equal(404, (await gateway.PostToAsync("/mcp/b", Call)).Status);
        told.SetResult();
        Assert.Equal(200, (await underWay).Status);
    }

    private static GatewayOptions With(GatewayOptions options, IReadOnlyDictionary<string, string> headers) => new()
    {
        ServerId = options.ServerId,
        PolicyFile = options.PolicyFile,
        PolicyName = options.PolicyName,
        Upstream = options.Upstream,
        Headers = headers,
    };

    private static Grant GrantOf(string token, IReadOnlyList<string> servers) => new()
    {
        Id = token,
        Label = token,
        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        Servers = servers,
        Policy = "open",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private GatewayPlan Plan(TemporaryFolder folder) => Plan(folder, policyOfB: "closed");

    private GatewayPlan Plan(TemporaryFolder folder, string policyOfB)
    {
        File.WriteAllText(folder.File("open.json"), AllowAll);
        File.WriteAllText(folder.File("closed.json"), DenyAll);
        return new GatewayPlan
        {
            Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0") }],
            Policies = new Dictionary<string, string> { ["open"] = folder.File("open.json"), ["closed"] = folder.File("closed.json") },
            Upstreams =
            [
                new GatewayOptions { ServerId = "a", PolicyFile = folder.File("open.json"), PolicyName = "open", Upstream = _a.Address },
                new GatewayOptions { ServerId = "b", PolicyFile = folder.File(policyOfB + ".json"), PolicyName = policyOfB, Upstream = _b.Address },
            ],
        };
    }
}
