using System.Text;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Relaying;

public sealed class SseReaderTests
{
    private const string Stream = "retry: 100\nid: 1\ndata:\n\n: ping\n\nevent: message\ndata: {\"a\":1}\n\ndata: one\ndata: two\n\n";

    [Theory]
    [InlineData("\n", 1)]
    [InlineData("\n", 7)]
    [InlineData("\r\n", 1)]
    [InlineData("\r\n", 3)]
    [InlineData("\r\n", 4096)]
    [InlineData("\r", 1)]
    [InlineData("\r", 4096)]
    public async Task ReadAsync_AnyLineEndAndAnyChunks_GivesEveryByteAndTheSameData(string lineEnd, int chunk)
    {
        var bytes = Encoding.UTF8.GetBytes(Stream.Replace("\n", lineEnd, StringComparison.Ordinal));
        var reader = new SseReader(new ChunkedStream(bytes, chunk), 1 << 20);
        var raw = new MemoryStream();
        var data = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } block)
        {
            raw.Write(block.Raw.Span);
            if (block.Data is { Length: > 0 } told)
            {
                data.Add(Encoding.UTF8.GetString(told.Span));
            }
        }

        Assert.Equal(["{\"a\":1}", "one\ntwo"], data);
        // The last half of a torn CRLF may be left behind; nothing else is.
        Assert.Equal(Encoding.UTF8.GetString(bytes).TrimEnd('\n', '\r'), Encoding.UTF8.GetString(raw.ToArray()).TrimEnd('\n', '\r'));
    }

    [Fact]
    public async Task ReadAsync_UnfinishedBlock_IsDropped()
    {
        var reader = new SseReader(new MemoryStream("data: a\n\ndata: b\n"u8.ToArray()), 1 << 20);
        Assert.Equal("a", Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken.None))!.Value.Data!.Value.Span));
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ReadAsync_EndlessBlock_IsAnErrorNotMemory()
    {
        var reader = new SseReader(new MemoryStream(Encoding.ASCII.GetBytes("data: " + new string('x', 100_000))), 10_000);
        await Assert.ThrowsAsync<LongEventException>(async () => await reader.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("\n", 1)]
    [InlineData("\n", 4096)]
    [InlineData("\r\n", 1)]
    [InlineData("\r\n", 4096)]
    [InlineData("\r\n", 100_000)]
    [InlineData("\r", 1)]
    [InlineData("\r", 4096)]
    public async Task ReadAsync_TooLongBlock_IsSkipped_WithItsIdAndWhomItAnswers(string lineEnd, int chunk)
    {
        var stream = "data: first\n\nevent: message\nid: 7\ndata: {\"result\":{\"x\":\"" + new string('x', 20_000) + "\"},\ndata: \"jsonrpc\":\"2.0\",\"id\":\"a\"}\n\nid: 8\ndata: next\n\n";
        var reader = new SseReader(new ChunkedStream(Encoding.UTF8.GetBytes(stream.Replace("\n", lineEnd, StringComparison.Ordinal)), chunk), 10_000, skipsLong: true);
        Assert.Equal("first", Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken.None))!.Value.Data!.Value.Span));

        var skipped = (await reader.ReadAsync(CancellationToken.None))!.Value;
        Assert.Equal("id: 7\ndata:\n\n", Encoding.UTF8.GetString(skipped.Raw.Span));
        Assert.Null(skipped.Data);
        Assert.Equal("sa", skipped.TooLong!.AnswerOrNull!.IdKey);

        var next = (await reader.ReadAsync(CancellationToken.None))!.Value;
        Assert.Equal("next", Encoding.UTF8.GetString(next.Data!.Value.Span));
        Assert.Equal("8", SseReader.IdOf(next.Raw));
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":\"@\"}\n\n")]
    [InlineData("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":\"@\"}\n\n")]
    [InlineData("data: @\n\n")]
    [InlineData(": @\n\n")]
    [InlineData("id: @\ndata: {}\n\n")]
    public async Task ReadAsync_TooLongBlock_ThatAnswersNobody_HasNothingToTell(string block)
    {
        var reader = new SseReader(new MemoryStream(Encoding.ASCII.GetBytes(block.Replace("@", new string('x', 20_000), StringComparison.Ordinal) + "data: next\n\n")), 10_000, skipsLong: true);
        var skipped = (await reader.ReadAsync(CancellationToken.None))!.Value;
        Assert.True(skipped.Raw.IsEmpty);
        Assert.Null(skipped.TooLong!.AnswerOrNull);
        Assert.Equal("next", Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken.None))!.Value.Data!.Value.Span));
    }

    [Fact]
    public async Task ReadAsync_TooLongBlockThatNeverEnds_IsTheEnd()
    {
        var reader = new SseReader(new MemoryStream(Encoding.ASCII.GetBytes("id: 1\ndata: " + new string('x', 100_000))), 10_000, skipsLong: true);
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("id: 1\ndata: {\"a\":\"\u2028x data: \u0085\"}\n\n", "id: 1\ndata: {\"a\":\"\u2028x data: \u0085\"}\n\n")]
    [InlineData("id: 1\nfoo: y\ndata: {\"a\":\n: x\u2028data: z\ndata: \"\u2028data: \"}\n\n", "id: 1\ndata: {\"a\": \"\\u2028data: \"}\n\n")]
    [InlineData("id: 1\fdata: x\nevent: e\ndata: {}\n\n", "event: e\ndata: {}\n\n")]
    [InlineData("\uFEFFdata: {}\n\n", "data: {}\n\n")]
    [InlineData(": x\n\uFEFFdata: {}\n\n", "\n")]
    public async Task ReadAsync_LinesThatSomeFindAndOthersDoNot_AreTakenOut(string block, string raw)
    {
        var reader = new SseReader(new MemoryStream(Encoding.UTF8.GetBytes(block)), 10_000);
        Assert.Equal(raw, Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken.None))!.Value.Raw.Span));
    }

    [Fact]
    public async Task ReadAsync_LongBlock_IsNotCopied_AndItsRoomIsNotKept()
    {
        const int Length = (8 * 1024 * 1024) - 64;
        var stream = new MemoryStream(Encoding.ASCII.GetBytes($"data: {new string('x', Length)}\n\ndata: next\n\n"));
        var reader = new SseReader(stream, 64 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var held = await HoldAsync(reader);
        // Room that doubles as it fills takes twice the event at most; a copy would be a third time.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Length, (Length * 5L / 2) + 65_536);
        GC.Collect();
        Assert.False(held.IsAlive);
        Assert.Equal("next", Encoding.UTF8.GetString((await reader.ReadAsync(CancellationToken.None))!.Value.Data!.Value.Span));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static async Task<WeakReference> HoldAsync(SseReader reader)
        {
            var block = await reader.ReadAsync(CancellationToken.None);
            Assert.Equal(Length, block!.Value.Data!.Value.Length);
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(block.Value.Raw, out var array));
            return new WeakReference(array.Array);
        }
    }

    [Fact]
    public void WithData_Block_KeepsItsOtherFields()
    {
        var block = SseReader.WithData("id: 7\nevent: message\ndata: {\ndata: }\nretry: 5\n\n"u8.ToArray(), "{\n\"b\":2}"u8.ToArray());
        Assert.Equal("id: 7\nevent: message\nretry: 5\ndata: { \"b\":2}\n\n", Encoding.UTF8.GetString(block));
        Assert.Equal("7", SseReader.IdOf(block));
    }
}
