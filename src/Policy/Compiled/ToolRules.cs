namespace Catalog.Policy.Compiled;

/// <summary>All that binds the calls of one tool name, put together once for names that the document spells out.</summary>
internal sealed class ToolRules
{
    internal ToolRules(CompiledEntry? allTools, IReadOnlyList<CompiledEntry> matching, bool declaredOnly)
    {
        Matching = matching;
        Binding = allTools is null ? matching : [allTools, .. matching];
        Limits = [.. Binding.SelectMany(static e => e.Limits.Select(l => (e, l)))];
        ReadsArguments = declaredOnly || Binding.Any(static e =>
            e.DeclaredOnly || e.Approval is not null || e.Require.Count > 0 || e.DenyIf.Count > 0 || e.Limits.Any(static l => l.Amount is not null));
    }

    /// <summary>The entries that match the name, in the order of section 1.</summary>
    internal IReadOnlyList<CompiledEntry> Matching { get; }

    /// <summary>Everything that binds the call: the rules of all tools, then the matching entries.</summary>
    internal IReadOnlyList<CompiledEntry> Binding { get; }

    /// <summary>The limits of <see cref="Binding"/>, in its order, each with its entry.</summary>
    internal IReadOnlyList<(CompiledEntry Entry, CompiledLimit Limit)> Limits { get; }

    /// <summary>Whether any of it asks what a call's parameters say; where none does, they need not be read.</summary>
    internal bool ReadsArguments { get; }
}
