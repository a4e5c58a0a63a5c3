using Catalog.Core.Counters;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

/// <summary>Two stores on one file, as two processes have them.</summary>
public sealed class SharedCounterTests : IAsyncDisposable
{
    private static readonly CounterKey Key = new("s", CounterScope.Server, "", "calls", CounterWindow.Month);

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _first;
    private readonly ServiceProvider _second;

    public SharedCounterTests()
    {
        _first = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        _second = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reserve_TotalThatTheOtherCounts_IsAskedBackAndKnownToTheLastUnit()
    {
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_first, 1, 1000)).Status);
        }

        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_second, 501, 1000)).Status);
        Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_second, 499, 1000)).Status);
        Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_first, 1, 1000)).Status);
        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_first, 1, 1000)).Status);
        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_second, 1, 1000)).Status);
    }

    [Fact]
    public async Task Reserve_LowerLimitWhereTheOtherDrawsUnderAHigher_IsNeverPassed()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_first, 1, 100)).Status);
        }

        Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_second, 60, 1000)).Status);
        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_first, 1, 100)).Status);
    }

    [Fact]
    public async Task Refund_WhileTheOtherCounts_ReachesItsTotal()
    {
        var early = await DrawAsync(_second, 400, 1000);
        await DrawAsync(_first, 600, 1000);
        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_first, 1, 1000)).Status);

        await _second.GetRequiredService<ICounterStore>().RefundAsync(early.Lease!, null, default);

        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_second, 401, 1000)).Status);
        Assert.Equal(ReservationStatus.Granted, (await DrawAsync(_second, 400, 1000)).Status);
        Assert.Equal(ReservationStatus.Full, (await DrawAsync(_first, 1, 1000)).Status);
    }

    private static Task<Reservation> DrawAsync(ServiceProvider services, long nanos, long max) => services.GetRequiredService<ICounterStore>().TryReserveAsync(
        [new CounterDraw { Key = Key, Nanos = nanos, Caps = [new CounterCap("/l", max, false)] }], default);
}
