using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Tests.Archives;

public sealed class TarUnpackingTests : IDisposable
{
    private static readonly ArchiveLimits Small = new() { Entries = 100, FileBytes = 1 << 20, TotalBytes = 2 << 20, RatioFrom = 1 << 16, Ratio = 100 };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, char, string> HostileEntries => new()
    {
        { "package/../../escape.js", "leaves the archive", '0', "" },
        { "..", "leaves the archive", '0', "" },
        { "/etc/passwd", "absolute name", '0', "" },
        { "C:/windows/x", "absolute name", '0', "" },
        { "package\\..\\x", "backslash", '0', "" },
        { "package/a\u001b[2Jb", "control characters", '0', "" },
        { "package/a\u202Ecod.js", "control characters", '0', "" },
        { "package/link", "is a link", '2', "/etc/passwd" },
        { "package/link", "is a link", '2', "inside.js" },
        { "package/hard", "is a link", '1', "package/index.js" },
        { "package/disk", "device", '4', "" },
        { "package/console", "device", '3', "" },
        { "package/pipe", "device", '6', "" },
        { "package/odd", "unknown kind", 'Z', "" },
        { "package/INDEX.js", "occurs twice", '0', "" },
        { "package/index.js", "occurs twice", '0', "" },
        { "package/index.js/below.js", "occurs twice", '0', "" },
        { "package/e\u0301.js", "occurs twice", '0', "" },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unpack_HonestPackage_WritesItsFiles()
    {
        var archive = new RawTar().Add("package/", type: '5').Add("package/package.json", "{}").Add("./package/dist/index.js", "run()").Write(_folder);
        var result = Unpack(archive, strip: 1);
        Assert.Null(result.Refusal);
        Assert.Equal(2, result.Files);
        Assert.Equal("run()", File.ReadAllText(_folder.File("out", "dist", "index.js")));
    }

    [Fact]
    public void Unpack_WordsUnderTwoSpellings_KeepsTheFirstAndTheRest()
    {
        var archive = new RawTar().Add("package/docs/GUIDE.md", "first").Add("package/docs/guide.md", "second").Add("package/index.js", "run()").Write(_folder);
        var result = Unpack(archive, strip: 1);
        Assert.Equal((null, 2), (result.Refusal, result.Files));
        Assert.Equal("first", File.ReadAllText(_folder.File("out", "docs", "GUIDE.md")));
        using var twice = new TemporaryFolder();
        Assert.Contains("occurs twice", Unpack(new RawTar().Add("package/GUIDE.md", "1").Add("package/GUIDE.md", "2").Write(twice), strip: 1, twice).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_SameFilesPackedDifferently_GivesTheSameHash()
    {
        var first = Unpack(new RawTar().Add("package/a.js", "1").Add("package/b.js", "2").Write(_folder), strip: 1);
        using var other = new TemporaryFolder();
        var second = Unpack(new RawTar().Add("other/b.js", "2").Add("other/a.js", "1").Write(other, compressed: false), strip: 1, other);
        using var changed = new TemporaryFolder();
        var third = Unpack(new RawTar().Add("other/b.js", "2").Add("other/a.js", "1 ").Write(changed), strip: 1, changed);
        Assert.Equal(first.ContentHash, second.ContentHash);
        Assert.NotEqual(first.ContentHash, third.ContentHash);
    }

    [Theory]
    [MemberData(nameof(HostileEntries))]
    public void Unpack_HostileEntry_RefusesTheWhole(string name, string reason, char type, string link)
    {
        var archive = new RawTar().Add("package/index.js", "x").Add("package/\u00e9.js", "x").Add(name, type is '0' ? "y" : "", type, link).Write(_folder);
        var result = Unpack(archive, strip: 0);
        Assert.Contains(reason, result.Refusal, StringComparison.Ordinal);
        Assert.Empty(result.ContentHash);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "escape.js", SearchOption.AllDirectories));
    }

    [Fact]
    public void Unpack_LinkInRepository_IsPassedOverAndNeverMade()
    {
        var archive = new RawTar().Add("repo/index.js", "x").Add("repo/link", type: '2', link: "/etc/passwd").Write(_folder);
        var result = Unpack(archive, strip: 1, links: LinkHandling.Skip);
        Assert.Null(result.Refusal);
        Assert.Equal(1, result.SkippedLinks);
        Assert.False(Path.Exists(_folder.File("out", "link")));
    }

    [Fact]
    public void Unpack_HardLinkInRepository_IsRefused() => Assert.Contains(
        "is a link",
        Unpack(new RawTar().Add("repo/a", "x").Add("repo/b", type: '1', link: "repo/a").Write(_folder), strip: 1, links: LinkHandling.Skip).Refusal,
        StringComparison.Ordinal);

    [Fact]
    public void Unpack_BombByRatio_StopsEarly()
    {
        var result = Unpack(new RawTar().Add("package/a.js", new string('a', 900_000)).Write(_folder), strip: 1);
        Assert.Contains("100 times its size", result.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_BombByFileSize_IsRefused()
    {
        var result = Unpack(new RawTar().Add("package/a.js", new string('a', 1_100_000)).Write(_folder, compressed: false), strip: 1);
        Assert.Contains("more than 1 MiB", result.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_BombByTotal_IsRefused()
    {
        var tar = new RawTar();
        for (var i = 0; i < 5; i++)
        {
            tar.Add($"package/{i}.js", new string('a', 500_000));
        }

        Assert.Contains("unpacks to more than 2 MiB", Unpack(tar.Write(_folder, compressed: false), strip: 1).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_MillionEntries_StopsAtTheLimit()
    {
        using var other = new TemporaryFolder();
        var path = _folder.File("archive");
        using (var file = File.Create(path))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            var template = File.ReadAllBytes(new RawTar().Add("package/d/", type: '5').Write(other, compressed: false, ended: false));
            for (var i = 0; i < 1_000_000; i++)
            {
                gzip.Write(template);
            }
        }

        var result = new Unpacker(new ArchiveLimits()).Unpack(new Artefact { Path = path }, _folder.File("out"), TestContext.Current.CancellationToken);
        Assert.Contains("more than 100000 entries", result.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(1)]
    public void Unpack_GzipCutShort_IsRefused(int cut) =>
        Assert.NotNull(Unpack(new RawTar().Add("package/a.js", "some text").Write(_folder, cut: cut), strip: 1).Refusal);

    [Fact]
    public void Unpack_GzipWithWrongChecksum_IsRefused()
    {
        var path = new RawTar().Add("package/a.js", "some text").Write(_folder);
        var bytes = File.ReadAllBytes(path);
        bytes[^6] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("damaged", Unpack(path, strip: 1).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_TarWithoutEnd_IsRefused() =>
        Assert.Contains("ends early", Unpack(new RawTar().Add("package/a.js", "text").Write(_folder, ended: false), strip: 1).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Unpack_SizeBeyondTheArchive_IsRefused() =>
        Assert.NotNull(Unpack(new RawTar().Add("package/a.js", "text", size: 1L << 40).Write(_folder), strip: 1).Refusal);

    [Fact]
    public void Unpack_HugeExtendedHeader_IsRefusedBeforeItIsRead() =>
        Assert.Contains("extended header", Unpack(new RawTar().Add("PaxHeader", "", 'x', size: 1L << 31).Write(_folder), strip: 1).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("path", "../../escape.js", 'x', "leaves the archive")]
    [InlineData("path", "/etc/passwd", 'x', "absolute name")]
    [InlineData("path", "all/the/same", 'g', "renames all")]
    [InlineData("size", "-1", 'x', "no number")]
    [InlineData("GNU.sparse.major", "1", 'x', "sparse")]
    public void Unpack_HostileExtendedHeader_IsRefused(string key, string value, char type, string reason) =>
        Assert.Contains(reason, Unpack(new RawTar().Pax(key, value, type).Add("package/a.js", "x").Write(_folder), strip: 0).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Unpack_LongNameFromGnuTar_IsUsedAndChecked()
    {
        var name = "package/" + new string('n', 150) + ".js";
        var honest = Unpack(new RawTar().Add("././@LongLink", name + "\0", 'L').Add("package/cut", "x").Write(_folder), strip: 1);
        Assert.Null(honest.Refusal);
        Assert.True(File.Exists(_folder.File("out", new string('n', 150) + ".js")));
        using var other = new TemporaryFolder();
        Assert.Contains("leaves", Unpack(new RawTar().Add("././@LongLink", "../x\0", 'L').Add("package/cut", "x").Write(other), strip: 0, other).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_TooDeep_IsRefused() => Assert.Contains(
        "more than 64 folders",
        Unpack(new RawTar().Pax("path", string.Concat(Enumerable.Repeat("d/", 70)) + "a.js").Add("x", "x").Write(_folder), strip: 0).Refusal,
        StringComparison.Ordinal);

    [Fact]
    public void Unpack_NoArchive_SaysSo()
    {
        File.WriteAllText(_folder.File("archive"), new string('z', 2000));
        Assert.Contains("neither a tar", Unpack(_folder.File("archive"), strip: 0).Refusal, StringComparison.Ordinal);
    }

    private UnpackResult Unpack(string archive, int strip, TemporaryFolder? folder = null, LinkHandling links = LinkHandling.Refuse) =>
        new Unpacker(Small).Unpack(new Artefact { Path = archive, Strip = strip, Links = links }, (folder ?? _folder).File("out"), TestContext.Current.CancellationToken);
}
