using System.Globalization;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Processes;

public sealed class ProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reserve_TwoProcessesOnOneFile_NeverPassTheLimitTogether() => Assert.Equal(3500, await RaceAsync(_folder.File("gateway.db"), 3000, 3500));

    [Fact]
    public async Task Reserve_TwoProcessesOnOneServer_NeverPassTheLimitTogether()
    {
        await using var server = await RedisServer.StartAsync();
        var granted = await RaceAsync(server.Address, 30_000, 35_000);
        await using var services = new ServiceCollection().AddRedisCounters(server.Address).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();

        // One may have been told "full" while the other held some; what they did not use they gave back at their end.
        Assert.InRange(granted, 30_000, 35_000);
        while ((await counters.TryReserveAsync([Draw(35_000)], default)).Status == ReservationStatus.Granted)
        {
            granted++;
        }

        Assert.Equal(35_000, granted);
    }

    [Fact]
    public async Task Reserve_ProcessKilledWithBlocksOfAServer_CountsAllThatItDrewAndAtMostABlockMore()
    {
        await using var server = await RedisServer.StartAsync();
        var granted = await OtherProcess.KillAfterAsync(60, "draw-forever", server.Address, "1000000000");

        var total = long.Parse(await server.CommandAsync("HGET", await server.CommandAsync("KEYS", "*"), "t"), CultureInfo.InvariantCulture);

        // Told every 500 draws; the block is of a quarter of a second.
        Assert.InRange(total, granted, granted + 500 + 70_000);
    }

    private static CounterDraw Draw(long max) => new() { Key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month), Nanos = 1, Caps = [new CounterCap("/l", max, false)] };

    private static async Task<int> RaceAsync(string path, int times, int max)
    {
        var (each, limit) = (times.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture));
        using var first = OtherProcess.Start("reserve", path, each, limit);
        using var second = OtherProcess.Start("reserve", path, each, limit);
        foreach (var process in new[] { first, second })
        {
            Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        }

        await first.StandardInput.WriteLineAsync();
        await second.StandardInput.WriteLineAsync();
        var granted = new[] { await first.StandardOutput.ReadToEndAsync(), await second.StandardOutput.ReadToEndAsync() }
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture))
            .ToList();
        await first.WaitForExitAsync();
        await second.WaitForExitAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        return granted.Sum();
    }

    [Fact]
    public async Task Reserve_ProcessKilled_CountsAllThatItDrewAndAtMostABlockMore()
    {
        // The total would be full only after a while, so that the kill falls into the middle.
        const int Max = 500_000_000;
        var path = _folder.File("gateway.db");
        var told = await OtherProcess.KillAfterAsync(100, "draw-forever", path, "500000000");

        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        var key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month);
        Assert.Equal(ReservationStatus.Full, (await ReserveAsync(Max - told + 1)).Status);
        var least = 0;
        var most = Max;
        while (least < most)
        {
            // How much is left, by halving: what is granted is given back at once.
            var middle = least + ((most - least + 1) / 2);
            var answer = await ReserveAsync(middle);
            if (answer.Status == ReservationStatus.Granted)
            {
                await counters.RefundAsync(answer.Lease!, null, default);
                least = middle;
            }
            else
            {
                most = middle - 1;
            }
        }

        // A block is made for 65,536 calls at most; after the last number told fewer than 500 calls more, and those of the moment of the kill, were drawn.
        Assert.InRange(Max - least, told, told + 65_536 + 100_000);

        Task<Reservation> ReserveAsync(int nanos) =>
            counters.TryReserveAsync([new CounterDraw { Key = key, Nanos = nanos, Caps = [new CounterCap("/l", Max, false)] }], default);
    }

    [Fact]
    public async Task Open_SeveralProcessesAtOnce_MigrateOnce()
    {
        var path = _folder.File("catalog.db");
        var processes = Enumerable.Range(0, 4).Select(_ => OtherProcess.Start("open", path)).ToList();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        await using var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        var state = await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
        Assert.Equal(state.Version, state.FoundVersion);
    }

    [Fact]
    public async Task Store_ProcessKilled_LeavesEachServerWholeOrNotAtAll()
    {
        var path = _folder.File("catalog.db");
        var told = await OtherProcess.KillAfterAsync(20, "store-forever", path);

        await using var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        var reader = services.GetRequiredService<ICatalogReader>();
        var servers = await reader.ListServersAsync(new ServerQuery { Limit = 1000 }, default);
        Assert.All(servers.Items, server => Assert.Equal(50, server.Tools));
        Assert.InRange(servers.Total, told + 1, int.MaxValue);
        Assert.Equal(servers.Total * 50, (await reader.SearchToolsAsync(new ToolQuery { Text = "note" }, default)).Total);
        Assert.True((await services.GetRequiredService<ICatalogWriter>().StoreAsync(Samples.Update(ServerKey.Parse("npm:after"), Samples.Tool("t")), default)).IsNewServer);
    }

    [Fact]
    public async Task Append_ProcessKilled_KeepsEveryDecisionThatWasTold()
    {
        var path = _folder.File("gateway.db");
        var told = await OtherProcess.KillAfterAsync(50, "decide-forever", path);

        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        var entries = await services.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 100_000 }, default);
        Assert.InRange(entries.Count, told + 1, int.MaxValue);
        Assert.Equal(Enumerable.Range(0, entries.Count).Reverse().Select(i => $"t{i}"), entries.Select(entry => entry.Tool));
    }
}
