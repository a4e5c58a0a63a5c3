using System.Text;
using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Tests.Enforcement;

public sealed class LedgerTests
{
    private static readonly CallRecord Call = new("g", "t", null, "hash", 10);

    [Fact]
    public void Continuation_AfterAnHour_IsANewCall()
    {
        var clock = new FakeTimeProvider();
        var continuations = new Continuations(clock);
        continuations.Issued("\"s\""u8, Call);
        continuations.Issued("\"r\""u8, Call);
        clock.Advance(TimeSpan.FromMinutes(60));
        Assert.True(continuations.TryUse("\"s\""u8, Call));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(continuations.TryUse("\"r\""u8, Call));
    }

    [Fact]
    public void Continuation_OfAnotherGrantToolOrArguments_IsANewCall_AndUsesNothingUp()
    {
        var continuations = new Continuations(new FakeTimeProvider());
        continuations.Issued("\"s\""u8, Call);
        Assert.False(continuations.TryUse("\"s\""u8, Call with { Grant = "other" }));
        Assert.False(continuations.TryUse("\"s\""u8, Call with { Tool = "other" }));
        Assert.False(continuations.TryUse("\"s\""u8, Call with { ArgumentsHash = "other" }));
        Assert.True(continuations.TryUse("\"\\u0073\""u8, Call));
        Assert.False(continuations.TryUse("\"s\""u8, Call));
    }

    [Fact]
    public void Continuation_ThatWasUsed_StaysForeignToOthers()
    {
        var continuations = new Continuations(new FakeTimeProvider());
        continuations.Issued("\"s\""u8, Call);
        Assert.True(continuations.TryUse("\"s\""u8, Call));
        Assert.True(continuations.IsForeign("\"s\""u8, "h", "t"));
        Assert.False(continuations.IsForeign("\"s\""u8, "g", "t"));
        continuations.Issued("\"s\""u8, Call);
        Assert.True(continuations.TryUse("\"s\""u8, Call));
    }

    [Fact]
    public void Continuation_StateThatCannotBeUnescaped_IsKnownAsWritten()
    {
        var continuations = new Continuations(new FakeTimeProvider());
        continuations.Issued("\"\\ud800\""u8, Call);
        Assert.False(continuations.TryUse("\"\\udbff\""u8, Call));
        Assert.True(continuations.TryUse("\"\\ud800\""u8, Call));
    }

    [Fact]
    public void Continuations_BeyondTheirNumber_ForgetTheOldest()
    {
        var continuations = new Continuations(new FakeTimeProvider());
        for (var i = 0; i <= Continuations.MaxOfGrant; i++)
        {
            continuations.Issued(Encoding.ASCII.GetBytes($"\"{i}\""), Call);
        }

        Assert.False(continuations.TryUse("\"0\""u8, Call));
        Assert.True(continuations.TryUse("\"1\""u8, Call));
        Assert.True(continuations.TryUse("\"2000\""u8, Call));
    }

    [Fact]
    public void Continuations_OfGrantsThatFlood_LeaveThoseOfOthers()
    {
        var continuations = new Continuations(new FakeTimeProvider());
        var quiet = Call with { Grant = "quiet" };
        continuations.Issued("\"mine\""u8, quiet);
        for (var i = 0; i < 60_000; i++)
        {
            // Each with its whole share, more than all grants together may have.
            continuations.Issued(Encoding.ASCII.GetBytes($"\"{i}\""), Call with { Grant = $"g{i % 30}" });
        }

        Assert.True(continuations.TryUse("\"mine\""u8, quiet));
        Assert.True(continuations.TryUse("\"59999\""u8, Call with { Grant = "g29" }));
        Assert.False(continuations.TryUse("\"0\""u8, Call with { Grant = "g0" }));
    }

    [Fact]
    public void Tasks_OfGrantsThatFlood_LeaveThoseOfOthers()
    {
        var tasks = new TaskLedger();
        tasks.Begun("mine", Call with { Grant = "quiet" });
        for (var i = 0; i < 60_000; i++)
        {
            tasks.Begun($"t{i}", Call with { Grant = $"g{i % 30}" });
        }

        for (var i = 0; i < 40; i++)
        {
            tasks.Begun($"large{i}", Call with { Grant = $"g{i % 30}", Bytes = 10 * 1024 * 1024 });
        }

        Assert.NotNull(tasks.FindOrNull("mine", "quiet", null));
        Assert.NotNull(tasks.FindOrNull("large39", "g9", null));
        Assert.Null(tasks.FindOrNull("t0", "g0", null));
    }

    [Fact]
    public void Task_BelongsToTheFirstThatBeganIt()
    {
        var tasks = new TaskLedger();
        tasks.Begun("a", Call);
        tasks.Begun("a", Call with { Grant = "thief" });
        Assert.NotNull(tasks.FindOrNull("a", "g", null));
        Assert.Null(tasks.FindOrNull("a", "thief", null));
    }

    [Fact]
    public void Task_BelongsToTheSessionThatBeganIt()
    {
        var tasks = new TaskLedger();
        tasks.Begun("a", Call with { Session = "s" });
        Assert.NotNull(tasks.FindOrNull("a", "g", "s"));
        Assert.Null(tasks.FindOrNull("a", "g", "t"));
        Assert.Null(tasks.FindOrNull("a", "g", null));
    }

    [Fact]
    public void Continuation_OfAnother_IsForeign_ButNotWhereTheServerGivesAllTheSame()
    {
        var clock = new FakeTimeProvider();
        var continuations = new Continuations(clock);
        Assert.False(continuations.IsForeign("\"s\""u8, "g", "t"));
        continuations.Issued("\"s\""u8, Call);
        Assert.False(continuations.IsForeign("\"s\""u8, "g", "t"));
        Assert.True(continuations.IsForeign("\"\\u0073\""u8, "g", "u"));
        Assert.True(continuations.IsForeign("\"s\""u8, "h", "t"));
        continuations.Issued("\"s\""u8, Call with { Tool = "u" });
        Assert.False(continuations.IsForeign("\"s\""u8, "g", "t"));
        Assert.False(continuations.IsForeign("\"s\""u8, "g", "u"));
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(continuations.IsForeign("\"s\""u8, "h", "t"));
    }

    [Fact]
    public void Tasks_WithLargeArguments_AreForgottenBeforeMemoryIs()
    {
        var tasks = new TaskLedger();
        for (var i = 0; i < 20; i++)
        {
            tasks.Begun($"t{i}", Call with { Bytes = 8 * 1024 * 1024 });
        }

        Assert.Null(tasks.FindOrNull("t11", "g", null));
        Assert.NotNull(tasks.FindOrNull("t12", "g", null));
        Assert.NotNull(tasks.FindOrNull("t19", "g", null));
    }
}
