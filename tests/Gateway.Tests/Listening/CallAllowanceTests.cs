using Catalog.Core.Grants;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>What is remembered of each grant is forgotten again, for those of access tokens come and go.</summary>
public sealed class CallAllowanceTests
{
    [Fact]
    public void GrantsWithoutARequest_AreForgotten_AndThoseWithOneAreNot()
    {
        var calls = new CallAllowance();
        Assert.True(calls.TryEnter("stays", 1));
        for (var i = 0; i < 20_000; i++)
        {
            Assert.True(calls.TryEnter($"g{i}", 1));
            calls.Leave($"g{i}");
        }

        Assert.InRange(calls.Grants, 1, 2_048);
        Assert.False(calls.TryEnter("stays", 1));
        calls.Leave("stays");
        Assert.True(calls.TryEnter("stays", 1));
    }

    [Fact]
    public async Task ManyAtOnce_NeverSitOnMoreThanThereAre_WhileGrantsAreForgotten()
    {
        var calls = new CallAllowance();
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var other = $"w{worker}-{i}";
                Assert.True(calls.TryEnter(other, 2));
                calls.Leave(other);
                if (calls.TryEnter("shared", 2))
                {
                    var now = Interlocked.Increment(ref inside);
                    InterlockedMax(ref most, now);
                    Interlocked.Decrement(ref inside);
                    calls.Leave("shared");
                }
            }
        })));
        Assert.InRange(most, 1, 2);
        Assert.Equal(0, calls.UnderWay("shared"));
        Assert.True(calls.TryEnter("shared", 2) && calls.TryEnter("shared", 2) && !calls.TryEnter("shared", 2));
    }

    [Fact]
    public void GrantsThatOpenedNoSessionForAnHour_AreForgotten()
    {
        var clock = new FakeTimeProvider();
        var sessions = new SessionAllowance(clock);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Null(sessions.TryOpen($"g{i}", 1));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(sessions.Grants, 1, 2_048);
        Assert.NotNull(sessions.TryOpen("g4999", 1));
    }

    [Fact]
    public void GrantWithLimitsOfItsOwn_HasThose_AndWhatAReloadSaysForTheOthers()
    {
        var limits = new CallerLimits(1, 2);
        var few = GrantOf(new GrantLimits { ConcurrentCalls = 1, RequestsPerMinute = 5 });
        var many = GrantOf(new GrantLimits { SessionsPerHour = 3 });

        Assert.Equal((1, 1, 5), Of(few));
        Assert.Equal((3, 2, null), Of(many));
        Assert.Equal((1, 2, null), Of(GrantOf(null)));
        Assert.Equal((1, 2, null), Of(null));

        limits.Replace(4, 6, 7);

        Assert.Equal((4, 1, 5), Of(few));
        Assert.Equal((3, 6, 7), Of(many));
        Assert.Equal((4, 6, 7), Of(null));

        (int Sessions, int Calls, int? Requests) Of(Grant? grant) => (limits.SessionsPerHour(grant), limits.ConcurrentCalls(grant), limits.RequestsPerMinute(grant));
    }

    private static Grant GrantOf(GrantLimits? limits) => new() { Id = "g", Label = "g", Servers = ["*"], CreatedAt = DateTimeOffset.UnixEpoch, Limits = limits };

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
