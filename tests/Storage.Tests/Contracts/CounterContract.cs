using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CounterContract : GatewayContract
{
    protected static readonly BigInteger One = 1_000_000_000;
    protected static readonly CounterKey Minute = new("files", CounterScope.Grant, "g1", "calls", CounterWindow.Minute);
    protected static readonly CounterKey Day = new("files", CounterScope.Server, "", "spend", CounterWindow.Day);

    [Fact]
    public async Task Reserve_UpToTheLimit_IsGrantedAndOneMoreIsFull()
    {
        for (var i = 0; i < 3; i++)
        {
            var granted = await Counters.TryReserveAsync([Draw(Minute, One, 3 * One)], None);
            Assert.Equal(ReservationStatus.Granted, granted.Status);
            Assert.NotNull(granted.Lease);
        }

        var full = await Counters.TryReserveAsync([Draw(Minute, One, 3 * One)], None);

        Assert.Equal(ReservationStatus.Full, full.Status);
        Assert.Null(full.Lease);
        Assert.Equal([new FullLimit("/tools/t/limits/0", TimeSpan.FromSeconds(36.5))], full.Full);
    }

    [Fact]
    public async Task Reserve_CallThatAloneExceeds_HasNoWait()
    {
        var full = await Counters.TryReserveAsync([Draw(Minute, 4 * One, 3 * One)], None);

        Assert.Equal([new FullLimit("/tools/t/limits/0", null)], full.Full);
    }

    [Fact]
    public async Task Reserve_OneOfTwoFull_DrawsNothing()
    {
        await Counters.TryReserveAsync([Draw(Day, One, One)], None);

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One), Draw(Day, One, One)], None)).Status);

        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_ManyFull_NamesAllInOrder()
    {
        var draw = Draw(Day, 5 * One, One) with { Caps = [new("/a", One, false), new("/b", 9 * One, false), new("/c", 2 * One, true), new("/d", 3 * One, false)] };

        var full = await Counters.TryReserveAsync([Draw(Minute, 2 * One, One), draw], None);

        Assert.Equal(["/tools/t/limits/0", "/a", "/d"], full.Full.Select(limit => limit.Rule));
        Assert.Equal(["/c"], full.ObservedFull.Select(limit => limit.Rule));
    }

    [Fact]
    public async Task Reserve_ObservedLimitFull_IsGrantedAndGoesOnCounting()
    {
        var draw = Draw(Minute, One, One) with { Caps = [new("/seen", One, true), new("/hard", 3 * One, false)] };
        Assert.Empty((await Counters.TryReserveAsync([draw], None)).ObservedFull);
        Assert.Equal("/seen", Assert.Single((await Counters.TryReserveAsync([draw], None)).ObservedFull).Rule);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([draw], None)).Status);

        Assert.Equal("/hard", Assert.Single((await Counters.TryReserveAsync([draw], None)).Full).Rule);
    }

    [Fact]
    public async Task Reserve_NextWindow_StartsFromZero()
    {
        await Counters.TryReserveAsync([Draw(Minute, One, One)], None);
        Time.Set(CounterWindows.EndOf(CounterWindow.Minute, Time.GetUtcNow()) - TimeSpan.FromTicks(1));
        var full = await Counters.TryReserveAsync([Draw(Minute, One, One)], None);
        Assert.Equal(TimeSpan.FromTicks(1), Assert.Single(full.Full).Wait);

        Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_ClockSetBack_StaysInTheWindowReached()
    {
        await Counters.TryReserveAsync([Draw(Minute, One, One)], None);
        Time.Set(Time.GetUtcNow() - TimeSpan.FromMinutes(5));

        var full = await Counters.TryReserveAsync([Draw(Minute, One, One)], None);

        Assert.Equal(TimeSpan.FromSeconds(36.5 + 300), Assert.Single(full.Full).Wait);
        await RestartAsync();
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Theory]
    [InlineData(CounterScope.Grant)]
    [InlineData(CounterScope.Server)]
    public async Task Reserve_AfterRestart_TotalsHold(CounterScope scope)
    {
        var key = Day with { Scope = scope };
        await Counters.TryReserveAsync([Draw(key, One, One)], None);
        await RestartAsync();

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(key, One, One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_KeysThatDifferInOnePart_AreSeparateTotals()
    {
        CounterKey[] keys = [Minute, Minute with { Server = "x" }, Minute with { Scope = CounterScope.Session }, Minute with { ScopeId = "G1" }, Minute with { Counter = "Calls" }, Minute with { Window = CounterWindow.Hour }];
        foreach (var key in keys)
        {
            Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(key, One, One)], None)).Status);
        }
    }

    [Fact]
    public async Task Reserve_LargeAmountsWithNineDecimals_AreAddedExactly()
    {
        var large = BigInteger.Pow(10, 47);
        var max = (2 * large) + 1;
        await Counters.TryReserveAsync([Draw(Day, large, max)], None);
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Day, large + 2, max)], None)).Status);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, large, max)], None)).Status);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, 1, max)], None)).Status);
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Day, 1, max)], None)).Status);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, 0, max)], None)).Status);
    }

    [Fact]
    public async Task Reserve_OneTotalDrawnTwiceInOneCall_AddsUp() =>
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One), Draw(Minute, One, One)], None)).Status);

    [Fact]
    public async Task Reserve_NegativeAmount_IsRefusedAndDrawsNothing()
    {
        await Counters.TryReserveAsync([Draw(Minute, One, One)], None);
        await Assert.ThrowsAsync<ArgumentException>(() => Counters.TryReserveAsync([Draw(Minute, -One, One)], None));

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_NoDraws_IsGranted() => Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([], None)).Status);

    [Fact]
    public async Task Reserve_Cancelled_DrawsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Counters.TryReserveAsync([Draw(Minute, One, One)], new CancellationToken(canceled: true)));

        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Fact]
    public async Task Refund_Lease_GivesBackOnce()
    {
        var first = await Counters.TryReserveAsync([Draw(Minute, One, 2 * One)], None);
        await Counters.TryReserveAsync([Draw(Minute, One, 2 * One)], None);

        await Counters.RefundAsync(first.Lease!, null, None);
        await Counters.RefundAsync(first.Lease!, null, None);
        await Counters.RefundAsync(new CounterLease([]), null, None);

        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Minute, One, 2 * One)], None)).Status);
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, 2 * One)], None)).Status);
    }

    [Fact]
    public async Task Refund_SomeKeys_LeavesTheOthersForLater()
    {
        var lease = (await Counters.TryReserveAsync([Draw(Minute, One, One), Draw(Day, One, One)], None)).Lease!;

        await Counters.RefundAsync(lease, [Day], None);

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, One, One)], None)).Status);
        await Counters.RefundAsync(lease, null, None);
        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Day, One, One)], None)).Status);
    }

    [Fact]
    public async Task Refund_WindowOver_LeavesTheNewTotalAlone()
    {
        var lease = (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Lease!;
        Time.Advance(TimeSpan.FromMinutes(1));
        await Counters.TryReserveAsync([Draw(Minute, One, One)], None);

        await Counters.RefundAsync(lease, null, None);

        Assert.Equal(ReservationStatus.Full, (await Counters.TryReserveAsync([Draw(Minute, One, One)], None)).Status);
    }

    [Fact]
    public async Task Refund_AfterRestart_GivesBack()
    {
        var lease = (await Counters.TryReserveAsync([Draw(Day, One, One)], None)).Lease!;
        await RestartAsync();

        await Counters.RefundAsync(lease, null, None);

        Assert.Equal(ReservationStatus.Granted, (await Counters.TryReserveAsync([Draw(Day, One, One)], None)).Status);
    }

    [Fact]
    public async Task Reserve_ManyAtOnce_GrantsExactlyTheLimit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => Task.Run(() => Counters.TryReserveAsync([Draw(Day, One, 137 * One)], None))));

        Assert.Equal(137, answers.Count(answer => answer.Status == ReservationStatus.Granted));
        Assert.Equal(263, answers.Count(answer => answer.Status == ReservationStatus.Full));
    }

    protected static CounterDraw Draw(CounterKey key, BigInteger nanos, BigInteger max) =>
        new() { Key = key, Nanos = nanos, Caps = [new CounterCap("/tools/t/limits/0", max, Observed: false)] };
}
