// Measures the stores on real volume, each figure against a baseline of the same run.
//   StoreLoad TOOLS.jsonl.gz    prints a table; keeps nothing
using System.Globalization;
using Catalog.StoreLoad;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var file] || !File.Exists(file))
{
    Console.Error.WriteLine("StoreLoad TOOLS.jsonl[.gz]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("store-load-").FullName;
try
{
    var servers = Rows.Read(file);
    await CatalogLoad.RunAsync(servers, folder);
    await GatewayLoad.RunAsync(folder);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
