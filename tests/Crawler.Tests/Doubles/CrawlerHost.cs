using System.Collections.Concurrent;
using Catalog.Classifier;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Doubles;

/// <summary>A whole crawler in a folder of its own; only extraction and stores are stood in for.</summary>
internal sealed class CrawlerHost : IAsyncDisposable, IProgress<CrawlProgress>
{
    private readonly ServiceProvider _services;

    public CrawlerHost(Action<CrawlerOptions>? configure = null)
    {
        var options = new CrawlerOptions { DataFolder = Folder.File("data"), TemporaryFolder = Folder.File("tmp") };
        configure?.Invoke(options);
        Options = options;
        _services = new ServiceCollection()
            .AddLogging()
            .AddClassifier()
            .AddSingleton<ISnapshotExtraction>(Extraction)
            .AddSingleton<ICrawlLedger>(Catalog)
            .AddSingleton<IToolNames>(Catalog)
            .AddSingleton<ICrawlQueue>(new MemoryQueue(Catalog, TimeProvider.System))
            .AddCrawler(options)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public TemporaryFolder Folder { get; } = new();

    public CrawlerOptions Options { get; }

    public MemoryCatalog Catalog { get; } = new();

    public TestExtraction Extraction { get; } = new();

    public ConcurrentQueue<CrawlProgress> Steps { get; } = new();

    /// <summary>How many times something was really fetched.</summary>
    public int Fetches => Steps.Count(static step => step.Step == CrawlStep.Fetching);

    public Task<CrawlResult> CrawlAsync(params string[] references) => CrawlAsync(new CrawlOptions(), references);

    public Task<CrawlResult> CrawlAsync(CrawlOptions options, params string[] references) => CrawlAsync(options, references, TestContext.Current.CancellationToken);

    public Task<CrawlResult> CrawlAsync(IReadOnlyList<string> references, CancellationToken cancellationToken) => CrawlAsync(new CrawlOptions(), references, cancellationToken);

    private async Task<CrawlResult> CrawlAsync(CrawlOptions options, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var run = await _services.GetRequiredService<ICrawl>().RunAsync([.. references.Select(Parse)], options, this, cancellationToken);
        return new CrawlResult(run, [.. Catalog.Items.Where(item => item.Run == run.Id).Select(static item => item.Item)]);
    }

    public async Task<IReadOnlyList<SourceReading>> ReadAsync(string reference, CrawlOptions? options = null)
    {
        var readings = new List<SourceReading>();
        await foreach (var reading in _services.GetRequiredService<ISourceReading>().ReadAsync(Parse(reference), options ?? new CrawlOptions(), TestContext.Current.CancellationToken))
        {
            readings.Add(reading);
        }

        return readings;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A folder with a server that has the tools named.</summary>
    public string Server(string name, params string[] tools)
    {
        var folder = Directory.CreateDirectory(Folder.File(name)).FullName;
        File.WriteAllLines(Path.Combine(folder, "tools.txt"), tools);
        return folder;
    }

    public void Report(CrawlProgress value) => Steps.Enqueue(value);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Folder.Dispose();
    }

    private static SourceReference Parse(string text)
    {
        Assert.True(SourceReference.TryParse(text, out var reference, out var error), error);
        return reference;
    }
}
