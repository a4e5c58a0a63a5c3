using Catalog.Crawler.Web;

namespace Catalog.Crawler.Tests.Web;

public sealed class HostStateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly WebWaits _waits = new();

    [Fact]
    public async Task Enter_AtAPace_SpacesRequestsEvenly()
    {
        var host = new HostState("h", _time, _waits);
        var entered = Enumerable.Range(0, 3).Select(_ => host.EnterAsync("", 2, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal([true, false, false], entered.Select(static e => e.IsCompleted));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await entered[1];
        Assert.False(entered[2].IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await entered[2];
    }

    [Fact]
    public async Task Enter_LimitUsedUp_HoldsOnlyWhatFallsUnderIt()
    {
        var told = new List<string>();
        _waits.Listen(told.Add);
        var host = new HostState("h", _time, _waits);
        host.UseUp("search", TimeSpan.FromSeconds(41), "GitHub's search limit");
        var held = host.EnterAsync("search", 0, TestContext.Current.CancellationToken);
        var again = host.EnterAsync("search", 0, TestContext.Current.CancellationToken);
        Assert.False(held.IsCompleted);
        Assert.True(host.EnterAsync("graph", 0, TestContext.Current.CancellationToken).IsCompleted);
        Assert.Equal(["waiting 41 s: GitHub's search limit"], told);
        _time.Advance(TimeSpan.FromSeconds(42));
        await Task.WhenAll(held, again);
    }

    [Fact]
    public async Task Enter_HostThatFailsAgainAndAgain_RestsThenIsGivenUp()
    {
        var host = new HostState("h", _time, _waits);
        Fail(host, 10);
        var resting = host.EnterAsync("", 0, TestContext.Current.CancellationToken);
        Assert.False(resting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(6));
        await resting;
        for (var minutes = 0; minutes < 4; minutes++)
        {
            Fail(host, 1);
            _time.Advance(TimeSpan.FromSeconds(61));
        }

        Fail(host, 1);
        var refused = host.EnterAsync("", 0, TestContext.Current.CancellationToken);
        Assert.Contains("has failed for 4 minutes", Assert.IsType<WebRefusedException>(refused.Exception!.InnerException).Message, StringComparison.Ordinal);
        host.Succeed();
        Assert.True(host.EnterAsync("", 0, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    private static void Fail(HostState host, int times)
    {
        for (var i = 0; i < times; i++)
        {
            host.Fail();
        }
    }
}
