using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>Opens sessions that are a process each, makes calls in them, ends them, and looks for what is left of them.</summary>
internal static class ProcessRun
{
    private const int Clients = 4;
    private const int Steps = 10;

    // Threads of a pool and files of a store come and go; a leak of one for each session is far above it.
    private const int Slack = 16;
    private const int SlackMegabytes = 25;

    /// <summary>Makes the run.</summary>
    /// <returns>0 where nothing is left, 1 where something is.</returns>
    public static async Task<int> RunAsync(Stage stage, int calls, int sessions)
    {
        Console.WriteLine("| sessions | MB | open files | threads | processes |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: |");
        var perSession = Math.Max(1, calls / sessions);
        // The first sessions make the gateway what it is at work.
        await OpenAndEndAsync(stage, sessions / Steps, perSession);
        var first = await SettledAsync(stage);
        Print(sessions / Steps, first);
        var last = first;
        for (var step = 2; step <= Steps; step++)
        {
            await OpenAndEndAsync(stage, sessions / Steps, perSession);
            last = await SettledAsync(stage);
            Print(step * (sessions / Steps), last);
        }

        var isClean = last.Processes == 0 && last.Files <= first.Files + Slack && last.Threads <= first.Threads + Slack && last.Megabytes <= first.Megabytes + SlackMegabytes;
        Console.WriteLine(isClean ? "nothing is left of them" : "something is left of them");
        return isClean ? 0 : 1;
    }

    private static Task OpenAndEndAsync(Stage stage, int sessions, int calls)
    {
        var row = LoadRow.All.First(static r => r.Name == "echo-1");
        return Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            for (var session = 0; session < sessions / Clients; session++)
            {
                using var client = await LoadConnection.OpenAsync(stage.Gateway.Port, row.Tool, row.Arguments, CancellationToken.None);
                for (var call = 0; call < calls; call++)
                {
                    if (await client.CallAsync(CancellationToken.None) != CallOutcome.Passed)
                    {
                        throw new InvalidOperationException($"a call that should have passed did not: {client.Answer}");
                    }
                }

                await client.EndAsync(CancellationToken.None);
            }
        })));
    }

    /// <summary>What the gateway holds once its processes are gone, or after a while in which they did not go.</summary>
    private static async Task<(double Megabytes, int Files, int Threads, int Processes)> SettledAsync(Stage stage)
    {
        for (var tries = 0; tries < 100 && Processes(stage) > 0; tries++)
        {
            await Task.Delay(100);
        }

        return (stage.Gateway.ResidentMegabytes(), stage.Gateway.OpenFiles(), stage.Gateway.Threads(), Processes(stage));
    }

    private static int Processes(Stage stage) =>
        Directory.GetDirectories("/proc").Count(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != stage.Gateway.Worker && Runs(folder, stage.LineServerFile));

    private static bool Runs(string folder, string program)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(program, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return false;
        }
    }

    private static void Print(int sessions, (double Megabytes, int Files, int Threads, int Processes) of) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {sessions:#,0} | {of.Megabytes:0} | {of.Files} | {of.Threads} | {of.Processes} |"));
}
