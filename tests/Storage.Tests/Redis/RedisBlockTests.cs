using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;
using Catalog.Storage.Redis.Blocks;
using Catalog.Storage.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Redis;

/// <summary>The contract where a block is taken with every draw that leaves room for one: a process alone must never notice its own.</summary>
public sealed class RedisBlockTests : CounterContract
{
    private static readonly BlockSizing Eager = new() { HotPerSecond = 0, Interval = TimeSpan.Zero, LeastDraws = 0, Share = 2 };

    private readonly TemporaryFolder _folder = new();
    private RedisServer? _server;

    protected override bool SessionsSurvive => true;

    [Fact]
    public async Task Reserve_HotTotals_AreDrawnHere_AndWhatIsLeftGoesBack()
    {
        var (count, sum) = (Day, Day with { Counter = "amount" });
        BigInteger drawn = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var amount = One * (1 + (i % 7)) / 3;
            Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(count, One, 1_000_000 * One), Draw(sum, amount, 1_000_000 * One)], None)).Status);
            drawn += amount;
        }

        var scripts = await _server!.CommandAsync("INFO", "commandstats");
        var ran = int.Parse(scripts.Split("cmdstat_evalsha:calls=")[1].Split(',')[0], CultureInfo.InvariantCulture);
        Assert.InRange(ran, 1, 1_000);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var totals = new List<BigInteger>();
        do
        {
            totals.Clear();
            foreach (var key in new[] { count, sum })
            {
                totals.Add(BigInteger.Parse(await _server.CommandAsync("HGET", Catalog.Storage.Redis.RedisKeys.Of(key), "t"), CultureInfo.InvariantCulture));
            }
        }
        while ((totals[0] != 2_000 * One || totals[1] != drawn) && await pace.WaitForNextTickAsync(giveUp.Token));

        Assert.Equal([2_000 * One, drawn], totals);
    }

    [Fact]
    public async Task Reserve_LimitLoweredUnderABlock_IsMet()
    {
        for (var i = 0; i < 20; i++)
        {
            await Counters.TryReserveAsync([Draw(Day, One, 1_000_000 * One)], None);
        }

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Day, One, 20 * One)], None)).Status);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, One, 21 * One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_TwoAtOnceNearTheLimit_GrantExactlyTheLimitEach()
    {
        // Many callers of one process with blocks in flight: none hears "full" while this process holds some.
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var granted = 0;
            for (var i = 0; i < 50; i++)
            {
                granted += (await Counters.TryReserveAsync([Draw(Day, One, 1_000 * One)], None)).Status == ReservationStatus.Granted ? 1 : 0;
            }

            return granted;
        })));
        Assert.Equal(1_000, answers.Sum());
    }

    protected override async ValueTask PrepareAsync() => _server = await RedisServer.StartAsync();

    protected override void Add(IServiceCollection services) =>
        services.AddRedisCounters(_server!.Address, Time, Eager).AddGatewayStore(_folder.File("gateway.db"));

    protected override async ValueTask RemoveAsync()
    {
        _folder.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
