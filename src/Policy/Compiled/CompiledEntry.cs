using System.Collections.Immutable;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Compiled;

/// <summary>An entry of <c>tools</c>, or the rules for all tools, ready to be asked.</summary>
internal sealed record CompiledEntry
{
    /// <summary>Its JSON Pointer.</summary>
    internal required string Pointer { get; init; }

    /// <summary>The names that it matches; <c>*</c> for the rules of all tools.</summary>
    internal required NamePattern Name { get; init; }

    /// <summary>The entry as written; null for the rules of all tools.</summary>
    internal PolicyEntry? Source { get; init; }

    /// <summary>Whether its rules are only observed, the document's mode taken in.</summary>
    internal required bool Observed { get; init; }

    /// <summary>Whether calls may carry declared arguments only.</summary>
    internal bool DeclaredOnly { get; init; }

    internal ImmutableArray<CompiledRule> Require { get; init; } = [];

    internal ImmutableArray<CompiledRule> DenyIf { get; init; } = [];

    internal ImmutableArray<CompiledLimit> Limits { get; init; } = [];

    internal CompiledApproval? Approval { get; init; }

    /// <summary>Where the call's arguments lead on the way to what the rules name.</summary>
    internal required WalkedMembers Walked { get; init; }

    /// <summary>The entry in the canonical text that approvals are bound to; empty for the rules of all tools.</summary>
    internal string CanonicalText { get; init; } = "";
}
