using Catalog.Classifier;
using Catalog.Core.Catalogs;
using Catalog.Core.Sources;
using Catalog.Crawler;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Registration;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>What a crawl is made of, as the command makes it, without the limits that are kept towards strangers.</summary>
internal static class CrawlServices
{
    public static ServiceProvider Build(string store, Uri github, string folder) => new ServiceCollection()
        .AddLogging()
        .AddClassifier()
        .AddExtraction()
        .AddCatalogStore(store)
        .AddCrawler(new CrawlerOptions
        {
            DataFolder = folder,
            TemporaryFolder = Path.Combine(folder, "tmp"),
            GitHubApi = github,
            GitHubArchives = new Uri(github, "codeload/"),
            GitHubToken = "of-no-use",
            GitHubPerSecond = 0,
            ArchivesPerSecond = 0,
            Connections = 16,
            Fetches = 16,
            FirstByte = TimeSpan.FromSeconds(3),
            LongestWait = TimeSpan.FromMinutes(5),
        })
        .BuildServiceProvider();

    public static async Task OpenAsync(IServiceProvider services)
    {
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(default);
        }
    }

    public static SourceReference Parse(string text) => SourceReference.TryParse(text, out var reference, out var error) ? reference : throw new InvalidOperationException(error);
}
