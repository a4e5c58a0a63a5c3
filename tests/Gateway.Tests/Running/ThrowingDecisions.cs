using Catalog.Core.Counters;
using Catalog.Gateway.Enforcement;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A decision point with a bug.</summary>
internal sealed class ThrowingDecisions : IDecisionPoint
{
    public Decision Decide(PolicySet? policy, ToolCall call) => throw new InvalidOperationException("a bug");

    public Decision DenyFull(PolicySet policy, Decision decided, IReadOnlyList<FullLimit> full) => throw new InvalidOperationException("a bug");
}
