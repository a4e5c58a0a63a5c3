using System.Diagnostics;
using Catalog.Classifier;
using Catalog.Classifier.Suspicions;
using Catalog.Cli.Importing;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.StoreLoad;

/// <summary>All that an import does before the store's one writer: reading, judging and preparing, for a store that drops what it is given.</summary>
internal static class PrepareLoad
{
    private const int Rounds = 3;

    public static async Task RunAsync(string file, int times, string folder)
    {
        var many = Path.Combine(folder, "many.jsonl");
        var tools = ImportLoad.Multiply(file, times, many);
        for (var round = 0; round < Rounds; round++)
        {
            await using var services = new ServiceCollection().AddClassifier().AddCatalogStore(Path.Combine(folder, $"prepare-{round}.db")).BuildServiceProvider();
            await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
            var allocated = GC.GetTotalAllocatedBytes();
            var (begun, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await using var source = await ImportSource.OpenAsync(many, default);
            var servers = await ImportFile.CheckAsync(source, default);
            var (checkedAt, looked) = (Stopwatch.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - before);
            var writer = new DroppingWriter();
            await new Import(services.GetRequiredService<IToolClassifier>(), services.GetRequiredService<ShadowCheck>(), services.GetRequiredService<ICatalogReader>(), writer, TimeProvider.System)
                .RunAsync(servers.ServersAsync(default), "many.jsonl", default);
            var (took, processor) = (Stopwatch.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - before);
            if (writer.Tools != tools)
            {
                throw new InvalidOperationException($"{writer.Tools} of {tools} tools came");
            }

            Console.WriteLine(
                $"prepared {tools} tools: {took.TotalSeconds:F1} s, {tools / took.TotalSeconds:F0} a second; {processor.TotalMicroseconds / tools:F1} us of processor each, " +
                $"of it {looked.TotalMicroseconds / tools:F1} for the first look ({checkedAt.TotalSeconds:F1} s); {(GC.GetTotalAllocatedBytes() - allocated) / tools} bytes allocated each, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB kept, {Environment.WorkingSet >> 20} MiB held");
            GC.KeepAlive((servers, services));
        }
    }
}
