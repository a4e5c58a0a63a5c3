using Catalog.Core.Crawls;
using Catalog.Crawler.Web;
using Catalog.ServiceDoubles.Faults;

namespace Catalog.Crawler.Tests.GitHub;

public sealed class FaultTests
{
    [Fact]
    public async Task Crawl_AgainstErrorsBrokenArchivesAndSilence_HasAllServers()
    {
        await using var host = await GitHubHost.StartAsync(
            60,
            behave: static o => (o.Faults.Errors, o.Faults.Truncated, o.Faults.Hanging) = (50, 60, 10),
            configure: static o => o.FirstByte = TimeSpan.FromSeconds(2));
        var run = await host.Crawler.CrawlAsync("topic:mcp-server");
        Assert.All(run.Items, static item => Assert.Null(item.Reason));
        Assert.Equal(60, run.Items.Count(static item => item.Status == CrawlStatus.Stored));
        Assert.InRange(host.Take("archive"), 61, 200);
    }

    [Fact]
    public async Task Crawl_ArchiveThatTrickles_IsGivenUpWithItsReason()
    {
        await using var host = await GitHubHost.StartAsync(1, behave: static o => o.Faults.Trickling = 1000, configure: static o => o.FetchTimeout = TimeSpan.FromMilliseconds(300));
        var item = Assert.Single((await host.Crawler.CrawlAsync("topic:mcp-server")).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains("not whole in time", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_PrimaryLimit_IsWaitedForAndSaid()
    {
        await using var host = await GitHubHost.StartAsync(250, behave: static o => o.Search = new Quota(2, TimeSpan.FromSeconds(6), TimeProvider.System));
        var waits = new List<string>();
        host.Crawler.Get<WebWaits>().Listen(waits.Add);
        var run = await host.Crawler.CrawlAsync("topic:mcp-server");
        Assert.Equal(250, run.Items.Count(static item => item.Status == CrawlStatus.Stored));
        Assert.Contains(waits, static words => words.StartsWith("waiting ", StringComparison.Ordinal) && words.EndsWith("GitHub's search limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crawl_SecondaryLimit_IsWaitedForByAllRequests()
    {
        await using var host = await GitHubHost.StartAsync(120, behave: static o => o.Secondary = new Quota(2, TimeSpan.FromSeconds(1), TimeProvider.System));
        var run = await host.Crawler.CrawlAsync("topic:mcp-server");
        Assert.Equal(120, run.Items.Count(static item => item.Status == CrawlStatus.Stored));
    }

    [Fact]
    public async Task Crawl_HostThatOnlyFails_NamesTheReason()
    {
        await using var host = await GitHubHost.StartAsync(1, behave: static o => o.Faults.Errors = 1000);
        var item = Assert.Single((await host.Crawler.CrawlAsync("topic:mcp-server")).Items);
        Assert.Contains("GitHub answered 50", item.Reason, StringComparison.Ordinal);
    }
}
