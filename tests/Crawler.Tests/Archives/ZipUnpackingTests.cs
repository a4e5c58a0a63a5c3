using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Tests.Archives;

public sealed class ZipUnpackingTests : IDisposable
{
    private static readonly ArchiveLimits Small = new() { Entries = 100, FileBytes = 1 << 20, TotalBytes = 2 << 20, RatioFrom = 1 << 16, Ratio = 100 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unpack_HonestZip_WritesItsFiles()
    {
        var result = Unpack(Zip(("manifest.json", "{}"), ("server/", ""), ("server/index.js", "run()")));
        Assert.Null(result.Refusal);
        Assert.Equal(2, result.Files);
        Assert.Equal("run()", File.ReadAllText(_folder.File("out", "server", "index.js")));
    }

    [Theory]
    [InlineData("../escape.js", "leaves the archive")]
    [InlineData("/etc/passwd", "absolute name")]
    [InlineData("a\\b.js", "backslash")]
    [InlineData("MANIFEST.json", "occurs twice")]
    [InlineData("manifest.json", "occurs twice")]
    [InlineData("manifest.json/x", "occurs twice")]
    public void Unpack_HostileName_RefusesTheWhole(string name, string reason) =>
        Assert.Contains(reason, Unpack(Zip(("manifest.json", "{}"), (name, "x"))).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData(0xA1FF, "is a link")]
    [InlineData(0x61B6, "device")]
    [InlineData(0xC1B6, "device")]
    public void Unpack_UnixKindThatIsNoFile_IsRefused(int mode, string reason)
    {
        var bytes = Zip(("link", "/etc/passwd"));
        var entry = Directory(bytes);
        entry[5] = 3;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[40..], (ushort)mode);
        Assert.Contains(reason, Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_TwoNamesForOneEntry_IsRefused()
    {
        var bytes = Zip(("index.js", "x"));
        "other.js"u8.CopyTo(bytes.AsSpan(30));
        Assert.Contains("two names", Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_EntriesOverTheSameBytes_IsRefused()
    {
        // Many entries that share one body are how a small archive becomes petabytes.
        var bytes = Zip(("a.js", "x"), ("b.js", "x"));
        var directory = bytes.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 6)));
        "a.js"u8.CopyTo(directory[(46 + 4 + 46)..]);
        BinaryPrimitives.WriteInt32LittleEndian(directory[(46 + 4 + 42)..], 0);
        Assert.Contains("overlaps", Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_WrongChecksum_IsRefused()
    {
        var bytes = Zip(("a.js", "some text"));
        BinaryPrimitives.WriteUInt32LittleEndian(Directory(bytes)[16..], 1);
        Assert.Contains("not what the directory says", Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_SizeThatIsALie_IsRefused()
    {
        var bytes = Zip(("a.js", new string('a', 50_000)));
        BinaryPrimitives.WriteUInt32LittleEndian(Directory(bytes)[24..], 10);
        Assert.Contains("not what the directory says", Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_Encrypted_IsRefused()
    {
        var bytes = Zip(("a.js", "x"));
        Directory(bytes)[8] |= 1;
        Assert.Contains("encrypted", Unpack(bytes).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Unpack_BombByRatio_IsRefusedFromItsDirectory() =>
        Assert.Contains("100 times its size", Unpack(Zip(("a.js", new string('a', 900_000)))).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Unpack_TooManyEntries_IsRefusedFromItsEnd() =>
        Assert.Contains("more than 100 entries", Unpack(Zip([.. Enumerable.Range(0, 101).Select(static i => ($"{i}.js", "x"))])).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Unpack_CutShort_IsRefused() =>
        Assert.Contains("end is missing", Unpack(Zip(("a.js", "x"))[..^4]).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Unpack_EveryCutAndEveryFlippedByte_EndsWithAResult()
    {
        var honest = Zip(("manifest.json", "{\"a\":1}"), ("server/index.js", new string('x', 300)));
        for (var i = 0; i < honest.Length; i++)
        {
            var flipped = (byte[])honest.Clone();
            flipped[i] ^= 0x55;
            using var one = new TemporaryFolder();
            File.WriteAllBytes(one.File("archive"), flipped);
            var result = new Unpacker(Small).Unpack(new Artefact { Path = one.File("archive") }, one.File("out"), TestContext.Current.CancellationToken);
            Assert.True(result.Refusal is not null || result.Files > 0);
        }
    }

    private static Span<byte> Directory(byte[] zip) => zip.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(zip.Length - 6)));

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    private UnpackResult Unpack(byte[] zip)
    {
        File.WriteAllBytes(_folder.File("archive"), zip);
        return new Unpacker(Small).Unpack(new Artefact { Path = _folder.File("archive") }, _folder.File("out"), TestContext.Current.CancellationToken);
    }
}
