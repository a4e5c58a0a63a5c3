using System.Net;
using System.Net.Sockets;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Introspection;

namespace Catalog.Crawler.Tests.Introspection;

public sealed class ServerRunTests
{
    private static readonly string Server = Path.Combine(AppContext.BaseDirectory, "Introspection", "Cases", "servers", "server.mjs");

    [Fact]
    public async Task AskAsync_PagedList_GivesEveryPage()
    {
        var answer = await AskAsync("paged");
        Assert.Null(answer.Problem);
        Assert.Equal(["first", "second"], answer.Tools.Select(static tool => tool.Tool));
        Assert.Equal(("A test", "1.2.3"), (answer.Title, answer.Version));
    }

    [Theory]
    [InlineData("dies", "API_KEY is required")]
    [InlineData("silent", "did not answer")]
    [InlineData("floods", "said more than 32 MiB")]
    [InlineData("endless", "more than 100 pages")]
    [InlineData("loops", "gives the same page again")]
    [InlineData("lies", "something else than a list of tools")]
    public async Task AskAsync_BadServer_IsAReasonAndNothingElse(string mode, string reason)
    {
        var answer = await AskAsync(mode);
        Assert.Contains(reason, answer.Problem, StringComparison.Ordinal);
        Assert.Empty(answer.Tools);
    }

    [Theory]
    [InlineData("forks")]
    [InlineData("eats")]
    public async Task AskAsync_GreedyServer_IsEndedWithAllThatItStarted(string mode)
    {
        var answer = await AskAsync(mode);
        Assert.NotNull(answer.Problem);

        // The kernel ends them one after the other, and what started them may be gone before the last.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Alive(mode))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    [Fact]
    public async Task AskAsync_CuriousServer_SeesNothingOfThisMachine()
    {
        using var folder = new TemporaryFolder();
        var secret = folder.File("secret.txt");
        await File.WriteAllTextAsync(secret, "a secret");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Environment.SetEnvironmentVariable("CATALOG_TEST_SECRET", "a secret");

        // A path that stands alone on the command line may be read; this one does not.
        var answer = await AskAsync($"probes secret={secret} 127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var seen = Assert.Single(answer.Tools).Description!;
        Assert.Contains("home:0", seen, StringComparison.Ordinal);
        Assert.Contains("secret:ENOENT", seen, StringComparison.Ordinal);
        Assert.Contains("write:EROFS", seen, StringComparison.Ordinal);
        Assert.Contains("variables:0", seen, StringComparison.Ordinal);
        Assert.Contains("network:ECONNREFUSED", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_NoSandbox_IsRefusedByName()
    {
        var answer = await AskAsync("paged", new CrawlOptions(), "no-such-sandbox");
        Assert.Contains("server.mjs", answer.Problem, StringComparison.Ordinal);
        Assert.Contains("install the package bubblewrap", answer.Problem, StringComparison.Ordinal);
        Assert.Contains("--unsafe-no-sandbox", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskAsync_NoSandboxAndUserInsists_IsRun()
    {
        var answer = await AskAsync("paged", new CrawlOptions { UnsafeNoSandbox = true }, "no-such-sandbox");
        Assert.Equal(2, answer.Tools.Count);
    }

    private static async Task<AskResult> AskAsync(string arguments, CrawlOptions? crawl = null, string sandboxCommand = "bwrap")
    {
        using var folder = new TemporaryFolder();
        var options = new CrawlerOptions { DataFolder = folder.Path, SandboxCommand = sandboxCommand, AskTimeout = TimeSpan.FromSeconds(8) };
        using var sandbox = new Sandbox(options);
        if (crawl is null && await sandbox.FindProblemAsync(TestContext.Current.CancellationToken) is { } missing)
        {
            Assert.Skip(missing);
        }

        var live = new StdioServer(new ServerRun(sandbox, options, new WorkFolders(options)));
        var reference = new SourceReference { Scheme = "stdio", Value = $"node {Server} {arguments}" };
        var listing = new ServerListing { Server = ServerKey.Parse("import:-/test"), Reference = reference, ListedBy = reference.ToString() };
        return await live.AskAsync(listing, crawl ?? new CrawlOptions(), TestContext.Current.CancellationToken);
    }

    private static bool Alive(string mode) => Directory.EnumerateDirectories("/proc").Any(folder => ReadOrEmpty(Path.Combine(folder, "cmdline")).Contains($"{Server}\0{mode}", StringComparison.Ordinal));

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
