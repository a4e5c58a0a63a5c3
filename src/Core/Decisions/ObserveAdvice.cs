namespace Catalog.Core.Decisions;

/// <summary>What to change in a policy whose rule is only observed.</summary>
internal static class ObserveAdvice
{
    private const string Document = "take the document's `\"mode\": \"observe\"` away";

    /// <summary>How the rule comes to be enforced, and how calls of the tool stay allowed then.</summary>
    /// <param name="rule">The rule, as the log names it.</param>
    /// <param name="tool">The tool that was called.</param>
    public static (string ToEnforce, string ToAllow) Of(string rule, string tool)
    {
        var enforce = EntryOf(rule) is { } entry
            ? $"take `\"mode\": \"observe\"` of `{entry}` away, or give it `\"mode\": \"enforce\"` while the document observes"
            : Document;
        var allow = rule switch
        {
            "(hidden)" => $"take `{tool}` out of `hide`",
            "(default deny)" => $"give `{tool}` an entry under `tools`: `{{}}` allows every call of it",
            "(name)" => $"write the entry's name as the server does, if `{tool}` is what was meant",
            _ when Has("deny_if") => $"narrow the condition at `{rule}`, or remove it",
            _ when Has("require") => $"widen the condition at `{rule}`, or remove it",
            _ when Has("limits") => $"raise `max` of `{rule}`, or lengthen its window",
            _ when Has("approval") => $"remove `{rule}`, or let people approve these calls",
            _ when rule.EndsWith("/arguments", StringComparison.Ordinal) => $"write `\"any\"` at `{rule}`, or let the tool declare these arguments",
            _ => $"change or remove `{rule}`",
        };
        return (enforce, allow);

        bool Has(string section) => rule.StartsWith('/') && rule.Split('/').Skip(1).Contains(section, StringComparer.Ordinal);
    }

    // Only entries under `tools` have a mode of their own.
    private static string? EntryOf(string rule) => rule.Split('/') is ["", "tools", var name, ..] ? $"/tools/{name}" : null;
}
