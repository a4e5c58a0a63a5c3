using Catalog.Core.Crawls;
using Catalog.Core.Servers;

namespace Catalog.Crawler.Tests.GitHub;

public sealed class NightTests
{
    [Fact]
    public async Task Crawl_NextNight_CostsAFewRequestsAndFetchesOnlyWhatChanged()
    {
        await using var host = await GitHubHost.StartAsync(300);
        Assert.All((await host.Crawler.CrawlAsync("topic:mcp-server")).Items, static item => Assert.Equal(CrawlStatus.Stored, item.Status));
        host.GitHub.Requests.Clear();

        host.Hub.Change(host.Hub.Repositories[3]);
        host.Hub.Change(host.Hub.Repositories[7]);
        host.Hub.Reword(host.Hub.Repositories[8]);
        var night = await host.Crawler.CrawlAsync("topic:mcp-server", "known:github");
        Assert.Equal(300, night.Items.Count);
        Assert.Equal(
            [$"github:{host.Hub.Repositories[3].FullName}", $"github:{host.Hub.Repositories[7].FullName}"],
            night.Items.Where(static item => item.Status == CrawlStatus.Stored).Select(static item => item.Server).Order(StringComparer.Ordinal));
        Assert.Equal(298, night.Items.Count(static item => item.Status == CrawlStatus.Unchanged));
        Assert.Equal((3, 1, 2, 0), (host.Take("graph"), host.Take("search"), host.Take("archive"), host.Take("commit")));
    }

    [Fact]
    public async Task Crawl_RenamedRepository_IsFollowedByItsId()
    {
        await using var host = await GitHubHost.StartAsync(3);
        await host.Crawler.CrawlAsync("topic:mcp-server");
        var old = host.Hub.Repositories[1].FullName;
        host.Hub.Rename(host.Hub.Repositories[1], "new-owner/new-name");
        var night = await host.Crawler.CrawlAsync("known:github");
        Assert.Contains($"`{old}` is called `new-owner/new-name` now", Assert.Single(night.Items, static item => item.Status == CrawlStatus.Failed).Reason, StringComparison.Ordinal);
        Assert.Equal(ServerKey.Parse("github:" + old), host.Crawler.Catalog.Servers[ServerKey.Parse("github:new-owner/new-name")].Formerly);
    }

    [Fact]
    public async Task Crawl_DeletedRepository_SaysSoAndKeepsWhatIsStored()
    {
        await using var host = await GitHubHost.StartAsync(3);
        await host.Crawler.CrawlAsync("topic:mcp-server");
        host.Hub.Delete(host.Hub.Repositories[2]);
        var night = await host.Crawler.CrawlAsync("known:github");
        Assert.Contains("no public repository", Assert.Single(night.Items, static item => item.Status == CrawlStatus.Failed).Reason, StringComparison.Ordinal);
        Assert.Equal(2, night.Items.Count(static item => item.Status == CrawlStatus.Unchanged));
        Assert.Equal([ServerKey.Parse("github:" + host.Hub.Repositories[2].FullName)], host.Crawler.Catalog.Gone);
        Assert.Equal(3, host.Crawler.Catalog.Servers.Count);
    }

    [Fact]
    public async Task Crawl_NewExtractor_ReadsTheKeptArchivesAgainAndFetchesNothing()
    {
        await using var host = await GitHubHost.StartAsync(5);
        await host.Crawler.CrawlAsync("topic:mcp-server");
        host.Take("archive");
        host.Crawler.Extraction.ReadBy = "test@2";
        Assert.All((await host.Crawler.CrawlAsync("known:github")).Items, static item => Assert.Equal(CrawlStatus.Stored, item.Status));
        Assert.Equal(0, host.Take("archive"));
    }
}
