using System.Collections.Concurrent;
using System.Diagnostics;
using Catalog.Classifier;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Registration;
using Catalog.Crawler.Web;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>Crawls against a double, as the command does, and prints what it took.</summary>
internal sealed class LoadRun(DoubleProcess github, string folder)
{
    /// <summary>Crawls and prints one line of figures.</summary>
    /// <param name="name">What the line begins with.</param>
    /// <param name="servers">How many servers there are, to reckon by.</param>
    /// <param name="sources">What to crawl.</param>
    public async Task<CrawlRun> CrawlAsync(string name, int servers, params string[] sources)
    {
        await using var services = Services();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(default);
        }

        services.GetRequiredService<WebWaits>().Listen(static words => Console.WriteLine($"  {words}"));
        var watch = new ProcessWatch(github.Id);
        var start = Stopwatch.GetTimestamp();
        var progress = new CountingProgress();
        var run = await services.GetRequiredService<ICrawl>().RunAsync([.. sources.Select(Parse)], new CrawlOptions(), progress, default);
        var took = Stopwatch.GetElapsedTime(start);
        await watch.DisposeAsync();
        var counts = await github.AskAsync("counts");
        Console.WriteLine($"{name}: {took.TotalSeconds:0.0} s, {servers / took.TotalSeconds:0} servers a second; {run.Stored} stored, {run.Unchanged} unchanged, {run.NoTools} without tools, {run.Failed} failed; {progress.Tools} tools, {run.Changed} changed");
        Console.WriteLine($"  memory {watch.PeakShare >> 20} MiB in all at most, {watch.PeakSelf >> 20} MiB of the crawler itself; processor milliseconds a server: {string.Join(", ", watch.Seconds.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value * 1000 / servers:0.00}"))}");
        Console.WriteLine($"  requests: {counts}");
        foreach (var reason in progress.Failures.GroupBy(static reason => reason, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).Take(8))
        {
            Console.WriteLine($"  failed {reason.Count()}: {reason.Key}");
        }

        return run;
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddClassifier()
        .AddExtraction()
        .AddCatalogStore(Path.Combine(folder, "catalog.db"))
        .AddCrawler(new CrawlerOptions
        {
            DataFolder = folder,
            TemporaryFolder = Path.Combine(folder, "tmp"),
            GitHubApi = github.Address,
            GitHubArchives = new Uri(github.Address, "codeload/"),
            GitHubToken = "of-no-use",
            GitHubPerSecond = 0,
            ArchivesPerSecond = 0,
            Connections = 16,
            Fetches = 16,
            FirstByte = TimeSpan.FromSeconds(3),
            LongestWait = TimeSpan.FromMinutes(5),
        })
        .BuildServiceProvider();

    private static SourceReference Parse(string text) => SourceReference.TryParse(text, out var reference, out var error) ? reference : throw new InvalidOperationException(error);

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
