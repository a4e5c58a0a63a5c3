// What the gateway costs, beside nginx as a plain pass-through and no proxy at all, in one interleaved run. Usage: LoadOptions.Usage; figures: README.md.
using System.Globalization;
using Catalog.GatewayLoad;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (LoadOptions.ReadOrNull(args) is not { } options)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

if (!Directory.Exists(Places.Upstream))
{
    Console.WriteLine("skipped: the fast upstream is not there (../shared/tools/load/fastserver)");
    return 0;
}

if (!File.Exists(options.Gateway))
{
    Console.Error.WriteLine("build the gateway first: dotnet build src/Cli -c Release");
    return 2;
}

if (options.SoakMinutes > 0)
{
    return await SoakRun.RunAsync(options);
}

if (options.Rows is [LoadRow.Events])
{
    return await EventRun.RunAsync(options);
}

using var stage = await Stage.StartAsync(options, limit: 1_000_000_000, LoadRow.LargeBytes);
if (options.OverProcesses)
{
    return await ProcessRun.RunAsync(stage, options.MemoryCalls, options.MemorySessions);
}

if (options.MemoryCalls > 0)
{
    await MemoryRun.RunAsync(stage, options.MemoryCalls, options.MemorySessions);
    return 0;
}

var rows = LoadRow.All.Where(r => (options.Rows.Count == 0 && !r.IsShared) || options.Rows.Contains(r.Name, StringComparer.Ordinal)).ToList();
var figures = new List<LoadFigure>();
foreach (var row in rows)
{
    // A first round of each is thrown away: code is made fast while it runs.
    for (var round = 0; round <= options.Rounds; round++)
    {
        (string Name, Peer? Peer)[] targets = [("straight", stage.Upstream), ("nginx", stage.Nginx), ("before", row.IsShared ? null : stage.Against), ("gateway", row.IsShared ? stage.SharedGateway : stage.Gateway)];
        foreach (var (name, peer) in targets.Where(static t => t.Peer is not null))
        {
            var figure = await LoadRun.MeasureAsync(row, name, peer!, options.Warm, options.Seconds);
            if (round > 0)
            {
                figures.Add(figure);
                Console.WriteLine($"{row.Name} round {round} {name}: {figure.CallsPerSecond:0} calls/s, median {figure.MedianMicroseconds:0.0} µs, CPU {figure.ProcessorMicroseconds:0.0} µs/call{(figure.AllocatedKilobytes is { } of ? $", {of:0.0} KB allocated" : "")}");
            }
        }
    }
}

LoadTable.Print(figures);
LoadTable.Compare(figures);
if (options.Json is { } file)
{
    await LoadTable.WriteAsync(figures, file);
}

return 0;
