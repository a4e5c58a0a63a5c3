using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Sources;

namespace Catalog.Crawler.Tests.GitHub;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task List_TopicWithMoreThanASearchShows_FindsAllBySlices()
    {
        await using var host = await GitHubHost.StartAsync(2500);
        var entries = await ListAsync(host, "topic", "mcp-server");
        Assert.Equal(2500, entries.Select(static e => e.Listing?.Server).Distinct().Count(static s => s is not null));
        Assert.DoesNotContain(entries, static e => e.Problem is not null);
        Assert.InRange(host.Take("search"), 28, 45);
        Assert.Equal(25, host.Take("graph"));
        Assert.Equal(0, host.Take("archive"));
    }

    [Fact]
    public async Task List_TopicOfOneDayWithTooMany_IsCutByStars()
    {
        // All on one day: only stars tell them apart.
        await using var host = await GitHubHost.StartAsync(0);
        var github = new CrowdedGitHub(count: 3000);
        var pages = await new Catalog.Crawler.GitHub.SearchSlices(github, TimeProvider.System).RepositoriesAsync("topic:mcp", null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3000, pages.SelectMany(static p => p.Repositories).DistinctBy(static r => r.Id, StringComparer.Ordinal).Count());
        Assert.DoesNotContain(pages, static p => p.Problem is not null);
    }

    [Fact]
    public async Task List_TopicWithTooManyThatAreAlike_SaysWhatIsMissing()
    {
        var github = new CrowdedGitHub(count: 1500) { HaveOneStar = true };
        var pages = await new Catalog.Crawler.GitHub.SearchSlices(github, TimeProvider.System).RepositoriesAsync("topic:mcp", null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains("1500 results, and the first 1000 only", Assert.Single(pages, static p => p.Problem is not null).Problem, StringComparison.Ordinal);
        Assert.Equal(1000, pages.SelectMany(static p => p.Repositories).Count());
    }

    [Fact]
    public async Task List_SearchesThatSayTheyAreIncomplete_AreAskedAgain()
    {
        await using var host = await GitHubHost.StartAsync(150, behave: static o => o.Faults.Incomplete = 300);
        var entries = await ListAsync(host, "topic", "mcp-server");
        Assert.Equal(150, entries.Count(static e => e.Listing is not null));
    }

    [Fact]
    public async Task List_RepositoriesThatOnlyTalkOfIt_AreNotDownloaded()
    {
        await using var host = await GitHubHost.StartAsync(20, others: 380);
        var run = await host.Crawler.CrawlAsync("topic:mcp-server");
        Assert.Equal(20, run.Items.Count);
        Assert.All(run.Items, static item => Assert.Equal(CrawlStatus.Stored, item.Status));
        Assert.Equal(20, host.Take("archive"));
        Assert.Equal(4, host.Take("graph"));
    }

    [Fact]
    public async Task List_CodeSearch_FindsManifestsOfEachSize()
    {
        await using var host = await GitHubHost.StartAsync(3000);
        var entries = await ListAsync(host, "code", "\"@modelcontextprotocol/sdk\" filename:package.json");
        var expected = host.Hub.Repositories.Count(static r => r.Language is Catalog.ServiceDoubles.Synthetic.SyntheticLanguage.TypeScript or Catalog.ServiceDoubles.Synthetic.SyntheticLanguage.JavaScript);
        Assert.InRange(expected, 1001, 3000);
        Assert.Equal(expected, entries.Count(static e => e.Listing is not null));
    }

    [Fact]
    public async Task List_CodeSearchWithoutToken_SaysWhatItNeeds()
    {
        await using var host = await GitHubHost.StartAsync(1, configure: static o => o.GitHubToken = null);
        Assert.Contains("GITHUB_TOKEN", Assert.Single(await ListAsync(host, "code", "\"mcp\" filename:go.mod")).Problem, StringComparison.Ordinal);
        Assert.Empty(host.GitHub.Requests);
    }

    [Fact]
    public async Task List_TopicAgain_AsksOnlyForWhatIsNew()
    {
        await using var host = await GitHubHost.StartAsync(1200);
        await ListAsync(host, "topic", "mcp-server");
        host.Take("search");
        var again = await ListAsync(host, "topic", "mcp-server");
        Assert.Equal(1, host.Take("search"));
        Assert.All(again, static e => Assert.NotNull(e.Listing));
    }

    private static async Task<IReadOnlyList<SourceEntry>> ListAsync(GitHubHost host, string scheme, string value) => await host.Crawler.Get<SourceListing>()
        .ListAsync(new SourceReference { Scheme = scheme, Value = value }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
