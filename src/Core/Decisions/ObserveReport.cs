namespace Catalog.Core.Decisions;

/// <summary>What policies that only observe would have done.</summary>
public sealed record ObserveReport
{
    /// <summary>Calls that were looked at, of tools alone.</summary>
    public required int Calls { get; init; }

    /// <summary>How many of them at least one observed rule would have denied or kept for a person.</summary>
    public required int Changed { get; init; }

    /// <summary>The oldest entry that was looked at; null where there is none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>A line for each rule, tool and grant; the most frequent first.</summary>
    public required IReadOnlyList<ObservedRule> Rules { get; init; }

    /// <summary>Gathers it.</summary>
    /// <param name="entries">Entries of the log, in any order; what is no tool call counts for nothing.</param>
    public static ObserveReport Of(IEnumerable<DecisionLogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var groups = new Dictionary<(string Server, string? Policy, string Would, string? Tool, string? Grant), List<DecisionLogEntry>>();
        var (calls, changed) = (0, 0);
        DateTimeOffset? from = null;
        foreach (var entry in entries)
        {
            from = from is null || entry.Time < from ? entry.Time : from;
            if (entry.Decision == DecisionKind.Settled || entry.Tool is null)
            {
                continue;
            }

            calls++;
            changed += entry.Would is null ? 0 : 1;
            // A rule may stand there twice, as a limit that is full for two reasons does: the call is one.
            foreach (var would in (entry.Would ?? []).Distinct(StringComparer.Ordinal))
            {
                var key = (entry.Server, PolicyName(entry.Policy), would, entry.Tool, entry.Grant);
                if (!groups.TryGetValue(key, out var group))
                {
                    groups.Add(key, group = []);
                }

                group.Add(entry);
            }
        }

        return new ObserveReport
        {
            Calls = calls,
            Changed = changed,
            From = from,
            Rules =
            [
                .. groups.Select(static g => RuleOf(g.Key, g.Value))
                    .OrderByDescending(static r => r.Count).ThenBy(static r => r.Server, StringComparer.Ordinal).ThenBy(static r => r.Rule, StringComparer.Ordinal)
                    .ThenBy(static r => r.Tool, StringComparer.Ordinal).ThenBy(static r => r.Grant, StringComparer.Ordinal),
            ],
        };
    }

    private static ObservedRule RuleOf((string Server, string? Policy, string Would, string? Tool, string? Grant) key, List<DecisionLogEntry> entries)
    {
        var at = key.Would.IndexOf(' ', StringComparison.Ordinal);
        var rule = at < 0 ? key.Would : key.Would[(at + 1)..];
        var advice = ObserveAdvice.Of(rule, key.Tool ?? "");
        return new ObservedRule
        {
            Server = key.Server,
            Policy = key.Policy,
            Would = key.Would.StartsWith("pending ", StringComparison.Ordinal) ? DecisionKind.Pending : DecisionKind.Deny,
            Rule = rule,
            Tool = key.Tool,
            Grant = key.Grant,
            Count = entries.Count,
            First = entries.Min(static e => e.Time),
            Last = entries.Max(static e => e.Time),
            Example = entries.Where(static e => e.Id is not null).MaxBy(static e => e.Time)?.Id,
            ToEnforce = advice.ToEnforce,
            ToAllow = advice.ToAllow,
        };
    }

    // `NAME@sha256:…`: the same policy before and after a change of another rule is one.
    private static string? PolicyName(string? id) => id?.Split('@')[0];
}
