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
    private const double AllowedGrowth = 1.25;
    private const double AllowedMegabytes = 150;

    private static readonly TimeSpan BetweenCrashes = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenReloads = TimeSpan.FromSeconds(7);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var limit = (long)Math.Max(500, options.SoakMinutes * LimitedCallsPerMinute / 2);
        using var stage = await Stage.StartAsync(options, limit: 1_000_000_000, payload: 10);
        stage.WritePolicy(1_000_000_000, limit, version: 0);
        using var log = new LogFollower(options.Gateway, stage.Store);
        using var stop = new CancellationTokenSource();
        var tally = new SoakTally();
        var work = Enumerable.Range(0, Clients).Select(n => Task.Run(() => new SoakClient(() => stage.Gateway.Port, tally, n).CallAsync(stop.Token)))
            .Concat(Enumerable.Range(0, Vanishing).Select(n => Task.Run(() => new SoakClient(() => stage.Gateway.Port, tally, 1000 + n).VanishAsync(stop.Token))))
            .Append(Task.Run(() => CrashAsync(stage, stop.Token)))
            .Append(Task.Run(() => ReloadAsync(stage, limit, stop.Token)))
            .ToList();
        var memory = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        Console.WriteLine("| seconds | calls | failed | sessions | MB |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        while (Stopwatch.GetElapsedTime(begun).TotalMinutes < options.SoakMinutes && !stage.Gateway.HasExited)
        {
            await Task.Delay(TimeSpan.FromSeconds(10));
            memory.Add(stage.Gateway.ResidentMegabytes());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} | {tally.Of(CallOutcome.Passed, CallOutcome.Denied, CallOutcome.LimitReached)} | {tally.Of(CallOutcome.Failed)} | {tally.Sessions} | {memory[^1]:0} |"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        await log.CatchUpAsync();
        return Judge(tally, log, memory, limit, stage.Gateway.HasExited);
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

    private static int Judge(SoakTally tally, LogFollower log, List<double> memory, long limit, bool hasExited)
    {
        var limited = tally.Of(SoakClient.LimitedTool, CallOutcome.Passed);
        var (allowed, denied) = (log.Of("echo", "allow"), log.Of("echo", "deny"));
        var (passed, refused) = (tally.Of("echo", CallOutcome.Passed) + tally.Of("echo", CallOutcome.Failed), tally.Of("echo", CallOutcome.Denied));
        var limitedRows = log.Of(SoakClient.LimitedTool, "allow");
        var limitedSeen = limited + tally.Of(SoakClient.LimitedTool, CallOutcome.Failed);
        var (early, late) = (Median(memory[(memory.Count / 4)..(memory.Count / 2)]), Median(memory[(memory.Count * 3 / 4)..]));
        (string Claim, bool Holds)[] claims =
        [
            ("the gateway stayed up", !hasExited),
            ($"no wrong decision and no call without answer: {tally.Faults.Count} faults", tally.Faults.Count == 0),
            ($"limit of {limit}: {limited} passed, {tally.Of(SoakClient.LimitedTool, CallOutcome.LimitReached)} were told that it is reached", limited <= limit),
            // A client that went away may have been decided or not.
            ($"rows of allowed calls: {allowed} for {passed} seen and at most {tally.Unanswered} unseen", allowed >= passed && allowed <= passed + tally.Unanswered),
            ($"rows of denied calls: {denied} for {refused} seen", denied == refused),
            ($"rows of limited calls: {limitedRows} for {limitedSeen} seen", limitedRows == limitedSeen),
            ($"rows at the limit: {log.Of(SoakClient.LimitedTool, "deny")}", log.Of(SoakClient.LimitedTool, "deny") == tally.Of(SoakClient.LimitedTool, CallOutcome.LimitReached)),
            ($"rows of a tool that is not listed: {log.Of("tool_9", "deny")}", log.Of("tool_9", "deny") == tally.Of("tool_9", CallOutcome.Denied)),
            (string.Create(CultureInfo.InvariantCulture, $"memory: {early:0} MB in the second quarter, {late:0} MB in the last, {memory.Max():0} MB at most"), late < early * AllowedGrowth && memory.Max() < AllowedMegabytes),
        ];
        Console.WriteLine();
        foreach (var (claim, holds) in claims)
        {
            Console.WriteLine($"{(holds ? "holds" : "FAILS")}: {claim}");
        }

        foreach (var fault in tally.Faults.Take(10))
        {
            Console.WriteLine($"  {fault}");
        }

        return claims.All(static c => c.Holds) ? 0 : 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
