using Catalog.Core.Counters;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Compiled;

/// <summary>What the limits of a document say of its totals together.</summary>
internal sealed class LimitTotals
{
    private readonly HashSet<(string, CounterWindow, CounterScope)> _kept = [];
    private readonly HashSet<(string, CounterWindow)> _apart = [];

    internal LimitTotals(IEnumerable<CompiledLimit> limits)
    {
        var all = limits.ToList();
        foreach (var limit in all.Where(static l => !l.Source.RefundOnError))
        {
            _kept.Add((limit.Source.Counter, limit.Source.Window, limit.Source.Scope));
        }

        var named = all.Where(static l => l.Source.Scope is CounterScope.Grant or CounterScope.Session)
            .GroupBy(static l => (l.Source.Counter, l.Source.Window));
        foreach (var total in named)
        {
            if (total.Select(static l => l.Source.Scope).Distinct().Count() > 1 && total.Select(static l => AmountOf(l)).Distinct(StringComparer.Ordinal).Count() > 1)
            {
                _apart.Add(total.Key);
            }
        }
    }

    /// <summary>Whether every limit of the document that names the total of this one gives back what a tool error drew.</summary>
    internal bool RefundsOnError(CompiledLimit limit) => !_kept.Contains((limit.Source.Counter, limit.Source.Window, limit.Source.Scope));

    /// <summary>Whether a limit for sessions may draw on the grant's total of its name: not where the two draw differently.</summary>
    internal bool SessionSharesGrant(PolicyLimit limit) => !_apart.Contains((limit.Counter, limit.Window));

    private static string AmountOf(CompiledLimit limit) => limit.Amount is { } path ? PathText.Of(path.Root, path.Steps) : "";
}
