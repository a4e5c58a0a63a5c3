using System.Diagnostics;
using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>Long streams of events through the gateway: whether each event comes, in order, how much later, and what memory does.</summary>
internal static class EventRun
{
    private const int Streams = 16;
    private const double AllowedGrowth = 1.1;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var source = new EventSource(Pace);
        using var stage = await Stage.StartAsync(options, limit: 1_000_000_000, payload: 10, upstream: source.Port);
        using var stop = new CancellationTokenSource();
        var (through, straight) = (Many(Streams, stage.Gateway.Port), Many(2, source.Port));
        var running = through.Concat(straight).Select(s => Task.Run(() => s.ListenAsync(stop.Token))).ToList();
        var memory = new List<double>();
        var (begun, processor) = (Stopwatch.GetTimestamp(), stage.Gateway.ProcessorSeconds());
        var step = TimeSpan.FromMinutes(Math.Min(1, options.Minutes / 12));
        Console.WriteLine("| seconds | events | MB |");
        Console.WriteLine("| ---: | ---: | ---: |");
        while (Stopwatch.GetElapsedTime(begun).TotalMinutes < options.Minutes && !stage.Gateway.HasExited)
        {
            await Task.Delay(step);
            memory.Add(stage.Gateway.ResidentMegabytes());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} | {through.Sum(static s => s.Count)} | {memory[^1]:0} |"));
        }

        var spent = stage.Gateway.ProcessorSeconds() - processor;
        await stop.CancelAsync();
        await Task.WhenAll(running);
        var events = through.Sum(static s => s.Count);
        var (added, plain) = (At(through, 0.5), At(straight, 0.5));
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{events} events on {Streams} streams; median {added:0} µs through the gateway, {plain:0} straight, 99 of 100 within {At(through, 0.99):0} and {At(straight, 0.99):0}; {spent * 1e6 / Math.Max(1, events):0} µs of processor time each"));
        var (early, late) = (memory[memory.Count / 4], memory[^1]);
        var faults = through.Concat(straight).Select(static s => s.Fault).OfType<string>().ToList();
        (string Claim, bool Holds)[] claims =
        [
            ($"every event came, in order: {(faults.Count == 0 ? "no fault" : faults[0])}", faults.Count == 0 && events > 0),
            (string.Create(CultureInfo.InvariantCulture, $"memory is flat: {early:0} MB after a quarter, {late:0} at the end"), (early * AllowedGrowth) > late),
        ];
        foreach (var (claim, holds) in claims)
        {
            Console.WriteLine($"{(holds ? "holds" : "FAILS")}: {claim}");
        }

        return claims.All(static c => c.Holds) ? 0 : 1;
    }

    private static List<EventStream> Many(int count, int port) => [.. Enumerable.Range(0, count).Select(_ => new EventStream(port))];

    private static double At(List<EventStream> streams, double part)
    {
        var times = streams.SelectMany(static s => s.Times).Order().ToArray();
        return times.Length == 0 ? double.NaN : times[(int)Math.Min(times.Length - 1, part * times.Length)] * 1e6 / Stopwatch.Frequency;
    }
}
