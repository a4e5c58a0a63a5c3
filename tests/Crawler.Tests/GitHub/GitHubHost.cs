using Catalog.Crawler.Tests.Doubles;
using Catalog.ServiceDoubles.GitHub;
using Catalog.ServiceDoubles.Synthetic;

namespace Catalog.Crawler.Tests.GitHub;

/// <summary>A crawler and a GitHub of its own.</summary>
internal sealed class GitHubHost : IAsyncDisposable
{
    private GitHubHost(SyntheticHub hub, GitHubDouble github, CrawlerHost crawler)
    {
        Hub = hub;
        GitHub = github;
        Crawler = crawler;
    }

    public SyntheticHub Hub { get; }

    public GitHubDouble GitHub { get; }

    public CrawlerHost Crawler { get; }

    /// <summary>How many requests of a kind there were since the last time.</summary>
    public int Take(string kind) => GitHub.Requests.TryRemove(kind, out var count) ? count : 0;

    public static async Task<GitHubHost> StartAsync(int servers, int others = 0, Action<GitHubDoubleOptions>? behave = null, Action<CrawlerOptions>? configure = null)
    {
        var hub = new SyntheticHub(servers, others);
        var options = new GitHubDoubleOptions();
        behave?.Invoke(options);
        var github = await GitHubDouble.StartAsync(hub, options);
        var crawler = new CrawlerHost(crawling =>
        {
            crawling.GitHubApi = github.Address;
            crawling.GitHubArchives = github.Archives;
            crawling.GitHubToken = "a-token";
            crawling.GitHubPerSecond = 0;
            crawling.ArchivesPerSecond = 0;
            configure?.Invoke(crawling);
        });

        // Extraction has tests of its own: here a repository with a manifest is a server.
        crawler.Extraction.TakesAny = true;
        return new GitHubHost(hub, github, crawler);
    }

    public async ValueTask DisposeAsync()
    {
        await Crawler.DisposeAsync();
        await GitHub.DisposeAsync();
    }
}
