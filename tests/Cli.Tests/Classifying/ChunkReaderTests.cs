using System.Text;
using Catalog.Cli.Classifying;

namespace Catalog.Cli.Tests.Classifying;

public sealed class ChunkReaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\ntwo\n")]
    [InlineData("one\r\ntwo\rthree\n\n\r\nfour")]
    [InlineData("\n")]
    [InlineData("ends\r")]
    public async Task Read_Lines_AreThoseOfAReaderOfText(string text)
    {
        Assert.Equal(Expected(text), await ReadAsync(Encoding.UTF8.GetBytes(text), int.MaxValue));
        Assert.Equal(Expected(text), await ReadAsync(Encoding.UTF8.GetBytes(text), 1));
    }

    [Theory]
    [InlineData("\n", 7)]
    [InlineData("\r\n", 4093)]
    [InlineData("\r", 65_537)]
    public async Task Read_ManyChunks_CutNoLine(string end, int atOnce)
    {
        var text = string.Concat(Enumerable.Range(0, 9000).Select(i => $"{i}:{new string('ä', i % 97)}{(i % 11 == 0 ? end : "")}{end}"));

        Assert.Equal(Expected(text), await ReadAsync(Encoding.UTF8.GetBytes(text), atOnce));
    }

    [Fact]
    public async Task Read_LineLongerThanAChunk_IsWhole()
    {
        var text = $"short\n{new string('x', 700_000)}\nlast";

        Assert.Equal(Expected(text), await ReadAsync(Encoding.UTF8.GetBytes(text), 100_000));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Read_MarkInFront_IsNoPartOfTheText(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Equal(["ä", "b"], await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("ä\nb\n")], 3));
    }

    [Fact]
    public async Task Read_TwoBytesOfAMark_AreText() =>
        Assert.Equal([[0xEF, 0xBB, (byte)'a']], await ReadBytesAsync([0xEF, 0xBB, (byte)'a'], 1));

    private static List<string> Expected(string text)
    {
        var lines = new List<string>();
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private static async Task<List<string>> ReadAsync(byte[] bytes, int atOnce) => (await ReadBytesAsync(bytes, atOnce)).ConvertAll(Encoding.UTF8.GetString);

    private static async Task<List<byte[]>> ReadBytesAsync(byte[] bytes, int atOnce)
    {
        using var stream = new SlowStream(bytes, atOnce);
        var reader = new ChunkReader(stream);
        var lines = new List<byte[]>();
        while (await reader.ReadOrNullAsync(Cancelled) is { } chunk)
        {
            using (chunk)
            {
                for (var rest = chunk.Bytes; LineChunk.TryTake(ref rest, out var line);)
                {
                    lines.Add(line.ToArray());
                }
            }
        }

        return lines;
    }

    // Gives so many bytes at once, as a pipe may.
    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = new byte[Math.Min(buffer.Length, atOnce)];
            var read = Read(some, 0, some.Length);
            some.AsSpan(0, read).CopyTo(buffer.Span);
            return ValueTask.FromResult(read);
        }
    }
}
