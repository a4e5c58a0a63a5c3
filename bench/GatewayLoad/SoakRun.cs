using System.Diagnostics;
using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>
/// About half of what the gateway can carry, for a long time: the upstream crashes and comes back, the policy is written anew, clients vanish,
/// sessions are opened and dropped. At the end every claim is checked.
/// </summary>
internal static class SoakRun
{
    private const int Clients = 8;
    private const int Vanishing = 2;

    // Reached about half way, so that both sides of a limit are seen.
    private const int LimitedCallsPerMinute = 3000;
    private const int Grants = 3;

    private static readonly TimeSpan BetweenCrashes = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenReloads = TimeSpan.FromSeconds(7);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        using var stores = options.HasStores ? await RestartedStores.StartOrNullAsync() : null;
        if (options.HasStores && stores is null)
        {
            return 0;
        }

        // Each grant has a limit of its own.
        var limit = (long)Math.Max(500, options.SoakMinutes * LimitedCallsPerMinute / 2) / (options.HasStores ? Grants : 1);
        using var stage = await Stage.StartAsync(
            options, limit: 1_000_000_000, payload: 10, upstream: null, stores is null ? [] : ["--counters", stores.RedisAddress, "--log-db", stores.LogAddress, "--require-grant"]);
        stage.WritePolicy(1_000_000_000, limit, version: 0);
        var callers = stores is null ? [new SoakCaller(null)] : await Task.WhenAll(Enumerable.Range(0, Grants).Select(async n => new SoakCaller(await stage.GrantAsync(options.Gateway, $"soak {n}"))));
        using var log = stores is null ? new LogFollower(options.Gateway, stage.Store) : null;
        using var stop = new CancellationTokenSource();
        var tally = new SoakTally();
        SoakClient Client(int n) => new(() => stage.Gateway.Port, tally, n, callers[n % callers.Length], stores);
        var work = Enumerable.Range(0, Clients).Select(n => Task.Run(() => Client(n).CallAsync(stop.Token)))
            .Concat(Enumerable.Range(0, Vanishing).Select(n => Task.Run(() => Client(1000 + n).VanishAsync(stop.Token))))
            .Append(Task.Run(() => CrashAsync(stage, stop.Token)))
            .Append(Task.Run(() => ReloadAsync(stage, limit, stop.Token)))
            .Append(Task.Run(() => stores?.RestartAsync(stop.Token) ?? Task.CompletedTask))
            .ToList();
        var vitals = new List<SoakVitals>();
        var begun = Stopwatch.GetTimestamp();
        Console.WriteLine("| seconds | calls | failed | without store | sessions | MB | descriptors | threads |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        while (Stopwatch.GetElapsedTime(begun).TotalMinutes < options.SoakMinutes && !stage.Gateway.HasExited)
        {
            await Task.Delay(TimeSpan.FromSeconds(10));
            vitals.Add(SoakVitals.Of(stage.Gateway));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} | {tally.Of(CallOutcome.Passed, CallOutcome.Denied, CallOutcome.LimitReached)} | {tally.Of(CallOutcome.Failed)} | {tally.Of(CallOutcome.Uncounted, CallOutcome.Unrecorded)} | {tally.Sessions} | {vitals[^1].Megabytes:0} | {vitals[^1].Descriptors} | {vitals[^1].Threads} |"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        if (log is not null)
        {
            await log.CatchUpAsync();
        }
        else
        {
            // What follows a call is written a moment later.
            await Task.Delay(TimeSpan.FromSeconds(5));
        }

        return await SoakVerdict.PrintAsync(new SoakFacts(tally, callers, limit, vitals, stage.Gateway.HasExited, log?.Rows ?? await stores!.RowsAsync(), stores, options.Gateway));
    }

    private static async Task CrashAsync(Stage stage, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenCrashes, stop);
                var port = stage.Upstream.Port;
                stage.Upstream.Dispose();
                await Task.Delay(500, CancellationToken.None);
                await stage.StartUpstreamAsync(port, payload: 10);
            }
        }
        catch (OperationCanceledException)
        {
            // The soak ends.
        }
    }

    private static async Task ReloadAsync(Stage stage, long limit, CancellationToken stop)
    {
        try
        {
            for (var version = 1; ; version++)
            {
                await Task.Delay(BetweenReloads, stop);
                stage.WritePolicy(1_000_000_000, limit, version);
            }
        }
        catch (OperationCanceledException)
        {
            // The soak ends.
        }
    }
}
