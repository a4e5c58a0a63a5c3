// Crawls synthetic servers from a double of GitHub: fetch to store, on SQLite or, with --postgres, on a server that is started for it.
//   dotnet run --project bench/CrawlLoad -c Release -- SERVERS [--night] [--faults] [--delay MS] [--others N] [--postgres] [--workers N] [--warm N] [--kills N] [--seed N]
// First all of them; with --night once more after 2 % changed their source and 2 % their README only; with --faults anew against errors, broken archives, silence and limits.
// With --workers N by so many processes, each held to one core, measured once each has stored --warm N; with --kills N one process is killed so often at moments told by --seed, and what it did compared with a crawl that was left alone.
using System.Globalization;
using Catalog.Bench.CrawlLoad;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Support;

if (args is [ParseWorkerOptions.Verb or LinkWorkerOptions.Verb])
{
    await using var input = Console.OpenStandardInput();
    await using var output = Console.OpenStandardOutput();
    return args[0] == LinkWorkerOptions.Verb
        ? await LinkWorkerHost.RunAsync(input, output, CancellationToken.None)
        : await ParseWorkerHost.RunAsync(input, output, CancellationToken.None);
}

if (args is [CrawlWorker.Verb, var shared, var address, var own, var named])
{
    return await CrawlWorker.RunAsync(shared, address, own, named);
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var count, ..] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var servers))
{
    await Console.Error.WriteLineAsync("name how many servers: dotnet run --project bench/CrawlLoad -c Release -- SERVERS [--night] [--faults] [--delay MS] [--others N] [--postgres] [--workers N] [--warm N] [--kills N] [--seed N]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("crawl-load-").FullName;
try
{
    await using var github = await DoubleProcess.StartAsync(servers, After("--others", servers / 10), After("--delay", 0));
    Console.WriteLine($"{servers} servers with {github.Tools} tools");
    var postgres = args.Contains("--postgres", StringComparer.Ordinal) ? await PostgresServer.RequireAsync("shared_buffers=1GB", "max_wal_size=4GB") : null;
    if (After("--kills", 0) is > 0 and var kills)
    {
        return await new KillsRun(github, await StoreAsync("undisturbed"), await StoreAsync("disturbed"), folder).RunAsync(servers, kills, After("--seed", 1), "topic:mcp-server") ? 0 : 1;
    }

    var store = await StoreAsync("catalog");
    if (After("--workers", 0) is > 0 and var workers)
    {
        await new WorkersRun(github, store, folder).CrawlAsync("first", servers, workers, "topic:mcp-server", After("--warm", 0));
        return 0;
    }

    var load = new LoadRun(github, store, folder);
    if (args.Contains("--faults", StringComparer.Ordinal))
    {
        await github.AskAsync("faults 50 20 10");
        await github.AskAsync($"limits {Math.Max(8, servers / 200)} 60");
        var run = await load.CrawlAsync("with faults", servers, "topic:mcp-server");
        Console.WriteLine($"{run.Stored} of {servers} were had");
        return run.Stored == servers ? 0 : 1;
    }

    await load.CrawlAsync("first", servers, "topic:mcp-server");
    if (args.Contains("--night", StringComparer.Ordinal))
    {
        Console.WriteLine($"a day passes: {await github.AskAsync("day 20")} changed");
        await load.CrawlAsync("night", servers, "topic:mcp-server", "known:github");
    }

    return 0;

    async Task<string> StoreAsync(string name) => postgres is null ? Path.Combine(folder, $"{name}.db") : await postgres.CreateDatabaseAsync();
}
finally
{
    Directory.Delete(folder, recursive: true);
}

int After(string option, int none)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : none;
}
