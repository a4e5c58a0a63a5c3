using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.ServiceDoubles.GitHub;

namespace Catalog.Crawler.Tests.GitHub;

/// <summary>What a single answer about one repository says of whether it is there.</summary>
public sealed class MissingTests
{
    [Fact]
    public async Task Crawl_RepositoryThatIsNotThere_IsMissingWithTheServersThatWereReadFromIt()
    {
        await using var host = await GitHubHost.StartAsync(2);
        var reference = "github:" + host.Hub.Repositories[1].FullName;
        await host.Crawler.CrawlAsync(reference);
        host.Hub.Delete(host.Hub.Repositories[1]);

        Assert.Contains("GitHub knows no", Assert.Single((await host.Crawler.CrawlAsync(reference)).Items).Reason, StringComparison.Ordinal);

        Assert.Equal([ServerKey.Parse(reference)], host.Crawler.Catalog.Missing);
        Assert.Empty(host.Crawler.Catalog.Gone);
    }

    [Fact]
    public async Task Crawl_ReferenceThatIsNotThere_SaysNothingOfTheRepository()
    {
        await using var host = await GitHubHost.StartAsync(1);
        host.Hub.Delete(host.Hub.Repositories[0]);

        await host.Crawler.CrawlAsync($"github:{host.Hub.Repositories[0].FullName}@v1");

        Assert.Empty(host.Crawler.Catalog.Missing);
    }

    [Fact]
    public async Task Crawl_AnswersThatFail_SayNothingOfTheRepository()
    {
        var options = new GitHubDoubleOptions();
        await using var host = await GitHubHost.StartAsync(1, behave: made => options = made);
        var reference = "github:" + host.Hub.Repositories[0].FullName;
        await host.Crawler.CrawlAsync(reference);
        options.Faults.Errors = 1000;

        Assert.Equal(CrawlStatus.Failed, Assert.Single((await host.Crawler.CrawlAsync(reference)).Items).Status);

        Assert.Empty(host.Crawler.Catalog.Missing);
    }
}
