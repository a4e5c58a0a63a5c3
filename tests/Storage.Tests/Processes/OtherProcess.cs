using System.Diagnostics;
using System.Globalization;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Credentials;
using Catalog.Core.Decisions;
using Catalog.Core.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Processes;

/// <summary>What another process does with a store, and how a test starts it.</summary>
internal static class OtherProcess
{
    private const string Mark = "--other-process";

    public static bool Handles(string[] args) => args is [Mark, ..];

    /// <summary>Starts this program again with a job.</summary>
    public static Process Start(params string[] job)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Mark);
        foreach (var word in job)
        {
            start.ArgumentList.Add(word);
        }

        return Process.Start(start)!;
    }

    /// <summary>Kills a job after it has told so many numbers; gives the last one told.</summary>
    public static async Task<int> KillAfterAsync(int lines, params string[] job)
    {
        using var process = Start(job);
        string? last = null;
        for (var i = 0; i < lines; i++)
        {
            last = await process.StandardOutput.ReadLineAsync();
            Assert.NotNull(last);
        }

        process.Kill();
        var rest = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        await process.WaitForExitAsync();

        // The last piece is empty, or a line that was cut off.
        return int.Parse(rest.Length > 1 ? rest[^2] : last!, CultureInfo.InvariantCulture);
    }

    public static Task<int> RunAsync(string[] args) => args[1] switch
    {
        "reserve" => ReserveAsync(args[2], int.Parse(args[3], CultureInfo.InvariantCulture), long.Parse(args[4], CultureInfo.InvariantCulture)),
        "draw-forever" => DrawForeverAsync(args[2], long.Parse(args[3], CultureInfo.InvariantCulture)),
        "store-forever" => StoreForeverAsync(args[2]),
        "decide-forever" => DecideForeverAsync(args[2]),
        "hold" => HoldAsync(args[2], args[3]),
        "open" => OpenAsync(args[2]),
        _ => throw new ArgumentException($"`{args[1]}` is no job", nameof(args)),
    };

    /// <summary>Waits for a line, draws so often with eight callers at once, and prints how many were granted.</summary>
    private static async Task<int> ReserveAsync(string path, int times, long max)
    {
        var stores = new ServiceCollection();
        await using var services = (path.StartsWith("redis://", StringComparison.Ordinal) ? stores.AddRedisCounters(path) : stores.AddGatewayStore(path)).BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(default);
        }

        Console.Out.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var counters = services.GetRequiredService<ICounterStore>();
        var granted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, token) =>
        {
            var answer = await counters.TryReserveAsync(
                [new CounterDraw { Key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month), Nanos = 1, Caps = [new CounterCap("/l", max, false)] }],
                token);
            if (answer.Status == ReservationStatus.Unavailable)
            {
                throw new InvalidOperationException("the store was not available");
            }

            Interlocked.Add(ref granted, answer.Status == ReservationStatus.Granted ? 1 : 0);
        });
        Console.Out.WriteLine(granted.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Draws by one until it is killed; prints from time to time how many were granted.</summary>
    private static async Task<int> DrawForeverAsync(string path, long max)
    {
        var stores = new ServiceCollection();
        var services = (path.StartsWith("redis://", StringComparison.Ordinal) ? stores.AddRedisCounters(path) : stores.AddGatewayStore(path)).BuildServiceProvider();
        var counters = services.GetRequiredService<ICounterStore>();
        for (var i = 1; ; i++)
        {
            var answer = await counters.TryReserveAsync(
                [new CounterDraw { Key = new CounterKey("s", CounterScope.Server, "", "c", CounterWindow.Month), Nanos = 1, Caps = [new CounterCap("/l", max, false)] }],
                default);
            if (answer.Status != ReservationStatus.Granted)
            {
                return 1;
            }

            if (i % 500 == 0)
            {
                Console.Out.WriteLine(i.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Stores servers of fifty tools each until it is killed; prints the number of each that is stored.</summary>
    private static async Task<int> StoreForeverAsync(string path)
    {
        var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        var writer = services.GetRequiredService<ICatalogWriter>();
        for (var i = 0; ; i++)
        {
            await writer.StoreAsync(Samples.Update(ServerKey.Parse($"npm:s{i}"), [.. Enumerable.Range(0, 50).Select(n => Samples.Tool($"t{n}"))]), default);
            Console.Out.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Appends decisions until it is killed; prints the number of each that is kept.</summary>
    private static async Task<int> DecideForeverAsync(string path)
    {
        var services = new ServiceCollection().AddGatewayStore(path, new DecisionLogOptions { Sync = true }).BuildServiceProvider();
        var log = services.GetRequiredService<IDecisionLog>();
        for (var i = 0; ; i++)
        {
            await log.AppendAsync(new DecisionLogEntry { Time = Samples.Fetched, Server = "s", Tool = $"t{i}", Decision = DecisionKind.Allow }, default);
            Console.Out.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Holds the secrets of a server until a line comes, or it is killed.</summary>
    private static async Task<int> HoldAsync(string path, string server)
    {
        await using var services = new ServiceCollection().AddGatewayStore(path).BuildServiceProvider();
        using var held = await services.GetRequiredService<ICredentialVault>().HoldOrNullAsync(server, default);
        Console.Out.WriteLine(held is null ? "another has it" : "held");
        await Console.In.ReadLineAsync();
        return 0;
    }

    private static async Task<int> OpenAsync(string path)
    {
        await using var services = new ServiceCollection().AddCatalogStore(path).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
        return 0;
    }
}
