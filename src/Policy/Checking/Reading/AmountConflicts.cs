using Catalog.Policy.Compiled;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Reading;

/// <summary>
/// Finds limits of one counter, window and scope that draw differently. A call draws on a total once, so an amount and a plain 1 never share a total, nor do two
/// amounts in entries that one name can match.
/// </summary>
internal static class AmountConflicts
{
    internal static void Check(Func<string, DocumentNode> nodeOf, CompiledEntry? allTools, IReadOnlyList<CompiledEntry> entries, Problems problems)
    {
        IEnumerable<CompiledEntry> all = allTools is null ? entries : [allTools, .. entries];
        var totals = all.SelectMany(static e => e.Limits.Select(l => (Entry: e, Limit: l)))
            .GroupBy(static p => (p.Limit.Source.Counter, p.Limit.Source.Window, p.Limit.Source.Scope));
        foreach (var total in totals)
        {
            var limits = total.ToList();
            for (var i = 1; i < limits.Count; i++)
            {
                var (entry, limit) = limits[i];
                if (limits.Take(i).Select(p => Reason(p.Entry, p.Limit, entry, limit)).FirstOrDefault(static r => r is not null) is { } reason)
                {
                    problems.Add(nodeOf(limit.Pointer), reason);
                }
            }
        }
    }

    private static string? Reason(CompiledEntry earlierEntry, CompiledLimit earlier, CompiledEntry entry, CompiledLimit limit)
    {
        if ((earlier.Amount is null) != (limit.Amount is null))
        {
            return $"this limit and `{earlier.Pointer}` name one total, and one of them draws an amount and the other 1: give them different counters";
        }

        return limit.Amount is not null && TextOf(earlier.Amount!) != TextOf(limit.Amount) && earlierEntry.Name.Overlaps(entry.Name)
            ? $"this limit and `{earlier.Pointer}` name one total, and draw `{limit.Amount.Text}` and `{earlier.Amount!.Text}` of one call: give them different counters"
            : null;
    }

    private static string TextOf(ConditionPath path) => PathText.Of(path.Root, path.Steps);
}
