using Catalog.Core.Counters;
using Catalog.Gateway.Enforcement;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>A decision point with a bug in whatever is no tool.</summary>
internal sealed class OnlyTools : IDecisionPoint
{
    public Decision Decide(PolicySet? policy, ToolCall call) =>
        call.Subject == PolicySubject.Tool ? PolicyDecisionPoint.Decide(policy, call) : throw new InvalidOperationException("a bug");

    public Decision DenyFull(PolicySet policy, Decision decided, IReadOnlyList<FullLimit> full) => PolicyDecisionPoint.DenyFull(policy, decided, full);
}
