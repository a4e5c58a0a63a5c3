using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Health;

/// <summary>What watchers are told, and that it says nothing they should not know.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Gateway_ThatServes_IsReady()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await HttpGateway.StartAsync(AggregatePlans.AllowAll, server.Address, requireGrant: true);
        await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Equal((200, "ok"), ((await gateway.GetAsync("/healthz")).Status, (await gateway.GetAsync("/healthz")).Json.GetProperty("status").GetString()));
        var ready = await gateway.GetAsync("/readyz");
        Assert.Equal((200, "ready"), (ready.Status, ready.Json.GetProperty("status").GetString()));
        Assert.Equal(["configuration", "store", "decision-log", "counters"], ready.Json.GetProperty("checks").EnumerateArray().Select(static c => c.GetProperty("name").GetString()));
        Assert.Equal(403, (await gateway.GetAsync("/readyz", ("Origin", "https://evil.example"))).Status);
    }

    [Fact]
    public async Task LogThatFailsACall_IsToldAtOnce_WhateverTheLastLookFound()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("p.json"), AggregatePlans.AllowAll, TestContext.Current.CancellationToken);
        var log = folder.File("log.jsonl");
        // By a clock that stands still no look grows old.
        await using var running = await GatewayHost.StartAsync(
            new GatewayOptions { ServerId = "a", PolicyFile = folder.File("p.json"), Upstream = server.Address, Listen = new Uri("http://127.0.0.1:0") },
            services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()).AddGatewayStore(folder.File("gateway.db"), new DecisionLogOptions { File = log, Sync = true }).AddLogging(),
            TestContext.Current.CancellationToken);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        async Task<int> ReadyAsync() => (int)(await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(running.Endpoint, "/readyz")), TestContext.Current.CancellationToken)).StatusCode;
        async Task<string> CallAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, running.Endpoint) { Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", System.Text.Encoding.UTF8, "application/json") };
            return await (await client.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain("-31002", await CallAsync(), StringComparison.Ordinal);
        Assert.Equal(200, await ReadyAsync());
        File.Move(log, log + ".away");
        Assert.Contains("-31002", await CallAsync(), StringComparison.Ordinal);
        Assert.Equal(503, await ReadyAsync());

        File.Move(log + ".away", log);
        Assert.DoesNotContain("-31002", await CallAsync(), StringComparison.Ordinal);
        Assert.Equal(200, await ReadyAsync());
    }

    [Theory]
    [InlineData(false, 503)]
    [InlineData(true, 200)]
    public async Task BrokenStores_AreToldWithoutPathsOrCauses_AndStopServingOnlyWhereTheyStopCalls(bool failsOpen, int status)
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("p.json"), AggregatePlans.AllowAll, TestContext.Current.CancellationToken);
        var options = new GatewayOptions { ServerId = "a", PolicyFile = folder.File("p.json"), Upstream = server.Address, Listen = new Uri("http://127.0.0.1:0"), CountersFailOpen = failsOpen };
        var broken = new Broken();
        await using var running = await GatewayHost.StartAsync(
            options,
            services =>
            {
                services.AddSingleton<ICounterStore>(broken);
                if (!failsOpen)
                {
                    services.AddSingleton<IDecisionLog>(broken);
                }

                services.AddGatewayStore(folder.File("gateway.db")).AddLogging();
            },
            TestContext.Current.CancellationToken);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        Task<HttpResponseMessage> GetAsync(string path) => client.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(running.Endpoint, path)), TestContext.Current.CancellationToken);

        using var reply = await GetAsync("/readyz");
        var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Contains(failsOpen ? "calls pass uncounted" : "calls with limits are denied", body, StringComparison.Ordinal);
        Assert.Equal(!failsOpen, body.Contains("the decision log cannot be written", StringComparison.Ordinal));
        Assert.DoesNotContain("disk is full", body, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.File(""), body, StringComparison.Ordinal);
        using var alive = await GetAsync("/healthz");
        Assert.Equal(200, (int)alive.StatusCode);
    }
}
