using System.Diagnostics;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Fetching;

public sealed class GitCrawlTests : IAsyncDisposable
{
    private readonly CrawlerHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Crawl_BareMirrorTwice_ReadsOneCommitOnce()
    {
        var (bare, commit) = Mirror("read");
        var item = Assert.Single((await _host.CrawlAsync($"git:{bare}#servers/one")).Items);
        Assert.Equal((CrawlStatus.Stored, $"git:{bare}#servers/one", 1), (item.Status, item.Server, item.Tools));
        Assert.Equal(commit, _host.Catalog.Servers[ServerKey.Parse($"git:{bare}#servers/one")].Snapshot.Commit);
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync($"git:{bare}#servers/one")).Items).Status);
        Assert.Equal((1, 1), (_host.Fetches, _host.Extraction.Count));
    }

    [Fact]
    public async Task Crawl_NewCommit_IsRead()
    {
        var (bare, _) = Mirror("read");
        await _host.CrawlAsync($"git:{bare}#servers/one");
        File.WriteAllLines(_host.Folder.File("work", "servers", "one", "tools.txt"), ["read", "write"]);
        Commit("second");
        Git("push", "-q", bare, "main");
        Assert.Equal(2, Assert.Single((await _host.CrawlAsync($"git:{bare}#servers/one")).Items).Tools);
        Assert.Equal(1, Assert.Single((await _host.CrawlAsync($"git:{bare}@v1#servers/one")).Items).Tools);
    }

    [Fact]
    public async Task Read_LinksAndSubmodules_AreNotFollowed()
    {
        Mirror("read");
        File.CreateSymbolicLink(_host.Folder.File("work", "servers", "one", "link.js"), "/etc/passwd");
        Commit("link");
        Git("update-index", "--add", "--cacheinfo", $"160000,{new string('1', 40)},modules/other");
        Git("commit", "-qm", "module");
        var reading = Assert.Single(await _host.ReadAsync($"git:{_host.Folder.File("work")}#servers/one"));
        Assert.Null(reading.Problem);
        Assert.Single(Assert.Single(reading.Servers).Tools);
    }

    [Fact]
    public async Task Read_RepositoryThatNamesPrograms_RunsNone()
    {
        Mirror("read");
        var trap = _host.Folder.File("trapped");
        var script = _host.Folder.File("trap.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\ntouch {trap}\ncat\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await File.WriteAllTextAsync(_host.Folder.File("work", ".gitattributes"), "* filter=trap diff=trap\n", TestContext.Current.CancellationToken);
        Commit("attributes");
        foreach (var key in new[] { "core.fsmonitor", "core.sshCommand", "core.askPass", "filter.trap.smudge", "filter.trap.process", "diff.trap.textconv", "uploadpack.packObjectsHook", "core.pager", "core.editor" })
        {
            Git("config", key, script);
        }

        Directory.CreateDirectory(_host.Folder.File("work", ".git", "hooks"));
        File.Copy(script, _host.Folder.File("work", ".git", "hooks", "post-checkout"));
        var reading = Assert.Single(await _host.ReadAsync($"git:{_host.Folder.File("work")}#servers/one"));
        Assert.Null(reading.Problem);
        Assert.False(File.Exists(trap));
    }

    [Fact]
    public async Task Read_RemoteThatWouldRunACommand_IsRefusedUnseen()
    {
        var trap = _host.Folder.File("trapped");
        foreach (var address in new[] { $"ext::sh -c touch% {trap}", "--upload-pack=touch", "fd::17", "file:///nowhere-at-all", "https://-oProxyCommand=touch/x" })
        {
            Assert.NotNull(Assert.Single(await _host.ReadAsync($"git:{address}")).Problem);
        }

        Assert.False(File.Exists(trap));
    }

    [Theory]
    [InlineData("@nothing", "no branch, tag or commit `nothing`")]
    [InlineData("@--output=x", "not a branch, tag or commit")]
    [InlineData("@a..b", "not a branch, tag or commit")]
    [InlineData("#no/such/folder", "there is no folder `no/such/folder`")]
    public async Task Read_NothingThere_SaysSo(string suffix, string reason)
    {
        var (bare, _) = Mirror("read");
        Assert.Contains(reason, Assert.Single(await _host.ReadAsync($"git:{bare}{suffix}")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FolderThatIsNoRepository_SaysSo()
    {
        var folder = Directory.CreateDirectory(_host.Folder.File("plain")).FullName;
        Assert.Contains("no repository", Assert.Single(await _host.ReadAsync($"git:{folder}")).Problem, StringComparison.Ordinal);
        Assert.Contains("there is no repository at", Assert.Single(await _host.ReadAsync("git:/nowhere/at/all")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GitHubAddress_HasTheKeyOfGitHub()
    {
        var listed = await _host.Get<Catalog.Crawler.Pipeline.SourceListing>()
            .ListAsync(new Core.Sources.SourceReference { Scheme = "git", Value = "https://github.com/Owner/Repo.git", Folder = "a/b" }, TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("github:owner/repo#a/b", listed.Listing!.Server.Value);
    }

    [Fact]
    public async Task Crawl_RepositoryOfAnotherHost_IsFetchedWithoutItsHistory()
    {
        var (bare, commit) = Mirror("read");
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var info = new ProcessStartInfo("git", ["daemon", "--listen=127.0.0.1", $"--port={port}", "--export-all", "--reuseaddr", "--informative-errors", $"--base-path={_host.Folder.Path}", bare])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var daemon = Process.Start(info)!;
        try
        {
            for (var i = 0; i < 200 && !daemon.HasExited && !await IsOpenAsync(port); i++)
            {
                await Task.Yield();
            }

            var address = $"git:git://127.0.0.1:{port}/mirror.git";
            foreach (var reference in new[] { $"{address}#servers/one", $"{address}@v1#servers/one", $"{address}@{commit}#servers/one" })
            {
                var reading = Assert.Single(await _host.ReadAsync(reference));
                Assert.True(reading.Problem is null, reading.Problem);
                Assert.Equal((commit, 1), (reading.Servers[0].Snapshot.Commit, reading.Servers[0].Tools.Count));
            }

            Assert.Contains("has no branch or tag `gone`", Assert.Single(await _host.ReadAsync($"{address}@gone")).Problem, StringComparison.Ordinal);
            Assert.Contains("could not be reached", Assert.Single(await _host.ReadAsync($"git:git://127.0.0.1:{port}/none.git")).Problem, StringComparison.Ordinal);
        }
        finally
        {
            daemon.Kill(entireProcessTree: true);
        }
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private (string Bare, string Commit) Mirror(params string[] tools)
    {
        _host.Server("work/servers/one", tools);
        _host.Server("work/servers/two", "other");
        Git("init", "-q", "-b", "main");
        Commit("first");
        Git("tag", "-a", "-m", "one", "v1");
        var bare = _host.Folder.File("mirror.git");
        Git("clone", "-q", "--bare", ".", bare);
        return (bare, Git("rev-parse", "HEAD").Trim());
    }

    private void Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-qm", message);
    }

    private string Git(params string[] arguments)
    {
        var info = new ProcessStartInfo("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false", .. arguments])
        {
            WorkingDirectory = _host.Folder.File("work"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(info)!;
        var output = git.StandardOutput.ReadToEnd();
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, error);
        return output;
    }
}
