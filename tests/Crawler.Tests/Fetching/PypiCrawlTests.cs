using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Crawler.Fetching.Pypi;
using Catalog.Crawler.Tests.Archives;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Fetching;

public sealed class PypiCrawlTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Name, byte[] Bytes, string? Hash)> _files = [];
    private WebDouble _web = null!;
    private CrawlerHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _web = await WebDouble.StartAsync(async (context, target) =>
        {
            if (context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String("me:secret word"u8))
            {
                context.Response.StatusCode = 401;
            }
            else if (target.StartsWith("/files/", StringComparison.Ordinal))
            {
                await context.Response.Body.WriteAsync(_files.Single(f => target.EndsWith(f.Name, StringComparison.Ordinal)).Bytes);
            }
            else if (target != "/simple/a-server/")
            {
                context.Response.StatusCode = 404;
            }
            else
            {
                var etag = $"\"{_files.Count}\"";
                context.Response.Headers.ETag = etag;
                context.Response.ContentType = "application/vnd.pypi.simple.v1+json";
                context.Response.StatusCode = context.Request.Headers.IfNoneMatch == etag ? 304 : 200;
                await (context.Response.StatusCode == 304 ? Task.CompletedTask : context.Response.WriteAsync(JsonSerializer.Serialize(new
                {
                    files = _files.Select(static f => new { filename = f.Name, url = "/files/" + f.Name, hashes = new { sha256 = f.Hash ?? Convert.ToHexStringLower(SHA256.HashData(f.Bytes)) } }),
                })));
            }
        });
        var pip = _folder.File("pip");
        await File.WriteAllTextAsync(pip, $"#!/bin/sh\n[ \"$3\" = config ] && echo \"global.index-url='http://me:secret%20word@{_web.Address.Authority}/simple'\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(pip, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _host = new CrawlerHost(options => options.PipCommand = pip);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _web.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Crawl_Package_TakesTheNewestReleasesSourceAndAsksOnceMoreForNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for pip is a shell script");
        Publish("a_server-1.9.0.tar.gz", "old");
        Publish("a_server-1.10.0.tar.gz", "read");
        Publish("a_server-2.0.0rc1.tar.gz", "too_new");
        _files.Add(("a_server-1.10.0-py3-none-any.whl", Wheel("built"), null));
        var item = Assert.Single((await _host.CrawlAsync("pypi:A_Server")).Items);
        Assert.Equal((CrawlStatus.Stored, "pypi:a-server"), (item.Status, item.Server));
        var stored = _host.Catalog.Servers[ServerKey.Parse("pypi:a-server")];
        Assert.Equal(("1.10.0", "read"), (stored.Snapshot.Version, Assert.Single(stored.Tools).Definition.Tool));
        var asked = _web.Requests.Count;
        Assert.Equal(CrawlStatus.Unchanged, Assert.Single((await _host.CrawlAsync("pypi:A_Server")).Items).Status);
        Assert.Equal(asked + 1, _web.Requests.Count);
    }

    [Fact]
    public async Task Crawl_PackageWithoutSource_TakesTheWheel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for pip is a shell script");
        _files.Add(("a_server-1.0-py3-none-any.whl", Wheel("built"), null));
        await _host.CrawlAsync("pypi:a-server");
        Assert.Equal("built", Assert.Single(_host.Catalog.Servers[ServerKey.Parse("pypi:a-server")].Tools).Definition.Tool);
    }

    [Fact]
    public async Task Crawl_OtherBytesThanAnnounced_AreNotUsed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for pip is a shell script");
        Publish("a_server-1.0.tar.gz", "read", new string('0', 64));
        Assert.Contains("other bytes", Assert.Single((await _host.CrawlAsync("pypi:a-server")).Items).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pypi:nothing", "there is no Python package `nothing`", true)]
    [InlineData("pypi:nothing@9", "there is no Python package `nothing`", false)]
    [InlineData("pypi:a-server@9", "no version `9`", false)]
    [InlineData("pypi:../x", "is not the name of a Python package", false)]
    public async Task Crawl_NothingToFetch_SaysWhy(string reference, string reason, bool isMissing)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for pip is a shell script");
        Publish("a_server-1.0.tar.gz", "read");
        Assert.Contains(reason, Assert.Single((await _host.CrawlAsync(reference)).Items).Reason, StringComparison.Ordinal);
        Assert.Equal(isMissing ? [ServerKey.Parse(reference)] : [], _host.Catalog.Missing);
    }

    [Fact]
    public void Order_OfVersions_IsThatOfTheStandard()
    {
        string[] ordered = ["1.0.dev1", "1.0a1.dev2", "1.0a1", "1.0b2", "1.0rc1", "1.0", "1.0.post1", "1.1", "1.10", "1!0.1"];
        Assert.Equal(ordered, ordered.Reverse().Select(static v => (Text: v, Version: PythonVersion.ParseOrNull(v)!)).OrderBy(static v => v.Version, PythonVersion.Order).Select(static v => v.Text));
        Assert.Equal(0, PythonVersion.ParseOrNull("1.0")!.Against(PythonVersion.ParseOrNull("v1.0.0")));
        Assert.Null(PythonVersion.ParseOrNull("latest"));
    }

    [Fact]
    public void Read_PageOfLinks_GivesFilesWithTheirHashes()
    {
        var page = $"<a href=\"../../f/a_server-1.0.tar.gz#sha256={new string('A', 64)}\">a_server-1.0.tar.gz</a><a href='x.whl' data-yanked>a_server-2.0-py3-none-any.whl</a><a href='javascript:1'>a_server-3.0.tar.gz</a><a href='y'>other-1.0.tar.gz</a>";
        var files = SimplePage.Read(page, isJson: false, "a.server", new Uri("https://h.example/simple/a-server/"));
        Assert.Equal([("1.0", false, true), ("2.0", true, false)], files.Select(static f => (f.Version, f.IsYanked, f.IsSource)));
        Assert.Equal(("https://h.example/f/a_server-1.0.tar.gz", new string('a', 64)), (files[0].Address.AbsoluteUri, files[0].Sha256));
    }

    private void Publish(string name, string tool, string? hash = null)
    {
        var tar = new RawTar().Add("top/tools.txt", tool + "\n").Write(_folder);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(IsPacked(tar) ? Unpack(tar) : File.ReadAllBytes(tar));
        }

        _files.Add((name, packed.ToArray(), hash));
    }

    private static bool IsPacked(string file) => File.ReadAllBytes(file) is [0x1F, 0x8B, ..];

    private static byte[] Unpack(string file)
    {
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        return all.ToArray();
    }

    private static byte[] Wheel(string tool)
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
