using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Fetching;

public sealed class NpmCrawlTests : IAsyncLifetime
{
    private NpmDouble _registry = null!;
    private CrawlerHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await NpmDouble.StartAsync();
        _host = new CrawlerHost();
        _host.Options.NpmCommand = _registry.Client(_host.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task Crawl_PackageTwice_FetchesOnceAndAsksAgain()
    {
        _registry.Publish("@scope/server", "1.0.0", ("tools.txt", "read\nwrite"));
        var first = Assert.Single((await _host.CrawlAsync("npm:@scope/server")).Items);
        Assert.Equal((CrawlStatus.Stored, "npm:@scope/server", 2, 2), (first.Status, first.Server, first.Tools, first.Changed));
        var second = Assert.Single((await _host.CrawlAsync("npm:@scope/server")).Items);
        Assert.Equal((CrawlStatus.Unchanged, "npm:@scope/server"), (second.Status, second.Server));
        Assert.Equal((1, 1, 1), (_registry.Downloads, _host.Fetches, _host.Extraction.Count));
        Assert.Equal(ServerKey.Parse("npm:@scope/server"), Assert.Single(_host.Catalog.Touched));
        var snapshot = _host.Catalog.Servers[ServerKey.Parse("npm:@scope/server")].Snapshot;
        Assert.Equal(("1.0.0", "npm:@scope/server"), (snapshot.Version, snapshot.Source));
    }

    [Fact]
    public async Task Crawl_UnchangedPackage_CostsOneConditionalRequestAndNoClient()
    {
        _registry.Publish("@scope/server", "1.0.0", ("tools.txt", "read"));
        await _host.CrawlAsync("npm:@scope/server");
        var before = _registry.Requests.Count();
        var runs = RunsOfClient();
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync("npm:@scope/server")).Items).Status);
        Assert.Equal((before + 1, 1, runs), (_registry.Requests.Count(), _registry.Unchanged, RunsOfClient()));
        _registry.Publish("@scope/server", "1.0.1", ("tools.txt", "read\nerase"));
        Assert.Equal((CrawlStatus.Stored, 1), Assert.Single((await _host.CrawlAsync("npm:@scope/server")).Items) is var item ? (item.Status, item.Changed) : default);
    }

    [Theory]
    [InlineData("//127.0.0.1/:_authToken=a-secret")]
    [InlineData("https-proxy=http://127.0.0.1:1/")]
    [InlineData("@scope:registry=ftp://127.0.0.1/")]
    [InlineData("strict-ssl=false")]
    public async Task Crawl_ConfigurationThatIsNotPlain_IsLeftToTheClient(string line)
    {
        await File.WriteAllTextAsync(_host.Folder.File("npmrc"), line + "\n", TestContext.Current.CancellationToken);
        _host.Options.NpmCommand = NpmDouble.Client(_host.Folder, _registry.Address, "--userconfig=" + _host.Folder.File("npmrc"));
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        await _host.CrawlAsync("npm:server");
        Assert.DoesNotContain(_registry.Requests, static request => request.EndsWith("/latest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crawl_RegistryWithoutSingleVersions_AsksTheClient()
    {
        _registry.IsSilentOnVersions = true;
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        Assert.Equal(CrawlStatus.Stored, Assert.Single((await _host.CrawlAsync("npm:server")).Items).Status);
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync("npm:server")).Items).Status);
    }

    [Fact]
    public async Task Crawl_NewVersion_IsFetchedAndCounted()
    {
        _registry.Publish("server", "1.0.0", ("tools.txt", "read\nwrite"));
        await _host.CrawlAsync("npm:server");
        _registry.Publish("server", "1.1.0", ("tools.txt", "read\nerase"));
        Directory.Delete(_host.Folder.File("npm-cache"), recursive: true);
        var item = Assert.Single((await _host.CrawlAsync("npm:server")).Items);
        Assert.Equal((CrawlStatus.Stored, 2, 2), (item.Status, item.Tools, item.Changed));
        Assert.Equal("1.1.0", _host.Catalog.Servers[ServerKey.Parse("npm:server")].Snapshot.Version);
    }

    [Fact]
    public async Task Crawl_PinnedVersionAgain_AsksNobody()
    {
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        await _host.CrawlAsync("npm:server@1.0.0");
        var before = _registry.Requests.Count();
        await _host.CrawlAsync("npm:server@1.0.0");
        Assert.Equal(before, _registry.Requests.Count());
    }

    [Fact]
    public async Task Crawl_NewReader_ReadsAgainWithoutFetching()
    {
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        await _host.CrawlAsync("npm:server");
        _host.Extraction.ReadBy = "test@2";
        Assert.Equal(CrawlStatus.Stored, Assert.Single((await _host.CrawlAsync("npm:server")).Items).Status);
        Assert.Equal((1, 2), (_registry.Downloads, _host.Extraction.Count));
    }

    [Theory]
    [InlineData("npm:nobody-has-this", "there is no package", true)]
    [InlineData("npm:server@7.7.7", "no such version", false)]
    [InlineData("npm:../folder", "not an npm package name", false)]
    [InlineData("npm:-g", "not an npm package name", false)]
    [InlineData("npm:server@>=1 <9", "not one version", false)]
    public async Task Crawl_NothingToFetch_SaysWhy(string reference, string reason, bool isMissing)
    {
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        var item = Assert.Single((await _host.CrawlAsync(reference)).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains(reason, item.Reason, StringComparison.Ordinal);
        Assert.Equal(isMissing ? [ServerKey.Parse(reference)] : [], _host.Catalog.Missing);
    }

    [Fact]
    public async Task Crawl_PackageThatIsNoServer_HasNoTools()
    {
        _registry.Publish("left-pad", "1.0.0", ("index.mjs", "export default 1"));
        var item = Assert.Single((await _host.CrawlAsync("npm:left-pad")).Items);
        Assert.Equal((CrawlStatus.NoTools, "no MCP tools are defined in it"), (item.Status, item.Reason));
        Assert.Empty(_host.Catalog.Servers);
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync("npm:left-pad")).Items).Status);
    }

    [Fact]
    public async Task Crawl_OtherBytesThanAnnounced_UsesNothing()
    {
        _registry.Publish("server", "1.0.0", [1, 2, 3], "sha512-" + Convert.ToBase64String(new byte[64]));
        var item = Assert.Single((await _host.CrawlAsync("npm:server")).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains("other bytes", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_BrokenArchive_IsRefusedWithItsReason()
    {
        _registry.Publish("server", "1.0.0", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 9, 9, 9, 9, 9, 9, 9]);
        var item = Assert.Single((await _host.CrawlAsync("npm:server")).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains("server", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_NoNetwork_SaysSoAndKeepsWhatIsStored()
    {
        _registry.Publish("server", "1.0.0", ("tools.txt", "read"));
        await _host.CrawlAsync("npm:server");
        using var folder = new TemporaryFolder();
        _host.Options.NpmCommand = NpmDouble.Client(folder, new Uri("http://127.0.0.1:1/"));
        var item = Assert.Single((await _host.CrawlAsync("npm:server")).Items);
        Assert.Equal(CrawlStatus.Failed, item.Status);
        Assert.Contains("not to be reached", item.Reason, StringComparison.Ordinal);
        Assert.Single(_host.Catalog.Servers);
    }

    [Fact]
    public async Task Crawl_NoClient_SaysWhatToInstall()
    {
        _host.Options.NpmCommand = "no-such-client";
        Assert.Contains("`no-such-client` could not be started", Assert.Single((await _host.CrawlAsync("npm:server")).Items).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_Introspected_TakesTheAnswerAndNotesTheDifference()
    {
        var server = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Introspection", "Cases", "servers", "server.mjs"), TestContext.Current.CancellationToken);
        _registry.Publish("server", "1.0.0", ("tools.txt", "first\nthird"), ("index.mjs", "process.argv[2] = 'paged';\nawait import('./server.mjs');\n"), ("server.mjs", server));
        var item = Assert.Single((await _host.CrawlAsync(new CrawlOptions { Introspect = true }, "npm:server")).Items);
        Assert.True(item.Status == CrawlStatus.Stored, item.Reason);
        if (item.Reason?.Contains("no sandbox", StringComparison.Ordinal) == true)
        {
            Assert.Skip(item.Reason);
        }

        Assert.Null(item.Reason);
        var stored = _host.Catalog.Servers[ServerKey.Parse("npm:server")];
        Assert.Equal(Core.Snapshots.SnapshotOrigin.Both, stored.Snapshot.Origin);
        Assert.Equal(
            ["first:Yes", "second:Yes", "third:Conditional"],
            stored.Tools.Select(static tool => $"{tool.Definition.Tool}:{tool.Definition.Exposed}"));
        Assert.All(stored.Tools, static tool => Assert.NotEmpty(tool.Definition.Differences!));
        Assert.Equal("on page one", stored.Tools[0].Definition.Description);
    }

    /// <summary>How many times the npm client was started.</summary>
    private int RunsOfClient() => File.ReadAllLines(_host.Folder.File("npm-runs")).Length;
}
