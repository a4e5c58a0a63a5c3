using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>A server that is dead while many sessions of all servers are open.</summary>
public sealed class DeadServerTests
{
    [Fact]
    public async Task WhileItIsDead_NothingIsAskedInTheLog_AndEverySessionHearsThatItIsBack()
    {
        var clock = new FakeTimeProvider();
        var port = FreePorts.Next();
        await using var gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan(), ("a", new Uri($"http://127.0.0.1:{port}/mcp"), [], AggregatePlans.AllowAll)),
            parts: services => services.AddSingleton<TimeProvider>(clock));
        var sessions = new[] { await AggregateClient.OpenAsync(gateway), await AggregateClient.OpenAsync(gateway), await AggregateClient.OpenAsync(gateway) };
        foreach (var session in sessions)
        {
            Assert.Empty(await session.ToolsAsync());
        }

        var asked = await AskedAsync(gateway);
        await GoOnAsync(clock, 180, static () => Task.FromResult(false));
        Assert.Equal(asked, await AskedAsync(gateway));

        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]", port: port);
        foreach (var session in sessions)
        {
            Assert.True(await GoOnAsync(clock, 3000, async () => (await session.ToolsAsync()).Contains("a__echo")));
        }

        // What one of them heard is shown to the others of its grant before they ask themselves.
        Assert.True(await GoOnAsync(clock, 3000, () => Task.FromResult(server.Bodies.Count(static body => body.Contains("\"initialize\"", StringComparison.Ordinal)) == sessions.Length)));
    }

    private static async Task<int> AskedAsync(HttpGateway gateway) => (await gateway.DecisionsAsync()).Count(static e => e.Server == "a");

    /// <summary>Lets the clock go on by seconds, until something is so.</summary>
    private static async Task<bool> GoOnAsync(FakeTimeProvider clock, int seconds, Func<Task<bool>> until)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < seconds; i++)
        {
            if (await until())
            {
                return true;
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return false;
    }
}
