using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Core.Pins;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Administration;

/// <summary>Reads what the admin page shows.</summary>
internal sealed class AdminReader(ServedServers servers, IGrantStore grants, GrantBook book, TokenBook tokens, IApprovalStore approvals, IToolPinStore pins, IDecisionLog log, TimeProvider clock)
{
    public const int LogLines = 50;

    /// <summary>Entries of the log that are counted at most: the newest.</summary>
    public const int MostEntries = 5000;

    /// <summary>Callers by access tokens that are shown at most: those that came last.</summary>
    public const int MostCallers = 100;

    private const int MostDenials = 10;

    public async Task<AdminView> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var served = servers.Now().ToList();
        // What a server is shown to hold back is shown below with how it changed, which is read from the store: from memory first, and the store has it then.
        var held = served.Select(static s => s.Parts.GetRequiredService<PinBook>().HeldBack()).ToList();
        await Task.WhenAll(served.Select(static s => s.Parts.GetRequiredService<PinBook>().WrittenAsync()));
        var entries = await log.ListAsync(new DecisionQuery { Since = now - TimeSpan.FromDays(1), Limit = MostEntries }, cancellationToken);
        return new AdminView
        {
            Now = now,
            Servers = [.. served.Zip(held, (s, tools) => ViewOf(s.Options, s.Parts, tools, entries))],
            Changed = [.. (await pins.ListAsync(server: null, cancellationToken)).Where(static p => p.Seen is not null)],
            Grants = await grants.ListAsync(cancellationToken),
            Declared = book.Declared,
            Callers = tokens.Callers is { Count: > 0 } callers ? callers : tokens.IsOn ? [] : null,
            Waiting = await approvals.ListAsync(pendingOnly: true, cancellationToken),
            CountedFrom = entries.Count == MostEntries ? entries[^1].Time : null,
            Denials = DenialsOf(entries),
            Observed = [.. ObserveReport.Of(entries).Rules.Take(MostDenials)],
            Log = [.. entries.Where(static e => e.Decision != DecisionKind.Settled).Take(LogLines)],
        };
    }

    private static ServerView ViewOf(GatewayOptions options, IServiceProvider parts, IReadOnlyList<string> held, IReadOnlyList<DecisionLogEntry> entries)
    {
        // Entries come newest first; one that completes another names its server too.
        var last = entries.FirstOrDefault(e => e.Server == options.ServerId && e.Outcome is not null);
        var (state, isWell) = last?.Outcome switch
        {
            DecisionOutcome.Answered or DecisionOutcome.ToolError or DecisionOutcome.Error => ("answers", (bool?)true),
            DecisionOutcome.NotSent => ("cannot be reached", false),
            DecisionOutcome.Unanswered => ("did not answer", false),
            _ when options.ServerId == Visitors.AnyServer => ("asks each server", null),
            _ => ("not asked in the last day", null),
        };
        return new ServerView(
            options.ServerId,
            options.Upstream?.GetLeftPart(UriPartial.Path) ?? (options.Command.Count > 0 ? Path.GetFileName(options.Command[0]) : "all servers as one"),
            options.PolicyName,
            state,
            isWell,
            last?.Time,
            parts.GetRequiredService<HttpSessions>().Count,
            parts.GetRequiredService<ToolShelf>().Tools?.Count,
            held);
    }

    private static List<DenialView> DenialsOf(IReadOnlyList<DecisionLogEntry> entries) =>
    [
        .. entries.Where(static e => e.Decision is DecisionKind.Deny or DecisionKind.Refuse)
            .GroupBy(static e => (e.Server, What: e.Tool ?? e.Method ?? "", Rule: e.Rule ?? ""))
            .Select(static g => new DenialView(g.Key.Server, g.Key.What, g.Key.Rule, g.Count(), g.Max(static e => e.Time)))
            .OrderByDescending(static d => d.Count).ThenByDescending(static d => d.Last)
            .Take(MostDenials),
    ];
}
