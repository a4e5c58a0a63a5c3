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
        await SustainAsync(log);
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

    /// <summary>As many as come, until all are on disk: what a core that does nothing else can take.</summary>
    private static async Task SustainAsync(IDecisionLog log)
    {
        const int Times = 300_000;
        await log.ListAsync(new DecisionQuery { Limit = 1 }, default);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            await log.AppendAsync(Real(i), default);
        }

        await log.ListAsync(new DecisionQuery { Limit = 1 }, default);
        var elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        Console.WriteLine($"decisions, all on disk: {Times / elapsed.TotalSeconds:F0} a second, {Times / cpu.TotalSeconds:F0} for each second of CPU");
    }

    private static DecisionLogEntry Real(int i) => new()
    {
        Time = DateTimeOffset.UnixEpoch.AddMilliseconds(i), Grant = "3f0c6b52e1", Session = "0b7f0a0c5f1e4b8c9d", Server = "files", Tool = "write_file", Method = "tools/call", Decision = DecisionKind.Allow,
        Policy = "files@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ArgumentKeys = ["path", "content"], GatewayMicroseconds = 85,
        Outcome = DecisionOutcome.Answered, UpstreamMicroseconds = 412,
    };

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
