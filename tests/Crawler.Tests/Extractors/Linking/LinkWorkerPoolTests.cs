using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Crawler.Tests.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Extractors.Linking;

public sealed class LinkWorkerPoolTests
{
    private const int Parts = 24;

    /// <summary>The imports of a server whose facts together are more than the smallest limit holds.</summary>
    private static readonly string TooMuch = string.Concat(Enumerable.Range(0, Parts).Select(static i => $"import './part{i}.js'; "));

    [Theory]
    [InlineData("crash", "died")]
    [InlineData("hang", "ended after 30 seconds")]
    [InlineData("memory", "died")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("flood", "nonsense")]
    public async Task Extract_WorkerGoesBad_CostsThatSnapshotOnly(string mode, string reason)
    {
        await using var services = Services(
            link =>
            {
                link.Command = WorkerCommand.For(LinkWorkerOptions.Verb, mode);
                link.SnapshotTimeout = TimeSpan.FromSeconds(mode == "hang" ? 30 : 60);
                link.DataLimit = 400 * 1024 * 1024;
            });
        using var folder = new TemporaryFolder();
        var before = await ExtractAsync(services, Server(folder, "before"));
        var bad = await ExtractAsync(services, Server(folder, "bad!"));
        var after = await ExtractAsync(services, Server(folder, "after"));
        Assert.Equal([], before.Problems);
        Assert.Equal("before", Assert.Single(Assert.Single(before.Servers).Tools).Tool);
        Assert.Contains(reason, Assert.Single(bad.Problems), StringComparison.Ordinal);
        Assert.StartsWith("the snapshot was not read: its reader", bad.Problems[0], StringComparison.Ordinal);
        Assert.Equal([], bad.Servers);
        Assert.Equal("after", Assert.Single(Assert.Single(after.Servers).Tools).Tool);

        // A worker that dies after other work may have died of that: a fresh one says whether the snapshot is to blame. One more says that it has no folders to read apart.
        Assert.Equal(reason == "died" ? 4 : 3, services.GetRequiredService<LinkWorkerPool>().Started);
    }

    [Theory]
    [InlineData("crash", "its parser died")]
    [InlineData("hang", "its parser was ended after 30 seconds")]
    [InlineData("memory", "its parser died")]
    public async Task Extract_ParserGoesBad_CostsThatFileOnly(string mode, string reason)
    {
        await using var services = Services(parse: parse =>
        {
            parse.Command = WorkerCommand.For(ParseWorkerOptions.Verb, mode);
            parse.FileTimeout = TimeSpan.FromSeconds(mode == "hang" ? 30 : 60);
            parse.DataLimit = 256 * 1024 * 1024;
        });
        using var folder = new TemporaryFolder();
        var server = Server(folder, "sound", "import './bad.js';");
        await File.WriteAllTextAsync(Path.Combine(server, "bad.js"), "s.tool('bad', 'Bad', async () => ({})); // !", TestContext.Current.CancellationToken);
        var result = await ExtractAsync(services, server);
        Assert.Equal("sound", Assert.Single(Assert.Single(result.Servers).Tools).Tool);
        Assert.Contains("`bad.js` was not read: " + reason, Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_SourceThatNeedsMoreThanTheLimit_IsReportedAndTheNextIsRead()
    {
        await using var services = Services(static link => link.DataLimit = 400 * 1024 * 1024);
        using var folder = new TemporaryFolder();
        var large = Server(folder, "large", TooMuch);
        await WriteTooMuchAsync(large);
        var lost = await ExtractAsync(services, large);
        Assert.StartsWith("the snapshot was not read: its reader", Assert.Single(lost.Problems), StringComparison.Ordinal);
        Assert.Equal([], lost.Servers);
        var next = await ExtractAsync(services, Server(folder, "next"));
        Assert.Equal([], next.Problems);
        Assert.Equal("next", Assert.Single(Assert.Single(next.Servers).Tools).Tool);
    }

    [Fact]
    public async Task Extract_OneServerOfARepositoryNeedsMoreThanTheLimit_CostsThatServerOnly()
    {
        await using var services = Services(static link => link.DataLimit = 400 * 1024 * 1024);
        using var folder = new TemporaryFolder();
        Server(folder, "repository/first");
        Server(folder, "repository/last");
        await WriteTooMuchAsync(Server(folder, "repository/large", TooMuch));
        var result = await ExtractAsync(services, folder.File("repository"));
        Assert.Equal(["repository/first", "repository/last"], result.Servers.Select(static s => Assert.Single(s.Tools).Tool));
        Assert.Equal(["first", "last"], result.Servers.Select(static s => s.Folder));
        Assert.StartsWith("`large` was not read: its reader", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_ManySnapshots_UsesTheWorkerAgain()
    {
        await using var services = Services();
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one", "two", "three" })
        {
            Assert.Equal(name, Assert.Single(Assert.Single((await ExtractAsync(services, Server(folder, name))).Servers).Tools).Tool);
        }

        Assert.Equal(1, services.GetRequiredService<LinkWorkerPool>().Started);
    }

    [Fact]
    public async Task Extract_Cancelled_EndsTheWorkerAndThrows()
    {
        await using var services = Services(static link => link.Command = WorkerCommand.For(LinkWorkerOptions.Verb, "hang"));
        using var folder = new TemporaryFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = Server(folder, "bad!") }, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Extract_FolderIsGone_IsAProblem()
    {
        await using var services = Services();
        using var folder = new TemporaryFolder();
        var result = await ExtractAsync(services, Path.Combine(folder.Path, "nowhere"));
        Assert.Contains("was not read", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    private static Task<ExtractionResult> ExtractAsync(ServiceProvider services, string path) =>
        services.GetRequiredService<ISnapshotExtraction>().ExtractAsync(new SnapshotFolder { Path = path }, TestContext.Current.CancellationToken);

    private static async Task WriteTooMuchAsync(string server)
    {
        for (var i = 0; i < Parts; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(server, $"part{i}.js"), string.Concat(Enumerable.Repeat("export const x = [{ a: 1, b: [2, 3] }, f(4)];\n", 20_000)), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A server of one tool that has the folder's name.</summary>
    private static string Server(TemporaryFolder folder, string name, string before = "")
    {
        var path = Directory.CreateDirectory(folder.File(name)).FullName;
        File.WriteAllText(Path.Combine(path, "package.json"), """{ "name": "one", "bin": "index.js" }""");
        File.WriteAllText(Path.Combine(path, "index.js"), $"{before} s.tool('{name}', 'One', async () => ({{}}));");
        return path;
    }

    private static ServiceProvider Services(Action<LinkWorkerOptions>? link = null, Action<ParseWorkerOptions>? parse = null) =>
        new ServiceCollection().AddExtractionApart().Configure(link ?? (static _ => { })).Configure(parse ?? (static _ => { })).BuildServiceProvider();
}
