using System.Globalization;

namespace Catalog.GatewayLoad;

/// <summary>Watches the gateway's memory while many calls are made and many sessions are opened and left open.</summary>
internal static class MemoryRun
{
    private const int Clients = 32;
    private const int Steps = 10;

    public static async Task RunAsync(Stage stage, int calls, int sessions)
    {
        Console.WriteLine("| calls | sessions | MB |");
        Console.WriteLine("| ---: | ---: | ---: |");
        var row = LoadRow.All.First(static r => r.Name == "echo-32");
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => LoadConnection.OpenAsync(stage.Gateway.Port, row.Tool, row.Arguments, CancellationToken.None)));
        Print(0, Clients, stage);
        var opened = Clients;
        for (var step = 1; step <= Steps; step++)
        {
            await Task.WhenAll(clients.Select(client => Task.Run(async () =>
            {
                for (var call = 0; call < calls / Steps / Clients; call++)
                {
                    if (await client.CallAsync(CancellationToken.None) != CallOutcome.Passed)
                    {
                        throw new InvalidOperationException("a call that should have passed did not");
                    }
                }
            })));
            for (var session = 0; session < sessions / Steps; session++, opened++)
            {
                // The client goes; its session stays until nobody used it for long enough.
                using var passing = await LoadConnection.OpenAsync(stage.Gateway.Port, row.Tool, row.Arguments, CancellationToken.None);
            }

            Print((long)step * (calls / Steps), opened, stage);
        }

        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    private static void Print(long calls, int sessions, Stage stage) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {calls:#,0} | {sessions:#,0} | {stage.Gateway.ResidentMegabytes():0} |"));
}
