using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>In no minute, wherever it begins, does a grant send more than it may; and it is not held up for much longer.</summary>
public sealed class RequestAllowanceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RequestAllowance _requests;

    public RequestAllowanceTests() => _requests = new RequestAllowance(_clock);

    [Fact]
    public void OneTooMany_IsRefused_UntilTheFirstIsAMinuteOld()
    {
        Assert.Equal(3, Sent("g", 3));
        Assert.Equal(TimeSpan.FromMinutes(1), _requests.TryTake("g", 3));

        _clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), _requests.TryTake("g", 3));

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(3, Sent("g", 3));
    }

    [Fact]
    public void WhoWaitsAsLongAsTold_IsLetIn_HoweverOftenItAskedMeanwhile()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            if (_requests.TryTake("g", 5) is { } wait)
            {
                // Neither at once nor too early does it help to ask, nor does it do harm.
                Assert.Equal(wait, _requests.TryTake("g", 5));
                _clock.Advance(wait / 2);
                Assert.NotNull(_requests.TryTake("g", 5));
                _clock.Advance(wait - (wait / 2));
                Assert.Null(_requests.TryTake("g", 5));
            }

            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(20_000)));
        }
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(7, 300)]
    [InlineData(120, 50)]
    [InlineData(1000, 20)]
    public void NoMinute_HasMoreThanAllowed_AndPlacesComeFreeASecondLateAtMost(int most, int pause)
    {
        var random = new Random(most);
        var sent = new Queue<DateTimeOffset>();
        for (var i = 0; i < 20_000; i++)
        {
            var now = _clock.GetUtcNow();
            while (sent.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(61))
            {
                sent.Dequeue();
            }

            var inTheMinute = sent.Count(at => now - at < TimeSpan.FromMinutes(1));
            if (_requests.TryTake("g", most) is null)
            {
                Assert.True(inTheMinute < most);
                sent.Enqueue(now);
            }
            else
            {
                Assert.True(sent.Count >= most);
            }

            _clock.Advance(TimeSpan.FromMilliseconds(random.Next(pause)));
        }
    }

    [Fact]
    public void AReload_ThatChangesTheLimit_CountsWhatWasSentBefore()
    {
        Assert.Equal(4, Sent("g", 4));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, Sent("g", 6));

        // Lowered: the first four have to go, and for one alone all of them.
        Assert.Equal(TimeSpan.FromSeconds(50), _requests.TryTake("g", 3));
        Assert.Equal(TimeSpan.FromSeconds(60), _requests.TryTake("g", 1));

        // Taken away, and there again: what came meanwhile was not counted.
        Assert.Null(_requests.TryTake("g", null));
        Assert.NotNull(_requests.TryTake("g", 6));
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(1, Sent("g", 3));
    }

    [Fact]
    public void Grants_AreCountedApart_AndThoseWithoutALimitNotAtAll()
    {
        Assert.Equal(1, Sent("a", 1));
        Assert.Equal(2, Sent("b", 2));
        Assert.Null(_requests.TryTake("free", null));
        Assert.Equal(2, _requests.Grants);
    }

    [Fact]
    public async Task ManyAtOnce_NeverSendOneTooMany()
    {
        var let = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                Assert.Null(_requests.TryTake($"w{worker}-{i}", 1));
                if (_requests.TryTake("shared", 1_000) is null)
                {
                    Interlocked.Increment(ref let);
                }
            }
        })));

        Assert.Equal(1_000, let);
    }

    [Fact]
    public async Task ManyAtOnce_WhileTheClockGoesOn_AndGrantsAreForgotten_HaveNoMoreThanEachMinuteAllows()
    {
        var let = 0;
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                _requests.TryTake($"w{worker}-{i}", 1);
                if (_requests.TryTake("shared", 10) is null)
                {
                    Interlocked.Increment(ref let);
                }
            }
        })).ToList();
        for (var second = 0; second < 600; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        Assert.InRange(let, 0, 11 * 10);
    }

    [Fact]
    public void GrantsThatSentNothingForAMinute_AreForgotten()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Null(_requests.TryTake($"g{i}", 1));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_requests.Grants, 1, 2_048);
        Assert.NotNull(_requests.TryTake("g19999", 1));
    }

    private int Sent(string grant, int most)
    {
        var sent = 0;
        while (_requests.TryTake(grant, most) is null)
        {
            sent++;
        }

        return sent;
    }
}
