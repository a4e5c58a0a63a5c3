using Catalog.Core.Decisions;

namespace Catalog.Policy.Replaying;

/// <summary>What a policy would do with the calls of a decision log.</summary>
public sealed record ReplayReport
{
    /// <summary>Requests that were looked at: calls of tools, resources that were read, prompts that were taken.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that would be decided as they were.</summary>
    public required int Same { get; init; }

    /// <summary>Calls that would be decided otherwise.</summary>
    public required int Differ { get; init; }

    /// <summary>Calls of which the log does not hold what a decision needs: why, and how many.</summary>
    public required IReadOnlyDictionary<string, int> Untold { get; init; }

    /// <summary>The oldest entry that was looked at; null where there is none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>A line for each server, tool, grant and change; the most frequent first.</summary>
    public required IReadOnlyList<ReplayDifference> Differences { get; init; }

    /// <summary>Decides the requests of a log anew, in the order of their times. Totals begin empty with the first of them, and windows are those of the entries' times.</summary>
    /// <param name="policy">The candidate.</param>
    /// <param name="entries">Entries of the log, in any order.</param>
    public static ReplayReport Of(Compiled.PolicySet policy, IEnumerable<DecisionLogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(entries);
        var untold = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var groups = new Dictionary<ReplayKey, List<DecisionLogEntry>>();
        var (calls, same) = (0, 0);
        DateTimeOffset? from = null;
        List<DecisionLogEntry> all = [.. entries];
        var outcomes = all.Where(static e => e is { Decision: DecisionKind.Settled, Of: not null, Outcome: not null }).DistinctBy(static e => e.Of, StringComparer.Ordinal).ToDictionary(static e => e.Of!, static e => e.Outcome!.Value, StringComparer.Ordinal);
        var replayer = new PolicyReplayer(policy, outcomes);
        foreach (var entry in all.OrderBy(static e => e.Time))
        {
            if (ReplaySubject.OfOrNull(entry) is not { } subject)
            {
                continue;
            }

            calls++;
            from ??= entry.Time;
            var replayed = replayer.Next(entry, subject);
            if (replayed.Untold is { } why)
            {
                untold[why] = untold.GetValueOrDefault(why) + 1;
            }
            else if (replayed.Now == replayed.Was)
            {
                same++;
            }
            else
            {
                var key = new ReplayKey(entry.Server, entry.Method, subject.Name, entry.Grant, replayed.Was, entry.Rule, replayed.Now, replayed.Rule);
                if (!groups.TryGetValue(key, out var group))
                {
                    groups.Add(key, group = []);
                }

                group.Add(entry);
            }
        }

        return new ReplayReport
        {
            Calls = calls,
            Same = same,
            Differ = groups.Values.Sum(static g => g.Count),
            Untold = untold,
            From = from,
            Differences =
            [
                .. groups.Select(static g => DifferenceOf(g.Key, g.Value))
                    .OrderByDescending(static d => d.Count).ThenBy(static d => d.Server, StringComparer.Ordinal).ThenBy(static d => d.Tool, StringComparer.Ordinal)
                    .ThenBy(static d => d.Grant, StringComparer.Ordinal).ThenBy(static d => d.NowRule, StringComparer.Ordinal),
            ],
        };
    }

    private static ReplayDifference DifferenceOf(ReplayKey key, List<DecisionLogEntry> entries) => new()
    {
        Server = key.Server,
        Method = key.Method,
        Tool = key.Name,
        Grant = key.Grant,
        Was = key.Was,
        WasRule = key.WasRule,
        Now = key.Now,
        NowRule = key.NowRule,
        Count = entries.Count,
        First = entries.Min(static e => e.Time),
        Last = entries.Max(static e => e.Time),
        Example = entries.Where(static e => e.Id is not null).MaxBy(static e => e.Time)?.Id,
    };

    private sealed record ReplayKey(string Server, string? Method, string? Name, string? Grant, DecisionKind Was, string? WasRule, DecisionKind Now, string? NowRule);
}
