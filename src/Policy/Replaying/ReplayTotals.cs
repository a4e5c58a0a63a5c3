using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Policy.Replaying;

/// <summary>
/// Running totals by the times of a log. Each is known from below and from above: calls of which it cannot be told whether they pass count
/// only above.
/// </summary>
internal sealed class ReplayTotals
{
    private readonly Dictionary<CounterKey, Total> _totals = [];

    /// <summary>Draws on every total, or on none.</summary>
    /// <param name="draws">The draws.</param>
    /// <param name="time">When; times only grow.</param>
    /// <param name="full">The limits that are certainly full, in the order of the draws; empty where none is.</param>
    /// <returns>Whether it was drawn; null where that hangs on calls of which nothing can be told.</returns>
    public bool? TryDraw(IReadOnlyList<CounterDraw> draws, DateTimeOffset time, out IReadOnlyList<FullLimit> full)
    {
        full =
        [
            .. draws.SelectMany(draw => draw.Caps.Where(cap => !cap.Observed && At(draw.Key, time).Least + draw.Nanos > cap.MaxNanos)
                .Select(cap => new FullLimit(cap.Rule, draw.Nanos > cap.MaxNanos ? null : CounterWindows.EndOf(draw.Key.Window, time) - time))),
        ];
        if (full.Count > 0)
        {
            return false;
        }

        var isSure = draws.All(draw => draw.Caps.All(cap => cap.Observed || (At(draw.Key, time).Most is { } most && most + draw.Nanos <= cap.MaxNanos)));
        foreach (var draw in draws)
        {
            Add(draw.Key, time, isSure ? draw.Nanos : BigInteger.Zero, draw.Nanos);
        }

        return isSure ? true : null;
    }

    /// <summary>Takes in a call of which it cannot be told whether it draws.</summary>
    /// <param name="draws">What it may draw.</param>
    /// <param name="unmeasured">Totals that it may draw on by an amount that is not known.</param>
    /// <param name="time">When.</param>
    public void MayDraw(IReadOnlyList<CounterDraw> draws, IEnumerable<CounterKey> unmeasured, DateTimeOffset time)
    {
        foreach (var draw in draws)
        {
            Add(draw.Key, time, BigInteger.Zero, draw.Nanos);
        }

        foreach (var key in unmeasured)
        {
            At(key, time).Most = null;
        }
    }

    /// <summary>Gives back what a call drew that did not run, or failed where the policy gives that back.</summary>
    public void Refund(IEnumerable<CounterDraw> draws, DateTimeOffset time)
    {
        foreach (var draw in draws)
        {
            Add(draw.Key, time, -draw.Nanos, -draw.Nanos);
        }
    }

    private void Add(CounterKey key, DateTimeOffset time, BigInteger least, BigInteger most)
    {
        var total = At(key, time);
        total.Least += least;
        total.Most += most;
    }

    private Total At(CounterKey key, DateTimeOffset time)
    {
        var start = CounterWindows.StartOf(key.Window, time);
        if (!_totals.TryGetValue(key, out var total) || start > total.Start)
        {
            _totals[key] = total = new Total { Start = start, Most = BigInteger.Zero };
        }

        return total;
    }

    private sealed class Total
    {
        public DateTimeOffset Start { get; init; }

        public BigInteger Least { get; set; }

        /// <summary>Null where it has no bound.</summary>
        public BigInteger? Most { get; set; }
    }
}
