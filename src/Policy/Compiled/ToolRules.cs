using System.Collections.Immutable;
using Catalog.Core.Counters;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Compiled;

/// <summary>All that binds the calls of one tool name, put together once for names that the document spells out.</summary>
internal sealed class ToolRules
{
    internal ToolRules(CompiledEntry? allTools, ImmutableArray<CompiledEntry> matching, bool declaredOnly)
    {
        Matching = matching;
        Binding = allTools is null ? matching : [allTools, .. matching];
        Limits = [.. Binding.SelectMany(static e => e.Limits.Select(l => (e, l)))];
        // What draws one amount on one total in one call does so in all of them, so that no call has to find out.
        Totals =
        [
            .. Limits.GroupBy(static p => (p.Limit.Source.Counter, p.Limit.Source.Window, p.Limit.Source.Scope, p.Limit.Amount is { } path ? PathText.Of(path.Root, path.Steps) : null))
                .Select(static total => (total.First().Limit, (IReadOnlyList<CounterCap>)[.. total.Select(static p => new CounterCap(p.Limit.Pointer, p.Limit.MaxNanos, p.Entry.Observed))])),
        ];
        ReadsArguments = declaredOnly || Binding.Any(static e =>
            e.DeclaredOnly || e.Approval is not null || !e.Require.IsEmpty || !e.DenyIf.IsEmpty || e.Limits.Any(static l => l.Amount is not null));
    }

    /// <summary>The entries that match the name, in the order of section 1.</summary>
    internal ImmutableArray<CompiledEntry> Matching { get; }

    /// <summary>Everything that binds the call: the rules of all tools, then the matching entries.</summary>
    internal ImmutableArray<CompiledEntry> Binding { get; }

    /// <summary>The limits of <see cref="Binding"/>, in its order, each with its entry.</summary>
    internal ImmutableArray<(CompiledEntry Entry, CompiledLimit Limit)> Limits { get; }

    /// <summary>The totals that <see cref="Limits"/> name, in the order in which they first do: a limit of each, and the caps of all.</summary>
    internal ImmutableArray<(CompiledLimit Limit, IReadOnlyList<CounterCap> Caps)> Totals { get; }

    /// <summary>Whether any of it asks what a call's parameters say; where none does, they need not be read.</summary>
    internal bool ReadsArguments { get; }
}
