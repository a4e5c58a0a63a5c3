using System.IO.Pipelines;
using System.Text;
using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>What a stream of the gateway's own says when there is nothing to say: a comment after 25 seconds, and never anything between the bytes of an event.</summary>
public sealed class SilentStreamTests : IAsyncDisposable
{
    private const string Comment = ": keep-alive\n\n";
    private const int Room = 32 * 1024;

    private readonly CountingClock _clock = new();
    private readonly Pipe _body = new(new PipeOptions(pauseWriterThreshold: Room, resumeWriterThreshold: Room / 2));
    private readonly HttpAnswer _answer;

    public SilentStreamTests() => _answer = new HttpAnswer(new DefaultHttpContext
    {
        RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(_clock).BuildServiceProvider(),
        Response = { Body = _body.Writer.AsStream() },
    });

    public async ValueTask DisposeAsync()
    {
        await _body.Reader.CompleteAsync();
        await _answer.DisposeAsync();
    }

    [Fact]
    public async Task SilentStream_SaysAfter25Seconds_AndAgain_ThatItGoesOn()
    {
        await TellAsync("""{"a":1}""");
        Assert.Equal(Event("""{"a":1}"""), await ReadAsync());
        _clock.Advance(TimeSpan.FromSeconds(24.9));
        Assert.Null(await ReadOrNullAsync());
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Comment, await ReadAsync());
        Assert.InRange((await UntilSaidAsync()).TotalSeconds, 25, 28);
    }

    [Fact]
    public async Task StreamOnWhichSomethingIsSaid_IsNotSilent()
    {
        await _answer.OpenAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(20));
            await TellAsync("{}");
            Assert.Equal(Event("{}"), await ReadAsync());
        }

        Assert.InRange((await UntilSaidAsync()).TotalSeconds, 25, 28);
    }

    [Fact]
    public async Task EventThatGoesOutSlowly_IsNotInterrupted()
    {
        var message = $"{{\"a\":\"{new string('x', 200_000)}\"}}";
        var telling = TellAsync(message);
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.False(telling.IsCompleted);

        var text = new StringBuilder();
        while (text.Length < Event(message).Length)
        {
            text.Append(await ReadAsync());
        }

        await telling;
        Assert.Equal(Event(message), text.ToString());
        Assert.InRange((await UntilSaidAsync()).TotalSeconds, 25, 28);
    }

    [Fact]
    public async Task StreamOfAServer_StaysAsTheServerGivesIt()
    {
        // The gateway told something first, and was silent then.
        await TellAsync("{}");
        Assert.Equal(Event("{}"), await ReadAsync());
        Assert.InRange((await UntilSaidAsync()).TotalSeconds, 25, 28);

        await _answer.BeginRelayAsync();
        await _answer.BlockAsync("data: 1\n\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("data: 1\n\n", await ReadAsync());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await ReadOrNullAsync());
    }

    [Fact]
    public async Task AnsweredStream_SaysNothingMore_AndItsTimerIsGone()
    {
        await TellAsync("{}");
        await _answer.EndAsync(200, "{\"id\":1}"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(Event("{}") + Event("{\"id\":1}"), await ReadAsync());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await ReadOrNullAsync());
        Assert.Equal((1, 0), (_clock.Made, _clock.Live));
    }

    [Fact]
    public async Task AnswerThatIsNoStream_CostsNoTimer()
    {
        await _answer.EndAsync(200, "{}"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(0, _clock.Made);
    }

    [Fact]
    public async Task EndOfTheRequest_WaitsUntilAnUnreadCommentIsTaken_AndNothingIsWrittenAfterIt()
    {
        // So much waits for the caller that the comment is more than the connection holds.
        var filling = new byte[Room - 5];
        await _answer.OpenAsync(TestContext.Current.CancellationToken);
        await _answer.BlockAsync(filling, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(25));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Waiting() == filling.Length)
        {
            await again.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        var ending = _answer.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);

        Assert.Equal(filling.Length + Comment.Length, (await ReadAsync()).Length);
        await ending;
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await ReadOrNullAsync());
    }

    private static string Event(string message) => $"event: message\ndata: {message}\n\n";

    private Task TellAsync(string message) => _answer.TellAsync(Encoding.UTF8.GetBytes(message), TestContext.Current.CancellationToken).AsTask();

    /// <summary>Lets time go on until a comment comes; gives how long that took.</summary>
    private async Task<TimeSpan> UntilSaidAsync()
    {
        var since = _clock.GetTimestamp();
        while (true)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            if (await ReadOrNullAsync(TimeSpan.FromMilliseconds(30)) is { } said)
            {
                Assert.Equal(Comment, said);
                return _clock.GetElapsedTime(since);
            }

            Assert.True(_clock.GetElapsedTime(since) < TimeSpan.FromMinutes(5), "nothing was said");
        }
    }

    private long Waiting()
    {
        if (!_body.Reader.TryRead(out var read))
        {
            return 0;
        }

        var length = read.Buffer.Length;
        _body.Reader.AdvanceTo(read.Buffer.Start);
        return length;
    }

    private async Task<string> ReadAsync() => await ReadOrNullAsync(TimeSpan.FromSeconds(30)) ?? throw new InvalidOperationException("nothing was said");

    private async Task<string?> ReadOrNullAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromMilliseconds(200));
        try
        {
            var read = await _body.Reader.ReadAsync(limit.Token);
            var text = Encoding.UTF8.GetString(read.Buffer);
            _body.Reader.AdvanceTo(read.Buffer.End);
            return text;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>A clock that only moves when told to, and counts its timers.</summary>
    private sealed class CountingClock : TimeProvider
    {
        private readonly FakeTimeProvider _clock = new();
        private int _gone;

        public int Made { get; private set; }

        public int Live => Made - _gone;

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public override long GetTimestamp() => _clock.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public void Advance(TimeSpan by) => _clock.Advance(by);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Made++;
            return new Counted(this, _clock.CreateTimer(callback, state, dueTime, period));
        }

        private sealed class Counted(CountingClock clock, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                clock._gone++;
                timer.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
