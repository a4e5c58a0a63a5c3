using System.IO.Compression;
using System.Text;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Crawler.Fetching.Nuget;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Fetching;

public sealed class NugetCrawlTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebDouble _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebDouble.StartAsync(async (context, target) =>
    {
        if (context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String("me:secret"u8))
        {
            context.Response.StatusCode = 401;
            return;
        }

        switch (target)
        {
            case "/v3/index.json":
                await context.Response.WriteAsync("{\"version\":\"3.0.0\",\"resources\":[{\"@id\":\"" + _web.Address + "flat\",\"@type\":\"PackageBaseAddress/3.0.0\"}]}");
                break;
            case "/flat/a.server/index.json":
                await context.Response.WriteAsync("""{"versions":["1.9.0","1.10.0","2.0.0-beta.1"]}""");
                break;
            case "/flat/a.server/1.10.0/a.server.1.10.0.nupkg":
                await context.Response.Body.WriteAsync(Package("read"));
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Crawl_PackageOfAConfiguredSource_TakesTheNewestReleaseWithItsLogIn()
    {
        await using var host = Host($"<add key=\"our feed\" value=\"{_web.Address}v3/index.json\" />", "<our_x0020_feed><add key=\"Username\" value=\"me\" /><add key=\"ClearTextPassword\" value=\"secret\" /></our_x0020_feed>");
        var item = Assert.Single((await host.CrawlAsync("nuget:A.Server")).Items);
        Assert.Equal((CrawlStatus.Stored, "nuget:A.Server"), (item.Status, item.Server));
        var stored = host.Catalog.Servers[ServerKey.Parse("nuget:A.Server")];
        Assert.Equal(("1.10.0", "read"), (stored.Snapshot.Version, Assert.Single(stored.Tools).Definition.Tool));
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await host.CrawlAsync("nuget:A.Server")).Items).Status);
        Assert.Equal(1, host.Fetches);
    }

    [Fact]
    public async Task Crawl_PackageInAFolder_IsTaken()
    {
        var feed = Directory.CreateDirectory(_folder.File("feed")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(feed, "A.Server.0.1.0.nupkg"), Package("local"));
        await using var host = Host($"<add key=\"local\" value=\"{feed}\" />");
        Assert.Equal(CrawlStatus.Stored, Assert.Single((await host.CrawlAsync("nuget:a.server@0.1.0")).Items).Status);
    }

    [Theory]
    [InlineData("nuget:Nothing", "no configured NuGet source has a package `Nothing`", true, true)]
    [InlineData("nuget:A.Server@1.0", "there is no version `1.0`", true, false)]
    [InlineData("nuget:A.Server@newest", "is not one version", true, false)]
    [InlineData("nuget:A/B", "is not the id of a NuGet package", true, false)]
    [InlineData("nuget:A.Server", "answered 401; check its credentials", false, false)]
    public async Task Crawl_NothingToFetch_SaysWhy(string reference, string reason, bool hasLogIn, bool isMissing)
    {
        await using var host = Host($"<add key=\"f\" value=\"{_web.Address}v3/index.json\" />", hasLogIn ? "<f><add key=\"Username\" value=\"me\" /><add key=\"ClearTextPassword\" value=\"secret\" /></f>" : "");
        Assert.Contains(reason, Assert.Single((await host.CrawlAsync(reference)).Items).Reason, StringComparison.Ordinal);
        Assert.Equal(isMissing ? [ServerKey.Parse(reference)] : [], host.Catalog.Missing);
    }

    [Fact]
    public async Task Crawl_FolderThatIsNotThere_SaysNothingOfThePackage()
    {
        await using var host = Host($"<add key=\"unplugged\" value=\"{_folder.File("unplugged")}\" />");
        await host.CrawlAsync("nuget:A.Server");
        Assert.Empty(host.Catalog.Missing);
    }

    [Fact]
    public async Task Crawl_WithoutSources_SaysHowToAddOne()
    {
        await using var host = Host("");
        Assert.Contains("dotnet nuget add source", Assert.Single((await host.CrawlAsync("nuget:A.Server")).Items).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_OfVersions_IsThatOfSemanticVersioning()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.0.1", "1.2.0", "1.10.0"];
        Assert.Equal(ordered, ordered.Reverse().Select(static v => NugetVersion.ParseOrNull(v)!).Order(NugetVersion.Order).Select(static v => v.Text));
    }

    private CrawlerHost Host(string sources, string credentials = "")
    {
        var file = _folder.File("NuGet.Config");
        File.WriteAllText(file, $"<configuration><packageSources>{sources}</packageSources><packageSourceCredentials>{credentials}</packageSourceCredentials></configuration>");
        return new CrawlerHost(options => options.NugetConfiguration = file);
    }

    private static byte[] Package(string tool)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("tools.txt").Open();
            entry.Write(Encoding.UTF8.GetBytes(tool + "\n"));
        }

        return bytes.ToArray();
    }
}
