using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

public sealed class ParkedCallsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Call_WaitsForTenMinutes_AndIsToldOnce()
    {
        using var parked = new ParkedCalls(_clock);
        var call = Call(parked, "g");
        var expired = new List<ParkedCall>();
        Assert.True(parked.TryPark(call, expired.Add));
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Same(call, parked.FindOrNull("g", call.State));
        Assert.Null(parked.FindOrNull("h", call.State));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([call], expired);
        Assert.Null(parked.FindOrNull("g", call.State));
        Assert.False(parked.TryTake(call));
        Assert.Equal(0, parked.Count);
    }

    [Fact]
    public void Grant_HasSoManyAndNoMore_AndGetsRoomAgain()
    {
        using var parked = new ParkedCalls(_clock);
        var calls = Enumerable.Range(0, ParkedCalls.MostOfGrant).Select(_ => Call(parked, "g")).ToList();
        Assert.All(calls, call => Assert.True(parked.TryPark(call, static _ => { })));
        Assert.False(parked.TryPark(Call(parked, "g"), static _ => { }));
        Assert.True(parked.TryPark(Call(parked, "h"), static _ => { }));
        Assert.True(parked.TryTake(calls[0]));
        Assert.False(parked.TryTake(calls[0]));
        Assert.True(parked.TryPark(Call(parked, "g"), static _ => { }));
    }

    [Fact]
    public void State_OfAnotherProcess_OrChanged_IsNone()
    {
        using var parked = new ParkedCalls(_clock);
        using var other = new ParkedCalls(_clock);
        var call = Call(other, "g");
        Assert.True(parked.TryPark(call, static _ => { }));
        Assert.Null(parked.FindOrNull("g", call.State));
        Assert.Null(parked.FindOrNull("g", call.State + "A"));
        Assert.Null(parked.FindOrNull("g", ""));
    }

    [Fact]
    public void Grant_KeepsSoManyBytesAndNoMore()
    {
        using var parked = new ParkedCalls(_clock);
        var large = Call(parked, "g") with { Bytes = ParkedCalls.MostBytesOfGrant - 10 };
        Assert.True(parked.TryPark(large, static _ => { }));
        Assert.True(parked.TryPark(Call(parked, "g") with { Bytes = 10 }, static _ => { }));
        Assert.False(parked.TryPark(Call(parked, "g") with { Bytes = 1 }, static _ => { }));
        Assert.True(parked.TryPark(Call(parked, "h") with { Bytes = 1 }, static _ => { }));
        Assert.True(parked.TryTake(large));
        Assert.True(parked.TryPark(Call(parked, "g") with { Bytes = 1 }, static _ => { }));
    }

    private static ParkedCall Call(ParkedCalls parked, string grant) => new(parked.NewState(grant), "tools/call", new CallRecord(grant, "t", null, "", 0), null!, null!, null!, 0, 0);
}
