using System.Runtime.CompilerServices;
using Catalog.Classifier.Signals;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>
/// Where findings become points; <see cref="VerdictRules"/> joins them with the model. Each yes adds the points of its signal to the category that it speaks for; the most points win.
/// Then two rules, and both only raise: Read must lie ahead by a margin, and a floor is never undercut, some floors only where the rest is in doubt. Ties go to the more severe.
/// </summary>
internal sealed class Scorer
{
    private static readonly Category[] BySeverity = [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial];

    private readonly ScoringTable _table;
    private readonly string[] _ids;
    private readonly double[] _points;
    private readonly int[] _classes;
    private readonly bool[] _floors;
    private readonly bool[] _floorsInDoubt;
    private readonly double[] _start;

    /// <summary>Joins a table with the signals that it is for.</summary>
    /// <exception cref="InvalidOperationException">A signal that speaks for a category has no points, or the table names a signal that there is not.</exception>
    public Scorer(ScoringTable table, IReadOnlyList<ISignal> signals)
    {
        _table = table;
        _ids = [.. signals.Select(static s => s.Id)];
        _classes = [.. signals.Select(static s => s is { Stage: SignalStage.On, Subject.Category: { } category } ? Array.IndexOf(BySeverity, category) : -1)];
        _points = [.. signals.Select(s => s.Subject.Category is null || s.Stage != SignalStage.On ? 0
            : table.Points.TryGetValue(s.Id, out var points) ? points : throw new InvalidOperationException($"the scoring table has no points for `{s.Id}`"))];
        _floors = [.. signals.Select(s => table.Floors.Contains(s.Id, StringComparer.Ordinal))];
        _floorsInDoubt = [.. signals.Select(s => table.FloorsInDoubt.Contains(s.Id, StringComparer.Ordinal))];
        _start = [.. BySeverity.Select(c => table.Start[c])];
        var known = signals.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        var unknown = table.Points.Keys.Concat(table.Floors).Concat(table.FloorsInDoubt).FirstOrDefault(id => !known.Contains(id));
        if (unknown is not null)
        {
            throw new InvalidOperationException($"the scoring table names `{unknown}`, which is no signal");
        }
    }

    /// <summary>Adds up the answers of the signals, given in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Score Judge(Finding[] findings)
    {
        var sums = (double[])_start.Clone();
        var (floor, floorInDoubt) = (0, 0);
        var fired = new List<FiredSignal>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (_classes[i] is >= 0 and var at && findings[i].Outcome == Outcome.True)
            {
                sums[at] += _points[i];
                floor = _floors[i] ? Math.Max(floor, at) : floor;
                floorInDoubt = _floorsInDoubt[i] ? Math.Max(floorInDoubt, at) : floorInDoubt;
                fired.Add(new FiredSignal(_ids[i], BySeverity[at], _points[i], findings[i].Mark));
            }
        }

        sums[0] -= _table.ReadMargin;
        var first = Best(sums, -1);
        var second = Best(sums, first);
        var margin = sums[first] - sums[second];
        floor = margin < _table.DoubtMargin ? Math.Max(floor, floorInDoubt) : floor;
        if (floor > first)
        {
            (first, second, margin) = (floor, first, 0);
        }

        fired.Sort(static (a, b) => b.Points.CompareTo(a.Points) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
        var runnerUp = fired.Exists(f => f.Category == BySeverity[second]) ? BySeverity[second] : (Category?)null;
        return new Score(BySeverity[first], runnerUp, margin, fired) { Floor = floor > 0 ? BySeverity[floor] : null };
    }

    private static int Best(double[] sums, int without)
    {
        var best = -1;
        for (var i = 0; i < sums.Length; i++)
        {
            if (i != without && (best < 0 || sums[i] >= sums[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
