using System.Text;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;
using Catalog.Gateway.Upstreams.Http;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>The gateway's own HTTP client: whatever one answer is made of, the next caller reads nothing of it.</summary>
public sealed class HttpUpstreamTests
{
    private static readonly IReadOnlyList<AnswerCase> All = Cases.Read<AnswerCase>("Upstreams", "answers.json");
    private static readonly ReadOnlyMemory<byte> Message = "{}"u8.ToArray();

    public static TheoryData<string> Notes => [.. All.Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task Send_Case_IsAsExpectedAndHarmsNoOther(string note)
    {
        var given = All.Single(c => c.Note == note);
        await using var peer = new RawUpstream(given.Pieces, given.Closes);
        using var upstream = new HttpUpstream(Options(peer.Address), TimeProvider.System);

        var answer = await AskAsync(upstream);
        Assert.Equal(given.Answer, answer);
        Assert.Equal(RawUpstream.Plain, await AskAsync(upstream));
        Assert.Equal(given.Reused ? 1 : 2, peer.Connections);
        Assert.Equal(2, peer.Requests);
    }

    [Fact]
    public async Task Send_BytesThatNobodyAskedFor_AreNotTheNextAnswer()
    {
        await using var peer = new RawUpstream(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), TimeProvider.System);
        Assert.Equal("first", await AskAsync(upstream));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(RawUpstream.Plain, await AskAsync(upstream));
        }

        Assert.Equal(1, peer.Connections);
    }

    [Fact]
    public async Task Send_AnswerThatIsNotReadToItsEnd_ClosesTheConnection()
    {
        await using var peer = new RawUpstream(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), TimeProvider.System);
        using (var request = upstream.Request(HttpMethod.Post, Message))
        {
            (await upstream.SendAsync(request, TestContext.Current.CancellationToken)).Response!.Dispose();
        }

        Assert.Equal(RawUpstream.Plain, await AskAsync(upstream));
        Assert.Equal(2, peer.Connections);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_SaysSo()
    {
        var clock = new FakeTimeProvider();
        await using var peer = new RawUpstream([], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), clock);
        using var request = upstream.Request(HttpMethod.Post, Message);
        var sending = upstream.SendAsync(request, TestContext.Current.CancellationToken).AsTask();
        while (peer.Requests == 0)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));
        var reply = await sending;
        Assert.True(reply.Sent);
        Assert.Contains("did not begin its answer in 60 seconds", reply.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n{", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\n\n", true)]
    public async Task Read_AnswerThatStops_IsBrokenOff_ButNoStream(string piece, bool isStream)
    {
        var clock = new FakeTimeProvider();
        await using var peer = new RawUpstream([piece], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), clock);
        using var request = upstream.Request(HttpMethod.Post, Message);
        using var leaving = new CancellationTokenSource();
        using var response = (await upstream.SendAsync(request, leaving.Token)).Response!;
        var reading = ReadAllAsync(upstream, response);
        for (var i = 0; i < 130 && !reading.IsCompleted; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(!isStream, reading.IsCompleted);
        await leaving.CancelAsync();
        var failure = await Record.ExceptionAsync(() => reading);
        Assert.True(isStream ? failure is OperationCanceledException : failure!.Message.Contains("did not come in time", StringComparison.Ordinal), failure?.ToString());
    }

    [Fact]
    public void Pace_LeavesWhatWasNotWaitedForYet()
    {
        var pace = new AnswerPace(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25), new FakeTimeProvider());
        Assert.Equal(TimeSpan.FromSeconds(10).Ticks, pace.DeadlineOf(0, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromSeconds(7).Ticks + 3, pace.DeadlineOf(3, TimeSpan.FromSeconds(18)));
        Assert.True(pace.DeadlineOf(100, TimeSpan.FromSeconds(26)) < 100);
    }

    [Fact]
    public async Task Send_CallerWhoLeaves_EndsTheConnection()
    {
        await using var peer = new RawUpstream([], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), TimeProvider.System);
        using var leaving = new CancellationTokenSource();
        using var request = upstream.Request(HttpMethod.Post, Message);
        var sending = upstream.SendAsync(request, leaving.Token).AsTask();
        while (peer.Requests == 0)
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(RawUpstream.Plain, await AskAsync(upstream));
        Assert.Equal(2, peer.Connections);
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("caf\u00e9")]
    public async Task Send_HeaderThatCannotBeWritten_SendsNothing(string value)
    {
        await using var peer = new RawUpstream([], closes: false);
        using var upstream = new HttpUpstream(Options(peer.Address), TimeProvider.System);
        using var request = upstream.Request(HttpMethod.Post, Message);
        request.Add("Accept", value);
        var reply = await upstream.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.False(reply.Sent);
        Assert.Contains("`Accept`", reply.Failure, StringComparison.Ordinal);
        Assert.Equal(0, peer.Requests);
    }

    private static async Task ReadAllAsync(HttpUpstream upstream, UpstreamResponse response)
    {
        if (!response.IsStream)
        {
            await upstream.ReadAsync(response);
            return;
        }

        var events = upstream.Events(response);
        while (await events.ReadAsync(CancellationToken.None) is not null)
        {
            // Read on until it ends.
        }
    }

    private static GatewayOptions Options(Uri address) => new() { ServerId = "raw", PolicyFile = "", Upstream = address, UpstreamTimeout = TimeSpan.FromSeconds(60) };

    /// <summary>The body of the answer; null where it is refused.</summary>
    private static async Task<string?> AskAsync(HttpUpstream upstream)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = upstream.Request(HttpMethod.Post, Message);
        var reply = await upstream.SendAsync(request, limit.Token);
        using var response = reply.Response;
        if (response is null)
        {
            Assert.True(reply.Sent);
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString((await upstream.ReadAsync(response)).Span);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
