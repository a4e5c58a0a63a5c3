using System.Diagnostics;
using System.Numerics;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.StoreLoad;

/// <summary>One call each on a count and a value sum, by turns on a Redis server and in memory.</summary>
internal static class RedisLoad
{
    private const int Callers = 32;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(string folder, string address)
    {
        await using var memory = new ServiceCollection().AddGatewayStore(Path.Combine(folder, "gateway.db")).BuildServiceProvider();
        await memory.GetRequiredService<IStoreOpening>().OpenAsync(default);
        await using var redis = new ServiceCollection().AddRedisCounters(address).BuildServiceProvider();
        using var process = Process.GetCurrentProcess();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (name, services) in new[] { ("memory", memory), ("redis", redis) })
            {
                process.Refresh();
                var cpu = process.TotalProcessorTime;
                var begun = Stopwatch.GetTimestamp();
                var calls = await CallAsync(services.GetRequiredService<ICounterStore>(), begun);
                var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                process.Refresh();
                Console.WriteLine($"{name}, {Callers} at once: {calls / seconds:F0} a second, {(process.TotalProcessorTime - cpu).TotalMicroseconds / calls:F1} us of CPU for each here");
            }
        }
    }

    private static async Task<long> CallAsync(ICounterStore counters, long begun)
    {
        var calls = 0L;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            CounterDraw[] draws =
            [
                new() { Key = new CounterKey("s", CounterScope.Grant, "g", "calls", CounterWindow.Month), Nanos = 1_000_000_000, Caps = [new CounterCap("/l", BigInteger.Pow(10, 24), false)] },
                new() { Key = new CounterKey("s", CounterScope.Grant, "g", "spend", CounterWindow.Month), Nanos = 12_340_000_000 + caller, Caps = [new CounterCap("/m", BigInteger.Pow(10, 24), false)] },
            ];
            while (Stopwatch.GetElapsedTime(begun) < Span)
            {
                if ((await counters.TryReserveAsync(draws, default)).Status != ReservationStatus.Granted)
                {
                    throw new InvalidOperationException("a reservation was not granted");
                }

                Interlocked.Increment(ref calls);
            }
        })));
        return calls;
    }
}
