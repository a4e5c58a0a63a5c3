using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Crawler.Tests.Archives;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.GitHub;

public sealed class GitHubCrawlTests : IAsyncLifetime
{
    private readonly string _first = new('a', 40);
    private readonly TemporaryFolder _folder = new();
    private string _commit = "";
    private WebDouble _web = null!;
    private CrawlerHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _commit = _first;
        var archive = new RawTar().Pax("comment", _first, 'g').Add("repo-a/", type: '5').Add("repo-a/servers/one/tools.txt", "read\n").Add("repo-a/link", type: '2', link: "x").Write(_folder);
        _web = await WebDouble.StartAsync(async (context, target) =>
        {
            switch (target)
            {
                case "/repos/o/r/commits/HEAD" or "/repos/o/r/commits/main":
                    var etag = $"\"{_commit[..4]}\"";
                    context.Response.Headers.ETag = etag;
                    context.Response.StatusCode = context.Request.Headers.IfNoneMatch == etag ? 304 : 200;
                    await (context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(_commit));
                    break;
                case var tarball when tarball == $"/repos/o/r/tarball/{_commit}":
                    context.Response.Redirect("/archive/it");
                    break;
                case "/archive/it":
                    await context.Response.SendFileAsync(archive);
                    break;
                case "/repos/o/leads-away/commits/HEAD":
                    context.Response.Redirect("http://127.0.0.2:9/");
                    break;
                case "/repos/o/waits/commits/HEAD":
                    context.Response.StatusCode = 429;
                    context.Response.Headers.RetryAfter = "3600";
                    break;
                case "/repos/o/comes-back/commits/HEAD":
                    context.Response.StatusCode = _web.Requests.Count(static r => r.Contains("comes-back", StringComparison.Ordinal)) < 3 ? 503 : 200;
                    context.Response.Headers.RetryAfter = "0";
                    await context.Response.WriteAsync("no commit");
                    break;
                default:
                    context.Response.StatusCode = 404;
                    break;
            }
        });
        _host = new CrawlerHost(options =>
        {
            options.GitHubApi = _web.Address;
            options.GitHubToken = "a-token";
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Crawl_RepositoryTwice_CostsOneConditionalRequest()
    {
        var item = Assert.Single((await _host.CrawlAsync("github:o/r#servers/one")).Items);
        Assert.Equal((CrawlStatus.Stored, "github:o/r#servers/one", 1), (item.Status, item.Server, item.Tools));
        var stored = _host.Catalog.Servers[ServerKey.Parse("github:o/r#servers/one")];
        Assert.Equal((_first, "https://github.com/o/r"), (stored.Snapshot.Commit, stored.Repository));
        Assert.Equal(3, _web.Requests.Count);
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync("github:o/r#servers/one")).Items).Status);
        Assert.Equal(4, _web.Requests.Count);
        _commit = new string('b', 40);
        Assert.Equal(CrawlStatus.Stored, Assert.Single((await _host.CrawlAsync("github:o/r#servers/one")).Items).Status);
        Assert.Equal(2, _host.Fetches);
    }

    [Theory]
    [InlineData("github:o/nothing", "knows no `o/nothing`")]
    [InlineData("github:o/r@gone", "branch, tag or commit `gone`")]
    [InlineData("github:o/r#no/folder", "there is no folder `no/folder`")]
    [InlineData("github:o/../r", "is no repository")]
    [InlineData("github:o", "is no repository")]
    [InlineData("github:o/leads-away", "redirects to `http://127.0.0.2`")]
    [InlineData("github:o/waits", "asks to wait 60 minutes")]
    [InlineData("github:o/comes-back", "something else than a commit")]
    public async Task Crawl_NothingToFetch_SaysWhy(string reference, string reason)
    {
        var item = Assert.Single((await _host.CrawlAsync(reference)).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains(reason, item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_HostThatComesBack_IsAskedAgain()
    {
        await _host.CrawlAsync("github:o/comes-back");
        Assert.Equal(3, _web.Requests.Count);
    }
}
