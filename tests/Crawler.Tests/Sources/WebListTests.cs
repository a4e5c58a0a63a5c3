using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Sources;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Sources;

public sealed class WebListTests
{
    [Fact]
    public async Task List_RegistryOfThreePages_GivesPackagesAndRemotes()
    {
        await using var web = await RegistryAsync(
            ("a", """{"server":{"name":"x/a","title":"A","description":"d","repository":{"url":"https://github.com/o/a","source":"github"},"packages":[{"registryType":"npm","identifier":"@x/a","version":"1.0.0","transport":{"type":"stdio"}},{"registryType":"pypi","identifier":"a","version":"1"}],"remotes":[{"type":"streamable-http","url":"https://a.example/mcp"}]},"_meta":{}}"""),
            ("b", """{"server":{"name":"x/b","remotes":[{"type":"streamable-http","url":"https://b.example/mcp"},{"type":"streamable-http","url":"https://{tenant}.example/mcp"},{"type":"streamable-http","url":"file:///etc/passwd"}]}}"""),
            (null, """{"name":"x/c","packages":[{"registryType":"npm","identifier":"../../c"},{"registryType":"npm","identifier":"c"}]},{"server":{"name":"x/d","status":"deleted","packages":[{"registryType":"npm","identifier":"d"}]}},{"server":{"name":"x/e","remotes":[{"type":"streamable-http","url":"https://e.example/mcp"}]},"_meta":{"io.modelcontextprotocol.registry/official":{"status":"deleted"}}},7"""));
        var entries = await ListAsync("registry", web.Address.ToString());
        Assert.Equal(["npm:@x/a@1.0.0", "http:https://b.example/mcp", "npm:c", "http:https://e.example/mcp"], entries.Select(static entry => entry.Reference));

        // Of a package its own source says whether it is there; of a server at an address only the list does.
        Assert.Equal([null, null, null, ServerKey.Parse("remote:https://e.example/mcp")], entries.Select(static entry => entry.Gone));
        var first = entries[0].Listing!;
        Assert.Equal(("A", "d", "https://github.com/o/a"), (first.Title, first.Description, first.Repository));
        Assert.Equal(["GET /v0.1/servers?limit=100&version=latest", "GET /v0.1/servers?limit=100&version=latest&cursor=a", "GET /v0.1/servers?limit=100&version=latest&cursor=b"], web.Requests);
    }

    [Fact]
    public async Task List_RegistryThatSpeaksTheOlderPath_IsRead()
    {
        await using var web = await WebDouble.StartAsync(static (context, target) =>
        {
            context.Response.StatusCode = target.StartsWith("/v0/servers", StringComparison.Ordinal) ? 200 : 404;
            return context.Response.WriteAsync("""{"servers":[{"server":{"name":"a","packages":[{"registryType":"npm","identifier":"a"}]}}]}""");
        });
        Assert.Equal("npm:a", Assert.Single(await ListAsync("registry", web.Address.ToString())).Reference);
    }

    [Fact]
    public async Task List_RegistryWithoutEnd_StopsAndSaysSo()
    {
        await using var web = await WebDouble.StartAsync(static (context, _) => context.Response.WriteAsync("""{"servers":[],"metadata":{"nextCursor":"again"}}"""));
        Assert.Contains("no end", Assert.Single(await ListAsync("registry", web.Address.ToString())).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>", "something else than a list")]
    [InlineData(500, "", "answered 500")]
    [InlineData(404, "", "answered 404")]
    public async Task List_BadRegistry_SaysSo(int status, string body, string reason)
    {
        await using var web = await WebDouble.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        Assert.Contains(reason, Assert.Single(await ListAsync("registry", web.Address.ToString())).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_RegistryThatLeadsIntoThisNetwork_IsRefusedThere()
    {
        await using var inside = await WebDouble.StartAsync(static (context, _) => context.Response.WriteAsync("secret"));
        await using var web = await WebDouble.StartAsync((context, _) => context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            servers = new[] { new { server = new { name = "x", remotes = new[] { new { type = "streamable-http", url = $"{inside.Address}mcp" } } } } },
        })));
        await using var host = new CrawlerHost();
        var item = Assert.Single((await host.CrawlAsync($"registry:{web.Address}")).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains("no public address", item.Reason, StringComparison.Ordinal);
        Assert.Empty(inside.Requests);
    }

    [Fact]
    public async Task List_ListOverHttp_IsRead()
    {
        await using var web = await WebDouble.StartAsync(static (context, _) => context.Response.WriteAsync("see https://github.com/o/r"));
        Assert.Equal("github:o/r", Assert.Single(await ListAsync("list", web.Address.ToString())).Reference);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task List_ListWithoutEnd_IsCutOff(bool announced)
    {
        await using var web = await WebDouble.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = announced ? 40L << 20 : null;
            var block = new byte[1 << 20];
            for (var i = 0; i < 40 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        var entry = Assert.Single(await ListAsync("list", web.Address.ToString()));
        Assert.Null(entry.Listing);
        Assert.Contains("16 MiB", entry.Problem, StringComparison.Ordinal);
    }

    private static async Task<WebDouble> RegistryAsync(params (string? Next, string Servers)[] pages) => await WebDouble.StartAsync((context, target) =>
    {
        var at = Array.FindIndex(pages, page => page.Next is not null && target.EndsWith("cursor=" + page.Next, StringComparison.Ordinal)) + 1;
        return context.Response.WriteAsync("{\"servers\":[" + pages[at].Servers + "],\"metadata\":{\"nextCursor\":" + JsonSerializer.Serialize(pages[at].Next) + "}}");
    });

    private static async Task<IReadOnlyList<SourceEntry>> ListAsync(string scheme, string value, Uri? github = null)
    {
        await using var host = new CrawlerHost(options => options.GitHubApi = github ?? options.GitHubApi);
        return await host.Get<SourceListing>().ListAsync(new SourceReference { Scheme = scheme, Value = value }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
