using System.Text.Json;
using Catalog.Policy.Checking.Reading;
using Catalog.Policy.Compiled;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>A policy beside the tools of its upstream.</summary>
internal sealed class WarningContext
{
    internal WarningContext(PolicySet policy, IReadOnlyDictionary<string, JsonElement?> tools)
    {
        Policy = policy;
        Tools = tools;
        Conditions = [.. AllEntries(policy).SelectMany(ConditionsOf)];
    }

    internal PolicySet Policy { get; }

    internal IReadOnlyDictionary<string, JsonElement?> Tools { get; }

    /// <summary>Every condition of the document.</summary>
    internal IReadOnlyList<PlacedCondition> Conditions { get; }

    /// <summary>The rules of all tools, where there are any, and the entries.</summary>
    internal static IEnumerable<CompiledEntry> AllEntries(PolicySet policy) => policy.AllTools is { } all ? [all, .. policy.Entries] : policy.Entries;

    /// <summary>The upstream's tools that an entry binds, in ordinal order of their names.</summary>
    internal IEnumerable<(string Name, JsonElement? Schema)> ToolsOf(CompiledEntry entry) =>
        Tools.Where(t => entry.Name.Matches(t.Key)).OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => (t.Key, t.Value));

    /// <summary>Everything that binds a tool.</summary>
    internal IEnumerable<CompiledEntry> EntriesFor(string tool) => Policy.RulesFor(tool).Binding;

    private static IEnumerable<PlacedCondition> ConditionsOf(CompiledEntry entry)
    {
        var rules = entry.Require.Select(static r => (Rule: r, Use: ConditionUse.Require)).Concat(entry.DenyIf.Select(static r => (Rule: r, Use: ConditionUse.DenyIf)));
        foreach (var (rule, use) in rules)
        {
            for (var i = 0; i < rule.Conditions.Length; i++)
            {
                yield return new PlacedCondition(entry, use, JsonPointer.Append(rule.Pointer + "/conditions", i), rule.Conditions[i], rule.Source.Conditions[i]);
            }
        }

        for (var i = 0; i < (entry.Approval?.When.Length ?? 0); i++)
        {
            yield return new PlacedCondition(entry, ConditionUse.When, JsonPointer.Append(entry.Approval!.Pointer + "/when", i), entry.Approval.When[i], entry.Approval.Source.When[i]);
        }
    }
}
