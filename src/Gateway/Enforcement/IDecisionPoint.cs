using Catalog.Core.Counters;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <summary>The policy decision point as the gateway asks it.</summary>
internal interface IDecisionPoint
{
    /// <summary>Steps 1 to 4 of the specification's order, and what 5 and 6 need. Pure.</summary>
    Decision Decide(PolicySet? policy, ToolCall call);

    /// <summary>The denial of a call whose limits are full.</summary>
    Decision DenyFull(PolicySet policy, Decision decided, IReadOnlyList<FullLimit> full);
}
