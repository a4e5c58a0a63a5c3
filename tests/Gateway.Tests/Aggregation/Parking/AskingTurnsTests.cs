using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Aggregation.Parking;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

public sealed class AskingTurnsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LaneMemory _memory;

    public AskingTurnsTests() => _memory = new LaneMemory(_clock);

    [Fact]
    public async Task WhatIsNotKnown_WaitsForAMoment_AndThenGoesWithoutATurn()
    {
        using var turns = new AskingTurns(_memory, _clock);
        Assert.Equal((true, true), await turns.EnterAsync("a", CancellationToken.None));
        var second = turns.EnterAsync("b", CancellationToken.None);
        Assert.False(second.IsCompleted);
        _clock.Advance(AskingTurns.Trial);
        Assert.Equal((true, false), await second);
    }

    [Fact]
    public async Task WhatAsksMeanwhile_GoesOnWaiting_AndIsRefusedInTheEnd()
    {
        using var turns = new AskingTurns(_memory, _clock);
        await turns.EnterAsync("a", CancellationToken.None);
        var second = turns.EnterAsync("a", CancellationToken.None);
        var third = turns.EnterAsync("a", CancellationToken.None);
        _memory.LearnAsks("a", asked: true);
        _clock.Advance(AskingTurns.Trial);
        turns.Leave();
        var first = await Task.WhenAny(second, third);
        Assert.Equal((true, true), await first);
        var last = first == second ? third : second;
        while (!last.IsCompleted)
        {
            // It may not have begun to wait again yet.
            _clock.Advance(AskingTurns.Patience);
            await Task.Yield();
        }

        Assert.Equal((false, false), await last);
    }

    [Fact]
    public async Task WhatAsksNothing_NeverWaits_AndWhatAskedOnceIsNotForgotten()
    {
        using var turns = new AskingTurns(_memory, _clock);
        _memory.LearnAsks("quiet", asked: false);
        _memory.LearnAsks("asks", asked: true);
        _memory.LearnAsks("asks", asked: false);
        Assert.Equal((true, true), await turns.EnterAsync("asks", CancellationToken.None));
        Assert.Equal((true, false), await turns.EnterAsync("quiet", CancellationToken.None));
        Assert.False(turns.EnterAsync("asks", CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task CallsThatWait_AreBounded_AndMayLeave()
    {
        using var turns = new AskingTurns(_memory, _clock);
        _memory.LearnAsks("a", asked: true);
        await turns.EnterAsync("a", CancellationToken.None);
        using var left = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, AskingTurns.MostWaiting).Select(_ => turns.EnterAsync("a", left.Token)).ToList();
        Assert.Equal((false, false), await turns.EnterAsync("a", CancellationToken.None));
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        turns.Leave();
        Assert.Equal((true, true), await turns.EnterAsync("a", CancellationToken.None));
    }
}
