using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Crawler.Tests.Archives;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Pipeline;

public sealed class CrawlTests : IAsyncDisposable
{
    private readonly CrawlerHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Run_BadServersAmongGood_StopsNone()
    {
        using var folder = new TemporaryFolder();
        var good = _host.Server("good", "read", "!hidden");
        var other = _host.Server("other", "write");
        var refused = _host.Server("refused", "erase");
        _host.Catalog.Refused = ServerKey.Parse("dir:" + refused);
        var hostile = new RawTar().Add("../escape.js", "x").Write(folder);
        var run = await _host.CrawlAsync($"dir:{good}", $"file:{hostile}", $"dir:{_host.Folder.File("nowhere")}", "pypi:some/server", $"dir:{refused}", $"dir:{other}");
        Assert.Equal(
            ["Failed", "Failed", "Failed", "Failed", "Stored", "Stored"],
            run.Items.Select(static item => item.Status.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(run.Items, static item => item.Reason?.Contains("leaves the archive", StringComparison.Ordinal) == true);
        Assert.Contains(run.Items, static item => item.Reason?.Contains("there is no folder", StringComparison.Ordinal) == true);
        Assert.Contains(run.Items, static item => item.Reason?.Contains("is not the name of a Python package", StringComparison.Ordinal) == true);
        Assert.Contains(run.Items, static item => item.Reason == "the disk is full; free some space");
        Assert.Equal(run.Run, Assert.Single(_host.Catalog.Runs));
        Assert.Equal((2, 4), (run.Run.Stored, run.Run.Failed));
        var stored = _host.Catalog.Servers[ServerKey.Parse("dir:" + good)];
        Assert.Equal(["hidden", "read"], stored.Tools.Select(static tool => tool.Definition.Tool));
        Assert.Equal(1, run.Items.Single(item => item.Server == "dir:" + good).Tools);
        Assert.All(stored.Tools, tool => Assert.Equal("dir:" + good, tool.Definition.Server));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_host.Options.TemporaryFolder));
    }

    [Fact]
    public async Task Run_FolderUnchanged_IsReadOnce()
    {
        var server = _host.Server("server", "read");
        await _host.CrawlAsync($"dir:{server}");
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items).Status);
        Assert.Equal((1, 1), (_host.Fetches, _host.Extraction.Count));
        _host.Server("server", "read", "write");
        Assert.Equal(1, Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items).Changed);
        await _host.CrawlAsync(new CrawlOptions { Anew = true }, $"dir:{server}");
        Assert.Equal(3, _host.Extraction.Count);
    }

    [Fact]
    public async Task Run_SameServerNamedTwice_IsCrawledOnce()
    {
        var server = _host.Server("server", "read");
        Assert.Single((await _host.CrawlAsync($"dir:{server}", $"dir:{server}")).Items);
    }

    [Fact]
    public async Task Run_ServerThatLostItsTools_EndsThem()
    {
        var server = _host.Server("server", "read", "write");
        await _host.CrawlAsync($"dir:{server}");
        File.Delete(Path.Combine(server, "tools.txt"));
        await File.WriteAllTextAsync(Path.Combine(server, "index.js"), "nothing", TestContext.Current.CancellationToken);
        var item = Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items);
        Assert.Equal((CrawlStatus.Stored, 0, 2), (item.Status, item.Tools, item.Changed));
        Assert.Empty(_host.Catalog.Servers[ServerKey.Parse("dir:" + server)].Tools);
    }

    [Fact]
    public async Task Run_ServerWhoseToolsAreElsewhere_IsStoredWithWhatIsSaidOfIt()
    {
        var server = _host.Server("far");
        await File.WriteAllTextAsync(Path.Combine(server, "notice.txt"), "`far` forwards to a remote server", TestContext.Current.CancellationToken);
        var item = Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items);
        Assert.Equal((CrawlStatus.NoTools, 0, "`far` forwards to a remote server"), (item.Status, item.Tools, item.Reason));
        Assert.Equal("`far` forwards to a remote server", _host.Catalog.Servers[ServerKey.Parse("dir:" + server)].Notice);
    }

    [Fact]
    public async Task Run_PartlyUnread_IsNotedAndReadAgain()
    {
        var server = _host.Server("server", "read");
        await File.WriteAllTextAsync(Path.Combine(server, "unread.txt"), "x", TestContext.Current.CancellationToken);
        for (var i = 1; i <= 2; i++)
        {
            var item = Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items);
            Assert.Equal((CrawlStatus.Stored, "a file could not be read"), (item.Status, item.Reason));
            Assert.Equal(i, _host.Extraction.Count);
        }
    }

    [Fact]
    public async Task Run_UnreadAndNothingFound_IsAFailureAndKeepsWhatIsStored()
    {
        var server = _host.Server("server", "read");
        await _host.CrawlAsync($"dir:{server}");
        File.Delete(Path.Combine(server, "tools.txt"));
        await File.WriteAllTextAsync(Path.Combine(server, "unread.txt"), "x", TestContext.Current.CancellationToken);
        Assert.Equal(CrawlStatus.Failed, Assert.Single((await _host.CrawlAsync($"dir:{server}")).Items).Status);
        Assert.Single(_host.Catalog.Servers[ServerKey.Parse("dir:" + server)].Tools);
    }

    [Fact]
    public async Task Run_Cancelled_StopsAndLeavesNoFolder()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _host.CrawlAsync([$"dir:{_host.Server("server", "read")}"], stop.Token));
        Assert.Empty(_host.Catalog.Servers);
        Assert.Empty(_host.Catalog.Runs);
        Assert.False(Directory.Exists(_host.Options.TemporaryFolder) && Directory.EnumerateFileSystemEntries(_host.Options.TemporaryFolder).Any());
    }

    [Fact]
    public async Task Run_ManyServers_AllAreStored()
    {
        var references = Enumerable.Range(0, 150).Select(i => $"dir:{_host.Server($"server-{i}", "read", $"tool-{i}")}").ToArray();
        var run = await _host.CrawlAsync(references);
        Assert.Equal(150, run.Items.Count(static item => item is { Status: CrawlStatus.Stored, Tools: 2 }));
    }

    [Fact]
    public async Task Run_FoldersOfOneRepository_AreServersOfTheirOwn()
    {
        var root = _host.Folder.File("mono");
        _host.Server("mono/servers/one", "a");
        _host.Server("mono/servers/two", "b");
        var run = await _host.CrawlAsync($"dir:{root}");
        Assert.Equal([$"dir:{root}#servers/one", $"dir:{root}#servers/two"], run.Items.Select(static item => item.Server!).Order(StringComparer.Ordinal));
        var tool = Assert.Single(_host.Catalog.Servers[ServerKey.Parse($"dir:{root}#servers/one")].Tools).Definition;
        Assert.Equal(("https://github.com/Owner/repo", Exposure.Yes), (tool.Repo, tool.Exposed));
        Assert.Equal("github:owner/repo", Assert.Single(_host.Catalog.Servers[ServerKey.Parse($"dir:{root}#servers/one")].Claims).Target);
    }
}
