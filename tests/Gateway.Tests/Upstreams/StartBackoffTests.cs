using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway.Tests.Upstreams;

public sealed class StartBackoffTests
{
    [Fact]
    public void FailedStarts_WaitTwiceAsLongEachTime_UntilAMessageComes()
    {
        var clock = new FixedClock();
        var backoff = new StartBackoff(clock);
        backoff.Failed();
        backoff.Failed();
        Assert.Null(backoff.WaitOrNull());

        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            backoff.Failed();
            Assert.Equal(TimeSpan.FromSeconds(seconds), backoff.WaitOrNull());
            clock.Now += TimeSpan.FromSeconds(seconds);
            Assert.Null(backoff.WaitOrNull());
        }

        backoff.Failed();
        backoff.Passed();
        Assert.Null(backoff.WaitOrNull());
        backoff.Failed();
        Assert.Null(backoff.WaitOrNull());
    }

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
