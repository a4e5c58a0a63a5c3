// Measures the stores on real volume, each figure against a baseline of the same run.
//   StoreLoad TOOLS.jsonl.gz    the catalog's store and the gateway's; prints a table, keeps nothing
//   StoreLoad                   the gateway's alone
//   StoreLoad redis://HOST:PORT counters on a Redis server, beside those in memory
using System.Globalization;
using Catalog.StoreLoad;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var isRedis = args is [var address] && address.StartsWith("redis://", StringComparison.Ordinal);
if (args.Length > 1 || (args is [var named] && !isRedis && !File.Exists(named)))
{
    Console.Error.WriteLine("StoreLoad [TOOLS.jsonl[.gz] | redis://HOST:PORT]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("store-load-").FullName;
try
{
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
