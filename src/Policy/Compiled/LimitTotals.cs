using Catalog.Core.Counters;

namespace Catalog.Policy.Compiled;

/// <summary>What the limits of a document say of its totals together.</summary>
internal sealed class LimitTotals
{
    private readonly HashSet<(string, CounterWindow, CounterScope)> _kept;

    internal LimitTotals(IEnumerable<CompiledLimit> limits) => _kept = [.. limits.Where(static l => !l.Source.RefundOnError).Select(KeyOf)];

    /// <summary>Whether every limit of the document that names the total of this one gives back what a tool error drew.</summary>
    internal bool RefundsOnError(CompiledLimit limit) => !_kept.Contains(KeyOf(limit));

    private static (string, CounterWindow, CounterScope) KeyOf(CompiledLimit limit) => (limit.Source.Counter, limit.Source.Window, limit.Source.Scope);
}
