using System.Text;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

/// <summary>How long a process may say nothing of a request, and what counts as saying something.</summary>
public sealed class AnswerDeadlinesTests : IDisposable
{
    private static readonly ScreenLimits Limits = new();

    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _late = [];
    private readonly List<TimeSpan> _allowed = [];
    private readonly AnswerDeadlines _deadlines;

    public AnswerDeadlinesTests() => _deadlines = new AnswerDeadlines(TimeSpan.FromSeconds(60), _clock, (_, id, allowed) =>
    {
        _late.Add(Encoding.UTF8.GetString(id.Span));
        _allowed.Add(allowed);
    });

    public void Dispose() => _deadlines.Dispose();

    [Fact]
    public void Request_IsLateOnce_UnlessItIsAnsweredOrWithdrawn()
    {
        Sent("""{"jsonrpc":"2.0","id":"a\u0062","method":"tools/call","params":{"name":"x"}}""");
        Sent("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        Sent("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"x"}}""");
        Heard("""{"jsonrpc":"2.0","id":2,"result":{}}""");
        Sent("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}""");

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_late);
        _clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(["\"a\\u0062\""], _late);
        Assert.Equal(0, _deadlines.Count);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(_late);

        // The look is taken up again for the next one.
        Sent("""{"jsonrpc":"2.0","id":4,"method":"ping"}""");
        _clock.Advance(TimeSpan.FromSeconds(76));
        Assert.Equal("4", _late[^1]);
    }

    [Fact]
    public void CallerWhoWaitsForLess_IsToldInItsOwnTime_AndNoneWaitsForMoreThanTheOthers()
    {
        Sent("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        Sent("""{"jsonrpc":"2.0","id":2,"method":"ping"}""", TimeSpan.FromSeconds(4));
        Sent("""{"jsonrpc":"2.0","id":3,"method":"ping"}""", TimeSpan.FromHours(1));
        Sent("""{"jsonrpc":"2.0","id":4,"method":"ping"}""", TimeSpan.FromSeconds(2));

        // Looked at as often as the shortest asks for, though others are looked at seldom.
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(["4"], _late);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["4", "2"], _late);
        _clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal(2, _late.Count);
        _clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(["1", "2", "3", "4"], _late.Order(StringComparer.Ordinal));
        Assert.Equal([2, 4, 60, 60], _allowed.Select(static t => t.TotalSeconds));
        Assert.Equal(0, _deadlines.Count);
    }

    [Fact]
    public void Progress_OfTheRequest_BeginsItsTimeAnew_AndOfAnotherDoesNot()
    {
        Sent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","_meta":{"progressToken":"mine"}}}""");
        Sent("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"x"}}""");
        _clock.Advance(TimeSpan.FromSeconds(50));
        Heard("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"mine","progress":1}}""");
        Heard("""{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"busy"}}""");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["2"], _late);
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(["2", "1"], _late);
    }

    [Fact]
    public void WhatTheServerAskedOfItsClient_IsWaitedFor()
    {
        Sent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}""");
        Heard("""{"jsonrpc":"2.0","id":7,"method":"elicitation/create","params":{}}""");
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(_late);
        Sent("""{"jsonrpc":"2.0","id":7,"result":{"action":"accept"}}""");
        _clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Empty(_late);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(["1"], _late);
    }

    [Theory]
    [InlineData("subscriptions/listen", "{}")]
    [InlineData("tasks/result", "{\"taskId\":\"t\"}")]
    public void WhatIsWaitedForByDesign_IsNeverLate(string method, string parameters)
    {
        Sent($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(_late);
    }

    [Fact]
    public void ProcessThatIsGone_LeavesNothingBehind()
    {
        Sent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}""");
        _deadlines.Clear();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_late);
    }

    [Fact]
    public void Time_BeginsWhenTheServerTookTheMessage()
    {
        var slow = Read("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}""");
        var lost = Read("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"x"}}""");
        _deadlines.Sent(slow);
        _deadlines.Sent(lost);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(_late);
        _deadlines.Taken(slow);
        _deadlines.NotTaken(lost);
        _clock.Advance(TimeSpan.FromSeconds(76));
        Assert.Equal(["1"], _late);
        Assert.Equal(0, _deadlines.Count);
    }

    private void Sent(string message, TimeSpan? own = null)
    {
        var read = Read(message);
        _deadlines.Sent(read, own);
        _deadlines.Taken(read);
    }

    private static Envelope Read(string message) => MessageScreen.Read(Encoding.UTF8.GetBytes(message), Limits).Envelope!;

    private void Heard(string message) => _deadlines.Heard(UpstreamMessage.ReadOrNull(Encoding.UTF8.GetBytes(message))!);
}
