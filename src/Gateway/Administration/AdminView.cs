using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Core.Pins;
using Catalog.Gateway.Tokens;

namespace Catalog.Gateway.Administration;

/// <summary>What the admin page shows.</summary>
internal sealed record AdminView
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyList<ServerView> Servers { get; init; }

    /// <summary>Definitions that are not what was pinned.</summary>
    public required IReadOnlyList<ToolPin> Changed { get; init; }

    /// <summary>Grants of the store, newest first.</summary>
    public required IReadOnlyList<Grant> Grants { get; init; }

    /// <summary>Grants that the gateway's file declares, by their ids.</summary>
    public required IReadOnlyList<Grant> Declared { get; init; }

    /// <summary>Callers that came by access tokens since the start, those that came last first; null where no tokens are taken and none came.</summary>
    public required IReadOnlyList<TokenCallerView>? Callers { get; init; }

    /// <summary>What waits for a person.</summary>
    public required IReadOnlyList<Approval> Waiting { get; init; }

    /// <summary>The oldest entry of the log that was counted, where there are more in the last day than are counted; null where all of it was.</summary>
    public required DateTimeOffset? CountedFrom { get; init; }

    /// <summary>What was kept back most often in the last day.</summary>
    public required IReadOnlyList<DenialView> Denials { get; init; }

    /// <summary>What observed rules would have denied most often in the last day.</summary>
    public required IReadOnlyList<ObservedRule> Observed { get; init; }

    /// <summary>The newest entries of the decision log, newest first.</summary>
    public required IReadOnlyList<DecisionLogEntry> Log { get; init; }
}
