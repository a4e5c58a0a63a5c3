using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;
using Catalog.Storage.Redis;
using Catalog.Storage.Redis.Blocks;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Redis;

/// <summary>A server that lost a total: what was drawn on it lowers no total that is there instead, which may only count too much.</summary>
public sealed class RedisLostTotalTests
{
    private static readonly BlockSizing Eager = new() { HotPerSecond = 0, Interval = TimeSpan.Zero, LeastDraws = 0, Share = 2, Life = TimeSpan.FromHours(1), Idle = TimeSpan.FromHours(1) };

    // Takes nothing ahead, however fast its totals are drawn on.
    private static readonly BlockSizing Cold = new() { HotPerSecond = double.MaxValue };

    private static readonly CounterDraw Draw = new()
    {
        Key = new CounterKey("s", CounterScope.Grant, "g", "c", CounterWindow.Month),
        Nanos = 1,
        Caps = [new CounterCap("/l", 1_000_000, false)],
    };

    [Fact]
    public async Task Refund_OfTheTotalThatIsThere_IsTaken()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server, Cold);
        var counters = services.GetRequiredService<ICounterStore>();
        var lease = await DrawAsync(counters);
        await DrawAsync(counters);

        await counters.RefundAsync(lease, null, default);

        Assert.Equal(1, await TotalAsync(server));
    }

    [Fact]
    public async Task Refund_AfterTheTotalWasFlushed_GivesNothingBack()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server, Cold);
        var counters = services.GetRequiredService<ICounterStore>();
        var lease = await DrawAsync(counters);
        await server.CommandAsync("FLUSHALL");
        await DrawAsync(counters);

        await counters.RefundAsync(lease, null, default);

        Assert.Equal(1, await TotalAsync(server));
    }

    [Fact]
    public async Task Block_OfATotalThatWasFlushed_DoesNotGoBackWithTheNextDraw()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server, Eager);
        await using var others = Open(server, Cold);
        var counters = services.GetRequiredService<ICounterStore>();
        await HoldABlockAsync(server, counters);
        await server.CommandAsync("FLUSHALL");
        var other = others.GetRequiredService<ICounterStore>();
        for (var i = 0; i < 50; i++)
        {
            await DrawAsync(other);
        }

        // Too much for the block, and one more than is left: it is asked for at the server, and what is left of the block goes along.
        var status = (await counters.TryReserveAsync([Draw with { Nanos = 999_951 }], default)).Status;

        Assert.Equal((ReservationStatus.Full, 50), (status, await TotalAsync(server)));
    }

    [Fact]
    public async Task Block_OfATotalThatWasFlushed_DoesNotGoBackAtTheEnd()
    {
        await using var server = await RedisServer.StartAsync();
        await using var others = Open(server, Cold);
        await using (var services = Open(server, Eager))
        {
            await HoldABlockAsync(server, services.GetRequiredService<ICounterStore>());
            await server.CommandAsync("FLUSHALL");
            for (var i = 0; i < 50; i++)
            {
                await DrawAsync(others.GetRequiredService<ICounterStore>());
            }
        }

        Assert.Equal(50, await TotalAsync(server));
    }

    [Fact]
    public async Task Refund_OnAnotherConnection_GivesNothingBack_ForItsServerMayHaveMissedTheDraw()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server, Cold);
        var counters = services.GetRequiredService<ICounterStore>();
        await DrawAsync(counters);
        var lease = await DrawAsync(counters);
        // As a replica that takes its master's place: the total is there under its name, and without the last draw.
        await server.CommandAsync("HINCRBY", RedisKeys.Of(Draw.Key), "t", "-1");
        await server.CommandAsync("CLIENT", "KILL", "TYPE", "normal");
        var again = await UntilDrawnAsync(counters);

        await counters.RefundAsync(lease, null, default);
        Assert.Equal(2, await TotalAsync(server));

        await counters.RefundAsync(again, null, default);
        Assert.Equal(1, await TotalAsync(server));
    }

    [Fact]
    public async Task Total_ThatAnOlderGatewayBegan_IsDrawnOnAndGivenBackTo()
    {
        await using var server = await RedisServer.StartAsync();
        await using var services = Open(server, Cold);
        var counters = services.GetRequiredService<ICounterStore>();
        await DrawAsync(counters);
        await server.CommandAsync("HDEL", RedisKeys.Of(Draw.Key), "e");
        var lease = await DrawAsync(counters);
        Assert.Equal(2, await TotalAsync(server));

        await counters.RefundAsync(lease, null, default);

        Assert.Equal(1, await TotalAsync(server));
    }

    private static ServiceProvider Open(RedisServer server, BlockSizing sizing) => new ServiceCollection().AddRedisCounters(server.Address, null, sizing).BuildServiceProvider();

    private static async Task HoldABlockAsync(RedisServer server, ICounterStore counters)
    {
        var drawn = 0;
        while (await TotalAsync(server) <= drawn)
        {
            await DrawAsync(counters);
            drawn++;
            Assert.True(drawn < 100, "no block was taken ahead");
        }
    }

    private static async Task<CounterLease> DrawAsync(ICounterStore counters) => (await counters.TryReserveAsync([Draw], default)).Lease!;

    /// <summary>The first draw that is granted: after a failure the store waits a moment before it looks again.</summary>
    private static async Task<CounterLease> UntilDrawnAsync(ICounterStore counters)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if ((await counters.TryReserveAsync([Draw], giveUp.Token)).Lease is { } lease)
            {
                return lease;
            }

            await pace.WaitForNextTickAsync(giveUp.Token);
        }
    }

    private static async Task<BigInteger> TotalAsync(RedisServer server) =>
        BigInteger.TryParse(await server.CommandAsync("HGET", RedisKeys.Of(Draw.Key), "t"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : 0;
}
