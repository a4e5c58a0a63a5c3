using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>How many messages a grant may send in a minute: over all servers, whatever they are, and on lines.</summary>
public sealed class RequestPaceTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":"mine","method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    private const string Rule = "(too many requests)";

    private readonly FakeTimeProvider _clock = new();
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
    public async Task OneTooMany_OverAllServers_IsRefused_WhateverItIs_AndLoggedOnce()
    {
        await using var gateway = await StartAsync(static plan => plan with { RequestsPerMinute = 4 });
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/a", Call)).Status);
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/b", Call)).Status);
        // What cannot be read is a message too.
        Assert.Equal(400, (await gateway.PostToAsync("/mcp/a", "{")).Status);
        Assert.NotEqual(429, (await gateway.GetAsync("/mcp", ("Accept", "text/event-stream"))).Status);

        foreach (var path in (string[])["/mcp/a", "/mcp/b", "/mcp"])
        {
            var refused = await gateway.PostToAsync(path, Call);
            Assert.Equal((429, -31009, "mine"), (refused.Status, refused.ErrorCode, refused.Json.GetProperty("id").GetString()));
            Assert.Equal("60", refused.Headers["Retry-After"]);
            Assert.Contains("4 messages in the last minute", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal(429, (await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"mine"}}""")).Status);
        Assert.Equal(429, (await gateway.GetAsync("/mcp/a", ("Accept", "text/event-stream"))).Status);
        Assert.Equal(429, (await gateway.DeleteAsync()).Status);
        Assert.Equal((1, 1), (_a.Requests.Count, _b.Requests.Count));
        var refusals = (await gateway.DecisionsAsync()).Where(static e => e.Rule == Rule).ToList();
        Assert.Equal(["tools/call", "tools/call", "tools/call", "notifications/cancelled", "GET", "DELETE"], refusals.Select(static e => e.Method));
        Assert.Equal(["a", "b", "*", "a", "a", "*"], refusals.Select(static e => e.Server));
        Assert.All(refusals, static e => Assert.Equal((DecisionKind.Refuse, "anonymous"), (e.Decision, e.Grant)));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/b", Call)).Status);
    }

    [Fact]
    public async Task LongMessage_IsRefusedUnread()
    {
        await using var gateway = await StartAsync(static plan => plan with { RequestsPerMinute = 1 });
        var filler = new string('x', 100_000);
        var call = Call.Replace("{}", $$"""{"x":"{{filler}}"}""", StringComparison.Ordinal);
        Assert.Equal(200, (await gateway.PostToAsync("/mcp/a", call)).Status);

        var refused = await gateway.PostToAsync("/mcp/a", call);

        Assert.Equal((429, -31009, System.Text.Json.JsonValueKind.Null), (refused.Status, refused.ErrorCode, refused.Json.GetProperty("id").ValueKind));
        Assert.Single(_a.Requests);
        Assert.Null(Assert.Single(await gateway.DecisionsAsync(), static e => e.Rule == Rule).Method);
    }

    [Fact]
    public async Task GrantsHaveTheirOwn_AndWhoIsNotLetInIsNotCounted()
    {
        await using var gateway = await StartAsync(static plan => plan with
        {
            RequestsPerMinute = 2,
            Grants = [GrantOf("few", new GrantLimits { RequestsPerMinute = 1 }), GrantOf("many", new GrantLimits { RequestsPerMinute = 3 }), GrantOf("plain", null), GrantOf("onlya", new GrantLimits { RequestsPerMinute = 1 }, "a")],
        });

        Assert.Equal((1, 3, 2, 2), (await LetInAsync("few"), await LetInAsync("many"), await LetInAsync("plain"), await LetInAsync(null)));
        Assert.Equal(403, (await gateway.PostToAsync("/mcp/b", Call, ("Authorization", "Bearer onlya"))).Status);
        Assert.Equal(403, (await gateway.PostToAsync("/mcp/b", Call, ("Authorization", "Bearer onlya"))).Status);
        Assert.Equal(401, (await gateway.PostToAsync("/mcp/a", Call, ("Authorization", "Bearer nobody"))).Status);
        Assert.Equal(1, await LetInAsync("onlya"));

        async Task<int> LetInAsync(string? token)
        {
            for (var let = 0; ; let++)
            {
                if ((await gateway.PostToAsync(token == "onlya" || let % 2 == 0 ? "/mcp/a" : "/mcp/b", Call, token is null ? [] : [("Authorization", $"Bearer {token}")])).Status == 429)
                {
                    return let;
                }
            }
        }
    }

    [Fact]
    public async Task ManyAtOnce_SendNotOneTooMany()
    {
        await using var gateway = await StartAsync(static plan => plan with { RequestsPerMinute = 10 });

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => gateway.PostToAsync(i % 2 == 0 ? "/mcp/a" : "/mcp/b", Call)));

        Assert.Equal((10, 30), (replies.Count(static r => r.Status == 200), replies.Count(static r => r.Status == 429)));
        Assert.Equal(10, _a.Requests.Count + _b.Requests.Count);
        Assert.Equal(30, (await gateway.DecisionsAsync()).Count(static e => e.Rule == Rule));
    }

    [Fact]
    public async Task AReload_ChangesTheLimit_AndForgetsNothing()
    {
        GatewayPlan plan = null!;
        await using var gateway = await StartAsync(first => plan = first with { Grants = [GrantOf("g", new GrantLimits { RequestsPerMinute = 1 })] });
        var inForce = gateway.Services.GetRequiredService<PlanInForce>();
        Assert.Equal((200, 429), (await StatusAsync(), await StatusAsync()));

        Assert.Null(await inForce.ReplaceAsync(plan with { Grants = [GrantOf("g", new GrantLimits { RequestsPerMinute = 2 })] }, TestContext.Current.CancellationToken));
        Assert.Equal((200, 429), (await StatusAsync(), await StatusAsync()));

        Assert.Null(await inForce.ReplaceAsync(plan with { Grants = [GrantOf("g", null)], RequestsPerMinute = 3 }, TestContext.Current.CancellationToken));
        Assert.Equal((200, 429), (await StatusAsync(), await StatusAsync()));

        Assert.Null(await inForce.ReplaceAsync(plan with { Grants = [GrantOf("g", null)] }, TestContext.Current.CancellationToken));
        Assert.Equal((200, 200), (await StatusAsync(), await StatusAsync()));

        async Task<int> StatusAsync() => (await gateway.PostToAsync("/mcp/a", Call, ("Authorization", "Bearer g"))).Status;
    }

    [Fact]
    public async Task OnLines_TheOneClientIsHeldToIt_AndItsServerHearsNothing()
    {
        await using var gateway = StdioGateway.Start(
            AggregatePlans.AllowAll, new StdioGateway.Setup { RequestsPerMinute = 2, Stores = services => services.AddSingleton<TimeProvider>(_clock) });
        await gateway.CallAsync(1, "echo");
        await gateway.CallAsync(2, "echo");

        // A notification has no answer: the next one is that of the call behind it.
        await gateway.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}""");
        var refused = await gateway.CallAsync(3, "echo");
        Assert.Equal((3, -31009), (refused.GetProperty("id").GetInt32(), refused.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Contains("wait 60 seconds", refused.GetRawText(), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await gateway.CallAsync(4, "echo")).TryGetProperty("result", out _));
        Assert.Equal(3, gateway.Received.Count);
        Assert.Equal(["notifications/cancelled", "tools/call"], (await gateway.DecisionsAsync()).Where(static e => e.Rule == Rule).Select(static e => e.Method));
    }

    private static Grant GrantOf(string token, GrantLimits? limits, string servers = "*") => new()
    {
        Id = token,
        Label = token,
        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        Servers = [servers],
        Policy = "a",
        CreatedAt = DateTimeOffset.UnixEpoch,
        Limits = limits,
    };

    private Task<HttpGateway> StartAsync(Func<GatewayPlan, GatewayPlan> change) => HttpGateway.StartAsync(
        folder => change(AggregatePlans.Of(folder, new AggregatePlan(), ("a", _a.Address, [], AggregatePlans.AllowAll), ("b", _b.Address, [], AggregatePlans.AllowAll))),
        parts: services => services.AddSingleton<TimeProvider>(_clock));
}
