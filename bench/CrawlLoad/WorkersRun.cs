using System.Diagnostics;

namespace Catalog.Bench.CrawlLoad;

/// <summary>A crawl by several processes that share one store, each held to a core.</summary>
internal sealed class WorkersRun(DoubleProcess github, string store, string folder)
{
    /// <summary>Crawls and prints what it took, from the moment when all are ready.</summary>
    public async Task<TimeSpan> CrawlAsync(string name, int servers, int workers, string source)
    {
        var crawlers = new List<CrawlWorker>();
        for (var i = 0; i < workers; i++)
        {
            crawlers.Add(await CrawlWorker.StartAsync(i % Environment.ProcessorCount, store, github.Address.ToString(), Directory.CreateDirectory(Path.Combine(folder, $"{name}-{i}")).FullName, source));
        }

        var watch = new ProcessWatch(github.Id);
        var start = Stopwatch.GetTimestamp();
        var ends = await Task.WhenAll(crawlers.Select(static crawler => crawler.WorkAsync()));
        var took = Stopwatch.GetElapsedTime(start);
        await watch.DisposeAsync();
        Console.WriteLine($"{name}, {workers} at once: {took.TotalSeconds:0.0} s, {servers / took.TotalSeconds:0.0} servers a second; {string.Join("; ", ends)}");
        Console.WriteLine($"  {watch.Describe(servers)}");
        Console.WriteLine($"  requests: {await github.AskAsync("counts")}");
        crawlers.ForEach(static crawler => crawler.Dispose());
        return took;
    }
}
