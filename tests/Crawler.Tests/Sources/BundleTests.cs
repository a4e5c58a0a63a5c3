using System.IO.Compression;
using System.Text;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Sources;

public sealed class BundleTests : IAsyncDisposable
{
    private const string Manifest = """{"manifest_version":"0.4","name":"my-bundle","display_name":"My bundle","version":"2.0.0","description":"d","repository":{"type":"git","url":"https://github.com/o/r"},"tools":[{"name":"read","description":"other"},{"name":"stated","description":"only here"}]}""";

    private readonly CrawlerHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Crawl_Bundle_HasTheToolsOfItsSourceAndOfItsManifest()
    {
        var item = Assert.Single((await _host.CrawlAsync($"mcpb:{Write(("manifest.json", Manifest), ("server/tools.txt", "read\n"))}")).Items);
        Assert.Equal((CrawlStatus.Stored, "mcpb:my-bundle", 2), (item.Status, item.Server, item.Tools));
        var stored = _host.Catalog.Servers[ServerKey.Parse("mcpb:my-bundle")];
        Assert.Equal(("My bundle", "2.0.0", "https://github.com/o/r"), (stored.Title, stored.Snapshot.Version, stored.Repository));
        Assert.Equal(["read:False", "stated:True"], stored.Tools.Select(static tool => $"{tool.Definition.Tool}:{tool.Definition.Partial}"));
        Assert.Equal(Exposure.Unknown, stored.Tools[1].Definition.Exposed);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("{}", "has no `name`")]
    [InlineData(null, "holds no manifest.json")]
    public async Task Crawl_NoBundle_SaysWhy(string? manifest, string reason)
    {
        var file = manifest is null ? Write(("index.js", "x")) : Write(("manifest.json", manifest));
        Assert.Contains(reason, Assert.Single((await _host.CrawlAsync($"mcpb:{file}")).Items).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_SomethingElse_SaysWhy()
    {
        await File.WriteAllTextAsync(_host.Folder.File("bundle.mcpb"), "text", TestContext.Current.CancellationToken);
        Assert.Contains("not a zip archive", Assert.Single((await _host.CrawlAsync($"mcpb:{_host.Folder.File("bundle.mcpb")}")).Items).Reason, StringComparison.Ordinal);
        Assert.Contains("neither a tar", Assert.Single((await _host.CrawlAsync($"file:{_host.Folder.File("bundle.mcpb")}")).Items).Reason, StringComparison.Ordinal);
        Assert.Contains("there is no file", Assert.Single((await _host.CrawlAsync($"mcpb:{_host.Folder.File("nothing")}")).Items).Reason, StringComparison.Ordinal);
    }

    private string Write(params (string Name, string Content)[] entries)
    {
        var path = _host.Folder.File("bundle.mcpb");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        return path;
    }
}
