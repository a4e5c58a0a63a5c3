using System.Text;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Messages that come in many pieces, cut anywhere.</summary>
public sealed class LongBodyTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";

    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, maxMessageBytes: 8 * 1024 * 1024);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 7)]
    [InlineData(30_000, 997)]
    [InlineData(30_000, 65_537)]
    [InlineData(300_000, 16_384)]
    [InlineData(300_000, 300_001)]
    [InlineData(300_000, int.MaxValue)]
    public async Task Body_InPieces_ArrivesByteForByte(int repeats, int piece)
    {
        // Characters of one to four bytes, an escape and a pair of surrogates: every cut falls into one of them sooner or later.
        var message = Message(string.Concat(Enumerable.Repeat("aé€😀\\n\\ud83d\\ude00", repeats)));
        using var caller = new RawCaller(_gateway.Endpoint);
        await caller.SendAsync(Encoding.UTF8.GetBytes(message), piece);
        Assert.Equal(200, await caller.StatusAsync());
        Assert.Equal(message, Assert.Single(_upstream.Requests).Body);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(262_144)]
    [InlineData(262_145 + 16_384)]
    [InlineData(1_048_576)]
    [InlineData(BlockPool.WholeBlockBytes - 1)]
    [InlineData(BlockPool.WholeBlockBytes)]
    [InlineData(BlockPool.WholeBlockBytes + 1)]
    [InlineData(BlockPool.WholeBlockBytes + BlockPool.BlockBytes)]
    [InlineData(3_000_000)]
    public async Task Body_OfALength_ArrivesByteForByte(int bytes)
    {
        var around = Message("").Length;
        var message = Message(string.Concat(Enumerable.Range(0, bytes).Select(static i => (char)('a' + (i % 23))))[..(bytes - around)]);
        foreach (var piece in new[] { int.MaxValue, 90_001 })
        {
            using var caller = new RawCaller(_gateway.Endpoint);
            await caller.SendAsync(Encoding.UTF8.GetBytes(message), piece);
            Assert.Equal(200, await caller.StatusAsync());
        }

        Assert.Equal(2, _upstream.Requests.Count);
        Assert.All(_upstream.Requests, request => Assert.Equal(message, request.Body));
    }

    [Theory]
    [InlineData(300_000, 300_000)]
    [InlineData(900_000, 20)]
    [InlineData(900_000, 900_000)]
    [InlineData(900_000, 400_000)]
    [InlineData(BlockPool.WholeBlockBytes - 500, 70_000)]
    [InlineData(20, 700_000)]
    public async Task Bodies_OneRightBehindTheOther_StayApart(int first, int second)
    {
        var messages = new[] { Message(new string('a', first)), Message(new string('b', second)) };
        using var caller = new RawCaller(_gateway.Endpoint);
        await caller.SendTogetherAsync(messages[0], messages[1]);
        await caller.HearAsync("HTTP/1.1 200", times: 2);
        Assert.Equal(messages, _upstream.Requests.Select(static request => request.Body));
    }

    [Theory]
    [InlineData("two names", "x\",\"text\":\"", "")]
    [InlineData("two names, one escaped", "x\",\"t\\u0065xt\":\"", "")]
    [InlineData("half a pair", "\\ud83d", "")]
    [InlineData("half a pair and a letter", "\\ud83dx", "")]
    [InlineData("no escape", "\\x", "")]
    [InlineData("a byte that begins nothing", "", "80")]
    [InlineData("a character without its end", "", "F09F98")]
    [InlineData("an overlong slash", "", "C0AF")]
    [InlineData("a surrogate as bytes", "", "EDA080")]
    public async Task Body_WrongAtACut_IsRefused(string note, string wrong, string bytes)
    {
        const int At = 200_000;
        var message = Encoding.UTF8.GetBytes(Message(new string('x', At) + wrong + new string('#', bytes.Length / 2) + new string('x', At)));
        var place = message.AsSpan().IndexOf("#"u8) is > 0 and var hash ? hash : message.AsSpan().IndexOf("xxx"u8) + At;
        Convert.FromHexString(bytes).CopyTo(message, place);
        for (var cut = place - 1; cut <= place + wrong.Length + (bytes.Length / 2); cut++)
        {
            using var caller = new RawCaller(_gateway.Endpoint);
            await caller.SendAsync(message, cut);
            Assert.True(await caller.StatusAsync() == 400, note);
        }

        Assert.Empty(_upstream.Requests);
    }

    [Fact]
    public async Task Caller_WhoVanishesInTheMiddle_IsNotForwarded()
    {
        var message = Encoding.UTF8.GetBytes(Message(new string('x', 1_000_000)));
        foreach (var sent in new[] { 1, 70_000, message.Length - 1 })
        {
            using var caller = new RawCaller(_gateway.Endpoint);
            await caller.SendAsync(message, 100_000, sent);
        }

        using var another = new RawCaller(_gateway.Endpoint);
        await another.SendAsync(Message("the next"));
        Assert.Equal(200, await another.StatusAsync());
        Assert.Equal(Message("the next"), Assert.Single(_upstream.Requests).Body);
    }

    [Fact]
    public async Task Bodies_OfManyAtTheSameTime_StayApart()
    {
        // More than there are blocks for whole bodies.
        var letters = "abcdefghijklmnopqrstuvwx";
        await Task.WhenAll(letters.Select(async letter =>
        {
            for (var i = 0; i < 4; i++)
            {
                using var caller = new RawCaller(_gateway.Endpoint);
                await caller.SendAsync(Encoding.UTF8.GetBytes(Message(new string(letter, 400_000))), 30_000);
                Assert.Equal(200, await caller.StatusAsync());
            }
        }));
        Assert.Equal(letters.SelectMany(static letter => Enumerable.Repeat(Message(new string(letter, 400_000)), 4)), _upstream.Requests.Select(static r => r.Body).Order(StringComparer.Ordinal));
    }

    private static string Message(string text) => $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"{{{text}}}"} } }""";
}
