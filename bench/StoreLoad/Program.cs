// Measures the stores on real volume, each figure against a baseline of the same run.
//   StoreLoad TOOLS.jsonl.gz    the catalog's store and the gateway's; prints a table, keeps nothing
//   StoreLoad                   the gateway's alone
//   StoreLoad redis://HOST:PORT counters on a Redis server, beside those in memory
//   StoreLoad import TIMES TOOLS.jsonl.gz COMMAND
//                               `COMMAND import` of the file so many times over (COMMAND is artifacts/bin/Cli/release/catalog)
//   StoreLoad prepare TIMES TOOLS.jsonl.gz
//                               the same in this process, with a store that prepares what it is given and drops it
using System.Globalization;
using Catalog.StoreLoad;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var isRedis = args is [var address] && address.StartsWith("redis://", StringComparison.Ordinal);
var isImport = args is ["import", var number, var rows, _] && int.TryParse(number, CultureInfo.InvariantCulture, out _) && File.Exists(rows);
var isPrepare = args is ["prepare", var count, var lines] && int.TryParse(count, CultureInfo.InvariantCulture, out _) && File.Exists(lines);
if ((args.Length > 1 && !isImport && !isPrepare) || (args is [var named] && !isRedis && !File.Exists(named)))
{
    Console.Error.WriteLine("StoreLoad [TOOLS.jsonl[.gz] | redis://HOST:PORT | import TIMES TOOLS.jsonl[.gz] COMMAND | prepare TIMES TOOLS.jsonl[.gz]]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("store-load-").FullName;
try
{
    if (isImport)
    {
        await ImportLoad.RunAsync(args[2], int.Parse(args[1], CultureInfo.InvariantCulture), args[3], folder);
        return 0;
    }

    if (isPrepare)
    {
        await PrepareLoad.RunAsync(args[2], int.Parse(args[1], CultureInfo.InvariantCulture), folder);
        return 0;
    }

    if (isRedis)
    {
        await RedisLoad.RunAsync(folder, args[0]);
        return 0;
    }

    if (args is [var file])
    {
        await CatalogLoad.RunAsync(Rows.Read(file), folder);
    }

    await GatewayLoad.RunAsync(folder);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
