using Catalog.Core.Counters;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CounterContract
{
    private static CounterKey[] Totals =>
    [
        Minute, Minute with { Window = CounterWindow.Second }, Day, Minute with { ScopeId = "g2", Window = CounterWindow.Month },
        Minute with { Scope = CounterScope.Session, ScopeId = "s1" }, Minute with { Scope = CounterScope.Session, ScopeId = "s2", Window = CounterWindow.Hour },
    ];

    /// <summary>Whether totals of sessions are there after a restart; they need not be.</summary>
    protected virtual bool SessionsSurvive => false;

    /// <summary>A few hundred calls, refunds, restarts and steps of the clock, each answer compared with the model's.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Sequences_OfAnySeed_AnswerAsTheModel(int seed)
    {
        var random = new Random(seed);
        var model = new CounterModel();
        var leases = new List<(CounterLease Store, CounterLease Model)>();
        var granted = 0;
        for (var step = 0; step < 300; step++)
        {
            switch (random.Next(40))
            {
                case 0:
                    await RestartAsync();
                    if (!SessionsSurvive)
                    {
                        model.ForgetSessions();
                    }

                    leases.Clear();
                    break;
                case < 3:
                    Time.Advance(TimeSpan.FromMilliseconds(random.Next(3_000)));
                    break;
                case 3:
                    // Not by a whole window: what the store then remembers of the later window is its own affair.
                    Time.Set(Time.GetUtcNow() - TimeSpan.FromMilliseconds(random.Next(300)));
                    break;
                case 4:
                    Time.Advance(TimeSpan.FromMinutes(random.Next(90)));
                    break;
                case < 9 when leases.Count > 0:
                    var lease = leases[random.Next(leases.Count)];
                    CounterKey[]? keys = random.Next(2) == 0 ? null : [Totals[random.Next(Totals.Length)]];
                    await Counters.RefundAsync(lease.Store, keys, None);
                    model.Refund(lease.Model, keys, Time.GetUtcNow());
                    break;
                default:
                    var draws = Draws(random);
                    var expected = model.Reserve(draws, Time.GetUtcNow());
                    var answer = await Counters.TryReserveAsync(draws, None);
                    Assert.Equal((step, expected.Status), (step, answer.Status));
                    Assert.Equal(expected.Full, answer.Full);
                    Assert.Equal(expected.ObservedFull, answer.ObservedFull);
                    if (answer.Lease is not null)
                    {
                        leases.Add((answer.Lease, expected.Lease!));
                        granted++;
                    }

                    break;
            }
        }

        Assert.InRange(granted, 50, 300);
    }

    private static List<CounterDraw> Draws(Random random) =>
    [
        .. random.GetItems(Totals, random.Next(1, 4)).Distinct().Select(key => new CounterDraw
        {
            Key = key,
            Nanos = random.Next(5) == 0 ? random.NextInt64(3) : One * random.Next(1, 4),
            Caps =
            [
                new CounterCap("/hard", One * random.Next(20, 60), false),
                .. random.Next(3) == 0 ? [new CounterCap("/other", One * random.Next(2, 30), random.Next(2) == 0)] : Array.Empty<CounterCap>(),
            ],
        }),
    ];
}
