using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>What is remembered of each grant is forgotten again, for those of access tokens come and go.</summary>
public sealed class CallAllowanceTests
{
    [Fact]
    public void GrantsWithoutARequest_AreForgotten_AndThoseWithOneAreNot()
    {
        var calls = new CallAllowance(new CallerLimits(60, 1));
        Assert.True(calls.TryEnter("stays"));
        for (var i = 0; i < 20_000; i++)
        {
            Assert.True(calls.TryEnter($"g{i}"));
            calls.Leave($"g{i}");
        }

        Assert.InRange(calls.Grants, 1, 2_048);
        Assert.False(calls.TryEnter("stays"));
        calls.Leave("stays");
        Assert.True(calls.TryEnter("stays"));
    }

    [Fact]
    public async Task ManyAtOnce_NeverSitOnMoreThanThereAre_WhileGrantsAreForgotten()
    {
        var calls = new CallAllowance(new CallerLimits(60, 2));
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var other = $"w{worker}-{i}";
                Assert.True(calls.TryEnter(other));
                calls.Leave(other);
                if (calls.TryEnter("shared"))
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
        Assert.True(calls.TryEnter("shared") && calls.TryEnter("shared") && !calls.TryEnter("shared"));
    }

    [Fact]
    public void GrantsThatOpenedNoSessionForAnHour_AreForgotten()
    {
        var clock = new FakeTimeProvider();
        var sessions = new SessionAllowance(new CallerLimits(1, 1), clock);
        for (var i = 0; i < 5_000; i++)
        {
            Assert.Null(sessions.TryOpen($"g{i}"));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(sessions.Grants, 1, 2_048);
        Assert.NotNull(sessions.TryOpen("g4999"));
    }

    [Fact]
    public void GrantWithLimitsOfItsOwn_HasThose_AndWhatAReloadSays()
    {
        var clock = new FakeTimeProvider();
        var limits = new CallerLimits(1, 2, new Dictionary<string, GrantLimits>(StringComparer.Ordinal) { ["few"] = new() { ConcurrentCalls = 1 }, ["many"] = new() { SessionsPerHour = 3 } });
        var (calls, sessions) = (new CallAllowance(limits), new SessionAllowance(limits, clock));

        Assert.Equal((1, 2, 2), (Most("few"), Most("many"), Most("other")));
        Assert.Equal((1, 3, 1), (Opened("few"), Opened("many"), Opened("other")));

        limits.Replace(1, 2, new Dictionary<string, GrantLimits>(StringComparer.Ordinal) { ["other"] = new() { ConcurrentCalls = 4, SessionsPerHour = 2 } });

        Assert.Equal((2, 2, 4), (Most("few"), Most("many"), Most("other")));
        Assert.Equal((0, 0, 1), (Opened("few"), Opened("many"), Opened("other")));

        int Most(string grant)
        {
            var taken = 0;
            while (calls.TryEnter(grant))
            {
                taken++;
            }

            for (var i = 0; i < taken; i++)
            {
                calls.Leave(grant);
            }

            return taken;
        }

        int Opened(string grant)
        {
            var opened = 0;
            while (sessions.TryOpen(grant) is null)
            {
                opened++;
            }

            return opened;
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
