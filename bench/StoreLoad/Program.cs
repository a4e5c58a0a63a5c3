// Measures the stores on real volume, each figure against a baseline of the same run.
//   StoreLoad TOOLS.jsonl.gz    the catalog's store and the gateway's; prints a table, keeps nothing
//   StoreLoad                   the gateway's alone
using System.Globalization;
using Catalog.StoreLoad;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 1 || (args is [var named] && !File.Exists(named)))
{
    Console.Error.WriteLine("StoreLoad [TOOLS.jsonl[.gz]]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("store-load-").FullName;
try
{
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
