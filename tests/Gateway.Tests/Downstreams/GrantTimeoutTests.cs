using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>A grant whose calls may take less time than the server is given: they end in the grant's time, as they would in the server's.</summary>
public sealed class GrantTimeoutTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _isLetGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = async (context, body) =>
        {
            if (body.Contains("\"silent\"", StringComparison.Ordinal))
            {
                context.RequestAborted.Register(_isLetGo.SetResult);
                await _isLetGo.Task;
                return;
            }

            context.Response.Headers["Mcp-Session-Id"] = "u1";
            context.Response.StatusCode = body.Contains("\"id\"", StringComparison.Ordinal) ? 200 : 202;
            if (context.Response.StatusCode == 200)
            {
                await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}"""));
            }
        };
    }

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("/mcp/s", "silent", 2, 2)]
    [InlineData("/mcp", "s__silent", 2, 2)]
    [InlineData("/mcp/s", "silent", 3600, 4)]
    public async Task CallOfAServerOverHttp_EndsInTheShorterTime(string path, string tool, int own, int told)
    {
        await using var gateway = await StartAsync(_upstream.Address, TimeSpan.FromSeconds(own));

        var reply = await CallAsync(gateway, path, tool, () => _upstream.Requests.Any(static r => r.Body.Contains("\"silent\"", StringComparison.Ordinal)));

        Assert.Equal(-31001, reply.ErrorCode);
        Assert.Contains($"did not begin its answer in {told} seconds", reply.Body, StringComparison.Ordinal);
        // Whoever waits no more holds no connection either.
        await _isLetGo.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("/mcp/s", "silent")]
    [InlineData("/mcp", "s__silent")]
    public async Task CallOfAServerOfLines_EndsInTheGrantsTime_AndTheServerHearsIt(string path, string tool)
    {
        await using var gateway = await StartAsync(null, TimeSpan.FromSeconds(2));

        var reply = await CallAsync(gateway, path, tool, () => gateway.Received.Any(static line => line.Contains("\"silent\"", StringComparison.Ordinal)));

        Assert.Equal(-31001, reply.ErrorCode);
        Assert.Contains("did not answer in 2 seconds", reply.Body, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => gateway.Received.Any(static line => line.Contains("notifications/cancelled", StringComparison.Ordinal)), TimeSpan.FromSeconds(30)));
    }

    /// <summary>Calls, and lets the time go on once the server has the call.</summary>
    private async Task<HttpGateway.Reply> CallAsync(HttpGateway gateway, string path, string tool, Func<bool> isSent)
    {
        var grant = ("Authorization", "Bearer g");
        var session = (await gateway.PostToAsync(path, Initialize, grant)).Headers["Mcp-Session-Id"];
        var call = gateway.PostToAsync(path, $$$"""{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"{{{tool}}}"}}""", grant, ("Mcp-Session-Id", session));
        Assert.True(SpinWait.SpinUntil(isSent, TimeSpan.FromSeconds(60)));
        using var step = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!call.IsCompleted && await step.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        return await call;
    }

    private Task<HttpGateway> StartAsync(Uri? upstream, TimeSpan timeout) => HttpGateway.StartAsync(
        folder =>
        {
            Assert.SkipWhen(upstream is null && OperatingSystem.IsWindows(), "the upstream of this test is a shell script");
            var plan = AggregatePlans.Of(folder, new AggregatePlan(), ("s", upstream, upstream is null ? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")] : [], AggregatePlans.AllowAll));
            var server = plan.Upstreams[0];
            return plan with
            {
                Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = server.PolicyFile, PolicyName = "s", Upstream = server.Upstream, Command = server.Command, UpstreamTimeout = TimeSpan.FromSeconds(4) }],
                Grants =
                [
                    new Grant
                    {
                        Id = "g",
                        Label = "g",
                        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("g"))),
                        Servers = ["*"],
                        Policy = "s",
                        CreatedAt = DateTimeOffset.UnixEpoch,
                        Limits = new GrantLimits { Timeout = timeout },
                    },
                ],
            };
        },
        parts: services => services.AddSingleton<TimeProvider>(_clock));
}
