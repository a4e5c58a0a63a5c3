using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Storage.Decisions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Storage.Tests.Decisions;

public sealed class QueuedDecisionLogTests : IAsyncDisposable
{
    private readonly TargetDouble _target = new();
    private readonly List<QueuedDecisionLog> _logs = [];

    public async ValueTask DisposeAsync()
    {
        _target.Resume();
        foreach (var log in _logs)
        {
            await log.DisposeAsync();
        }
    }

    [Fact]
    public async Task Append_QueueFull_WaitsAndLosesNothing()
    {
        var log = Log(new DecisionLogOptions { QueueLength = 3 });
        _target.Stop();
        var added = Enumerable.Range(0, 10).Select(i => log.AppendAsync(Entry(i), default)).ToList();
        Assert.Equal(3, added.Count(static task => task.IsCompleted));

        _target.Resume();
        await Task.WhenAll(added);
        await log.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"t{i}"), _target.Kept.Select(static entry => entry.Tool).Order(StringComparer.Ordinal));
        Assert.True(_target.IsDisposed);
    }

    [Fact]
    public async Task Append_QueueFullAndCallerLeaves_IsNotKept()
    {
        var log = Log(new DecisionLogOptions { QueueLength = 1 });
        _target.Stop();
        await log.AppendAsync(Entry(0), default);
        using var leave = new CancellationTokenSource();
        var waiting = log.AppendAsync(Entry(1), leave.Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _target.Resume();

        Assert.Equal("t0", Assert.Single(await log.ListAsync(new DecisionQuery(), default)).Tool);
    }

    [Theory]
    [InlineData(typeof(StoreException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    public async Task Append_TargetBroken_RefusesUntilItIsMendedAndKeepsWhatWasAccepted(Type fault)
    {
        var log = Log(new DecisionLogOptions());
        _target.Fault = (Exception)Activator.CreateInstance(fault, "it broke")!;
        _target.IsBroken = true;
        await log.AppendAsync(Entry(0), default);
        await Assert.ThrowsAsync<StoreException>(() => log.ListAsync(new DecisionQuery(), default));

        await Assert.ThrowsAsync<StoreException>(() => log.AppendAsync(Entry(1), default));
        await Assert.ThrowsAsync<StoreException>(() => log.OpenAsync(Entry(2), default));
        _target.IsBroken = false;
        await log.AppendAsync(Entry(3), default);
        await log.AppendAsync(Entry(4), default);

        Assert.Equal(["t4", "t3", "t0"], (await log.ListAsync(new DecisionQuery(), default)).Select(static entry => entry.Tool));
    }

    [Fact]
    public async Task Append_AfterACheckThatFailed_IsNotTakenOnTrust()
    {
        var log = Log(new DecisionLogOptions());
        _target.IsBroken = true;
        await Assert.ThrowsAsync<StoreException>(() => log.CheckAsync(default));

        Assert.True(log.State.IsFailing);
        await Assert.ThrowsAsync<StoreException>(() => log.OpenAsync(Entry(0), default));
        _target.IsBroken = false;
        await log.CheckAsync(default);

        Assert.False(log.State.IsFailing);
        await log.AppendAsync(Entry(1), default);
        Assert.Equal("t1", Assert.Single(await log.ListAsync(new DecisionQuery(), default)).Tool);
    }

    [Fact]
    public async Task Append_QueueFullWhenTheTargetBreaks_IsRefusedAndNotLeftWaiting()
    {
        var log = Log(new DecisionLogOptions { QueueLength = 2 });
        _target.Stop();
        _target.IsBroken = true;
        await log.AppendAsync(Entry(0), default);
        await log.AppendAsync(Entry(1), default);
        var waiting = Enumerable.Range(2, 5).Select(i => log.AppendAsync(Entry(i), default)).ToList();

        _target.Resume();

        foreach (var task in waiting)
        {
            await Assert.ThrowsAsync<StoreException>(() => task);
        }

        _target.IsBroken = false;
        Assert.Equal(["t1", "t0"], (await log.ListAsync(new DecisionQuery(), default)).Select(static entry => entry.Tool));
    }

    [Fact]
    public async Task Append_BrokenTargetAndFailOpen_GoesOnAndWritesHowManyAreLost()
    {
        var log = Log(new DecisionLogOptions { QueueLength = 2, FailOpen = true });
        _target.IsBroken = true;
        await log.AppendAsync(Entry(0), default);
        await Assert.ThrowsAsync<StoreException>(() => log.ListAsync(new DecisionQuery(), default));
        for (var i = 1; i < 7; i++)
        {
            await log.AppendAsync(Entry(i), default);
        }

        _target.IsBroken = false;
        await log.ListAsync(new DecisionQuery(), default);
        await log.AppendAsync(Entry(7), default);
        await log.ListAsync(new DecisionQuery(), default);

        Assert.Equal(["t0", "t1", null, "t7"], _target.Kept.Select(static entry => entry.Tool));
        Assert.Contains("5 entries before this one are lost", _target.Kept[2].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_Sync_IsKeptWhenTheTaskEndsAndThrowsWhereItIsNot()
    {
        var log = Log(new DecisionLogOptions { Sync = true });
        var open = await log.OpenAsync(Entry(0), default);
        Assert.Equal("t0", Assert.Single(_target.Kept).Tool);
        open.Settle(DecisionOutcome.Answered, TimeSpan.FromMilliseconds(1));
        _target.IsBroken = true;

        await Assert.ThrowsAsync<StoreException>(() => log.AppendAsync(Entry(1), default));

        _target.IsBroken = false;
        await log.DisposeAsync();
        Assert.Equal([DecisionKind.Allow, DecisionKind.Settled], _target.Kept.Select(static entry => entry.Decision));
        Assert.Equal(_target.Kept[0].Id, _target.Kept[1].Of);
    }

    [Fact]
    public async Task Append_AfterTheEnd_IsRefused()
    {
        var log = Log(new DecisionLogOptions());
        await log.DisposeAsync();

        await Assert.ThrowsAsync<StoreException>(() => log.AppendAsync(Entry(0), default));
    }

    [Fact]
    public async Task Dispose_ManyUnderWay_KeepsEachThatWasAcceptedInOrder()
    {
        var log = Log(new DecisionLogOptions { QueueLength = 500 });
        var opened = new List<OpenDecision>();
        for (var i = 0; i < 20_000; i++)
        {
            opened.Add(await log.OpenAsync(Entry(i), default));
            if (i >= 100)
            {
                opened[i - 100].Settle(DecisionOutcome.Answered, TimeSpan.FromMilliseconds(1));
            }
        }

        foreach (var left in opened.TakeLast(100))
        {
            left.Settle(DecisionOutcome.Unanswered, null);
        }

        await log.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, 20_000).Select(static i => $"t{i}"), _target.Kept.Where(static entry => entry.Decision != DecisionKind.Settled).Select(static entry => entry.Tool));
    }

    [Fact]
    public async Task Dispose_CallsUnderWay_KeepsWhatBecameOfThemAndTakesNoNewOnes()
    {
        var log = Log(new DecisionLogOptions());
        var opened = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => log.OpenAsync(Entry(i), default)));
        await log.ListAsync(new DecisionQuery(), default);

        var closing = log.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<StoreException>(() => log.OpenAsync(Entry(50), default));
        Assert.False(closing.IsCompleted);
        await Task.WhenAll(opened.Select(static call => Task.Run(() => call.Settle(DecisionOutcome.Answered, TimeSpan.FromMilliseconds(1)))));
        await closing;

        Assert.Equal(
            _target.Kept.Where(static entry => entry.Decision == DecisionKind.Allow).Select(static entry => entry.Id).Order(StringComparer.Ordinal),
            _target.Kept.Where(static entry => entry is { Decision: DecisionKind.Settled, Outcome: DecisionOutcome.Answered }).Select(static entry => entry.Of).Order(StringComparer.Ordinal));
        Assert.Equal(100, _target.Kept.Count);
    }

    [Fact]
    public async Task Dispose_CallThatNeverEnds_IsWaitedForAWhile()
    {
        var clock = new FakeTimeProvider();
        var log = Log(new DecisionLogOptions(), clock);
        var call = await log.OpenAsync(Entry(0), default);
        await log.ListAsync(new DecisionQuery(), default);

        var closing = log.DisposeAsync().AsTask();
        Assert.False(closing.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        await closing;

        call.Settle(DecisionOutcome.Answered, null);
        Assert.Null(Assert.Single(_target.Kept).Outcome);
    }

    [Fact]
    public async Task Dispose_WhileEntriesCome_KeepsEachThatWasAccepted()
    {
        for (var round = 0; round < 300; round++)
        {
            var (target, accepted) = (new TargetDouble(), 0);
            var log = new QueuedDecisionLog(target, new DecisionLogOptions(), TimeProvider.System, NullLogger<QueuedDecisionLog>.Instance);
            using var begun = new SemaphoreSlim(0);
            var adding = Task.Run(async () =>
            {
                try
                {
                    for (var i = 0; ; i++)
                    {
                        await log.AppendAsync(Entry(i), default);
                        accepted++;
                        if (i == round % 20)
                        {
                            begun.Release();
                        }

                        // Lets the writer come to its end now and then, which is where it may miss one.
                        await (i % 2 == 0 ? log.ListAsync(new DecisionQuery(), default) : Task.CompletedTask);
                    }
                }
                catch (StoreException)
                {
                    // Closed.
                }
            });
            await begun.WaitAsync(TestContext.Current.CancellationToken);
            await log.DisposeAsync();
            await adding;

            Assert.Equal(accepted, target.Kept.Count);
        }
    }

    private QueuedDecisionLog Log(DecisionLogOptions options, TimeProvider? clock = null)
    {
        var log = new QueuedDecisionLog(_target, options, clock ?? TimeProvider.System, NullLogger<QueuedDecisionLog>.Instance);
        _logs.Add(log);
        return log;
    }

    private static DecisionLogEntry Entry(int i) => new() { Time = Samples.Fetched, Server = "s", Tool = $"t{i}", Decision = DecisionKind.Allow };
}
