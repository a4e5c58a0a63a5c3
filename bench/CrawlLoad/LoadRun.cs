using System.Collections.Concurrent;
using System.Diagnostics;
using Catalog.Core.Crawls;
using Catalog.Crawler;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>Crawls against a double, as the command does, and prints what it took.</summary>
internal sealed class LoadRun(DoubleProcess github, string store, string folder)
{
    /// <summary>Crawls and prints one line of figures.</summary>
    /// <param name="name">What the line begins with.</param>
    /// <param name="servers">How many servers there are, to reckon by.</param>
    /// <param name="sources">What to crawl.</param>
    public async Task<CrawlRun> CrawlAsync(string name, int servers, params string[] sources)
    {
        await using var services = CrawlServices.Build(store, github.Address, folder);
        await CrawlServices.OpenAsync(services);
        services.GetRequiredService<WebWaits>().Listen(static words => Console.WriteLine($"  {words}"));
        var watch = new ProcessWatch(github.Id);
        var start = Stopwatch.GetTimestamp();
        var progress = new CountingProgress();
        var run = await services.GetRequiredService<ICrawl>().RunAsync([.. sources.Select(CrawlServices.Parse)], new CrawlOptions(), progress, default);
        var took = Stopwatch.GetElapsedTime(start);
        await watch.DisposeAsync();
        var counts = await github.AskAsync("counts");
        Console.WriteLine($"{name}: {took.TotalSeconds:0.0} s, {servers / took.TotalSeconds:0} servers a second; {run.Stored} stored, {run.Unchanged} unchanged, {run.NoTools} without tools, {run.Failed} failed; {progress.Tools} tools, {run.Changed} changed");
        Console.WriteLine($"  {watch.Describe(servers)}");
        Console.WriteLine($"  requests: {counts}");
        foreach (var reason in progress.Failures.GroupBy(static reason => reason, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).Take(8))
        {
            Console.WriteLine($"  failed {reason.Count()}: {reason.Key}");
        }

        return run;
    }

    private sealed class CountingProgress : IProgress<CrawlProgress>
    {
        private int _tools;

        public int Tools => _tools;

        public ConcurrentQueue<string> Failures { get; } = new();

        public void Report(CrawlProgress value)
        {
            Interlocked.Add(ref _tools, value.Item?.Tools ?? 0);
            if (value.Item is { Status: CrawlStatus.Failed, Reason: { } reason })
            {
                Failures.Enqueue(reason);
            }
        }
    }
}
