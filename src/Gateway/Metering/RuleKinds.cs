using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Catalog.Gateway.Metering;

/// <summary>What kind of rule decided, out of a set that no caller and no policy can make larger.</summary>
internal static class RuleKinds
{
    public const string None = "none";
    public const string Other = "other";

    private const int MostOwn = 200;

    private static readonly FrozenSet<string> Sections = FrozenSet.ToFrozenSet(["require", "deny_if", "limits", "approval", "grants"], StringComparer.Ordinal);

    // The gateway's own reasons, which are words of its code.
    private static readonly ConcurrentDictionary<string, string> Own = new(StringComparer.Ordinal);

    /// <summary>The kind of a rule as the log names it: <c>none</c> for null, the section of the policy for a pointer into one, else the gateway's own reason.</summary>
    public static string Of(string? rule)
    {
        if (rule is null)
        {
            return None;
        }

        if (rule is ['(', .. var words, ')'])
        {
            return Own.TryGetValue(rule, out var own) ? own : Own.Count < MostOwn ? Own.GetOrAdd(rule, words.Replace(' ', '-')) : Other;
        }

        if (rule.StartsWith('/'))
        {
            // From the end: a tool may have the name of a section.
            var parts = rule.Split('/');
            for (var i = parts.Length - 1; i > 0; i--)
            {
                if (Sections.TryGetValue(parts[i], out var section))
                {
                    return section;
                }
            }
        }

        return Other;
    }
}
