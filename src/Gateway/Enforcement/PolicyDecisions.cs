using Catalog.Core.Counters;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <summary>The policy language's own decision point.</summary>
internal sealed class PolicyDecisions : IDecisionPoint
{
    public Decision Decide(PolicySet? policy, ToolCall call) => PolicyDecisionPoint.Decide(policy, call);

    public Decision DenyFull(PolicySet policy, Decision decided, IReadOnlyList<FullLimit> full) => PolicyDecisionPoint.DenyFull(policy, decided, full);
}
