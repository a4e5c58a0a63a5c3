using System.Diagnostics;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.StoreLoad;

internal static class GatewayLoad
{
    public static async Task RunAsync(string folder)
    {
        await using var services = new ServiceCollection().AddGatewayStore(Path.Combine(folder, "gateway.db")).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
        var sync = Sync(Path.Combine(folder, "sync"), 300);
        Console.WriteLine($"4 KB written and synced by itself: {1 / sync.TotalSeconds:F0} a second");
        var log = services.GetRequiredService<IDecisionLog>();
        var entry = new DecisionLogEntry { Time = DateTimeOffset.UnixEpoch, Grant = "g", Server = "s", Tool = "t", Method = "tools/call", Decision = DecisionKind.Allow };
        await MeasureAsync("decisions", sync, 2_000, () => log.AppendAsync(entry, default));
        var counters = services.GetRequiredService<ICounterStore>();
        CounterDraw[] draws =
        [
            DrawOn(new CounterKey("s", CounterScope.Grant, "g", "calls", CounterWindow.Minute)),
            DrawOn(new CounterKey("s", CounterScope.Server, "", "all", CounterWindow.Day)),
        ];
        await MeasureAsync("reservations on two totals", sync, 50_000, async () =>
        {
            if ((await counters.TryReserveAsync(draws, default)).Status != ReservationStatus.Granted)
            {
                throw new InvalidOperationException("a reservation was not granted");
            }
        });
    }

    private static CounterDraw DrawOn(CounterKey key) => new() { Key = key, Nanos = 1, Caps = [new CounterCap("/l", 1_000_000_000_000, false)] };

    private static async Task MeasureAsync(string what, TimeSpan sync, int count, Func<Task> write)
    {
        foreach (var callers in new[] { 1, 8, 64 })
        {
            var times = count * callers;
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                for (var i = 0; i < count; i++)
                {
                    await write();
                }
            })));
            var each = Stopwatch.GetElapsedTime(start) / times;
            Console.WriteLine($"{what}, {callers} at once: {1 / each.TotalSeconds:F0} a second, {sync / each:F2} for each sync");
        }
    }

    /// <summary>What the disk gives for one write that must be on it.</summary>
    private static TimeSpan Sync(string path, int times)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
        }

        return Stopwatch.GetElapsedTime(start) / times;
    }
}
