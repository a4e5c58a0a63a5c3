using System.Threading.Channels;
using Catalog.Gateway.Aggregation;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>How the sessions that miss a server share the asking for it.</summary>
public sealed class ComebackTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Comeback _comeback;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<(string Session, DateTimeOffset At)> _asked = Channel.CreateUnbounded<(string, DateTimeOffset)>();
    private volatile bool _isThere;
    private int _atOnce;
    private int _mostAtOnce;

    public ComebackTests() => _comeback = new Comeback(_clock);

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    [Fact]
    public async Task Sessions_AskOneAtATime_EverMoreSeldom()
    {
        foreach (var session in (string[])["a", "b", "c"])
        {
            _ = MissAsync(session, session);
        }

        var asks = new List<(string Session, DateTimeOffset At)>();
        for (var i = 0; i < 9; i++)
        {
            asks.Add(await NextAsync());
        }

        Assert.Equal(["a", "b", "c", "a", "b", "c", "a", "b", "c"], asks.Select(static a => a.Session));
        double[] least = [2, 4, 8, 16, 32, 60, 60, 60];
        Assert.All(asks.Skip(1).Zip(asks, static (later, sooner) => (later.At - sooner.At).TotalSeconds).Zip(least), static gap => Assert.True(gap.First >= gap.Second, $"{gap}"));
        Assert.Equal(1, _mostAtOnce);
    }

    [Fact]
    public async Task Sessions_AskAtOnce_WhenOneHasHeard()
    {
        var missing = new[] { "a", "b", "c" }.Select(session => MissAsync(session, session)).ToList();
        for (var i = 0; i < 5; i++)
        {
            await NextAsync();
        }

        _isThere = true;
        await NextAsync();
        // From here on the clock stands still.
        await Task.WhenAll(missing).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(2, _asked.Reader.Count);
        Assert.Equal(1, _mostAtOnce);
    }

    [Fact]
    public async Task Sessions_OfOneGrant_DoNotKeepAnothersFromAsking()
    {
        for (var i = 0; i < 10; i++)
        {
            _ = MissAsync($"many{i}", "many");
        }

        _ = MissAsync("other", "other");

        Assert.Contains("other", new[] { (await NextAsync()).Session, (await NextAsync()).Session });
    }

    [Fact]
    public async Task Session_ThatLeaves_HoldsNobodyUp()
    {
        using var leaving = new CancellationTokenSource();
        var left = MissAsync("left", "left", leaving.Token);
        _ = MissAsync("stays", "stays");
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal("stays", (await NextAsync()).Session);
    }

    [Fact]
    public void News_IsToldOnce()
    {
        Assert.False(_comeback.IsNews(isGone: false));
        Assert.Equal((true, false), (_comeback.IsNews(isGone: true), _comeback.IsNews(isGone: true)));
        Assert.Equal((true, false), (_comeback.IsNews(isGone: false), _comeback.IsNews(isGone: false)));
    }

    private Task MissAsync(string session, string grant) => MissAsync(session, grant, _end.Token);

    private async Task MissAsync(string session, string grant, CancellationToken leaving)
    {
        while (!await _comeback.AskAsync(grant, _ => AskAsync(session), leaving))
        {
            // Misses it still.
        }
    }

    private async Task<(bool IsWhole, bool IsGone)> AskAsync(string session)
    {
        _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _atOnce));
        await Task.Yield();
        var isThere = _isThere;
        Interlocked.Decrement(ref _atOnce);
        await _asked.Writer.WriteAsync((session, _clock.GetUtcNow()), CancellationToken.None);
        return (isThere, !isThere);
    }

    /// <summary>The next that asks, while the clock goes on.</summary>
    private async Task<(string Session, DateTimeOffset At)> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        (string, DateTimeOffset) next;
        while (!_asked.Reader.TryRead(out next))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await pace.WaitForNextTickAsync(limit.Token);
        }

        return next;
    }
}
