using Catalog.Core.Counters;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A <c>session</c> limit on a tool without a <c>grant</c> limit: a client opens sessions as it likes.</summary>
internal sealed class SessionLimitWarning : IPolicyWarning
{
    public bool NeedsTools => false;

    public IEnumerable<(string Pointer, string Message)> Find(WarningContext context)
    {
        foreach (var entry in WarningContext.AllEntries(context.Policy))
        {
            foreach (var limit in entry.Limits.Where(static l => l.Source.Scope == CounterScope.Session))
            {
                if (!HasGrantLimit(context, entry))
                {
                    yield return (limit.Pointer, "a client opens sessions as it likes, and each has a total of its own: add a limit with scope `grant`");
                }
            }
        }
    }

    // Where the server's tools are known every tool that the limit binds needs one; else the entry itself or the rules of all tools must have it.
    private static bool HasGrantLimit(WarningContext context, CompiledEntry entry)
    {
        var tools = context.ToolsOf(entry).Select(static t => t.Name).ToList();
        return tools.Count > 0
            ? tools.TrueForAll(t => context.EntriesFor(t).Any(IsForGrants))
            : IsForGrants(entry) || (context.Policy.AllTools is { } all && IsForGrants(all));
    }

    private static bool IsForGrants(CompiledEntry entry) => entry.Limits.Any(static l => l.Source.Scope == CounterScope.Grant);
}
