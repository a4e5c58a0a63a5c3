using System.Diagnostics;

namespace Catalog.Bench.CrawlLoad;

/// <summary>A crawl by several processes that share one store, each held to a core.</summary>
internal sealed class WorkersRun(DoubleProcess github, string store, string folder)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Crawls and prints what it took.</summary>
    /// <param name="name">What the line begins with.</param>
    /// <param name="servers">How many servers there are.</param>
    /// <param name="workers">How many processes.</param>
    /// <param name="source">What to crawl.</param>
    /// <param name="warm">The figures are of what follows the moment when each process has stored so many; 0 for all, from the moment when all are ready.</param>
    public async Task<TimeSpan> CrawlAsync(string name, int servers, int workers, string source, int warm = 0)
    {
        var crawlers = new List<CrawlWorker>();
        for (var i = 0; i < workers; i++)
        {
            crawlers.Add(await CrawlWorker.StartAsync(i % Environment.ProcessorCount, store, github.Address.ToString(), Directory.CreateDirectory(Path.Combine(folder, $"{name}-{i}")).FullName, source));
        }

        var work = Task.WhenAll(crawlers.Select(static crawler => crawler.WorkAsync()));
        while (!work.IsCompleted && crawlers.Exists(crawler => crawler.Ended < warm))
        {
            await Task.Delay(Look);
        }

        servers -= crawlers.Sum(static crawler => crawler.Ended);
        var watch = new ProcessWatch(github.Id);
        var start = Stopwatch.GetTimestamp();
        var ends = await work;
        var took = Stopwatch.GetElapsedTime(start);
        await watch.DisposeAsync();
        Console.WriteLine($"{name}, {workers} at once, {servers} servers: {took.TotalSeconds:0.0} s, {servers / took.TotalSeconds:0.0} servers a second; {string.Join("; ", ends)}");
        Console.WriteLine($"  {watch.Describe(servers)}");
        Console.WriteLine($"  requests: {await github.AskAsync("counts")}");
        crawlers.ForEach(static crawler => crawler.Dispose());
        return took;
    }
}
