using Catalog.Policy.Documents;

namespace Catalog.Policy.Deciding;

/// <summary>Steps 2 and 3: what the name of a tool alone decides.</summary>
internal static class NameRules
{
    internal static IEnumerable<Finding> Hidden(CallContext context) =>
        context.Policy.IsHidden(context.Call.Tool) ? [Finding.Deny("(hidden)", DecisionText.Hidden(context.Call), context.Policy.Observed)] : [];

    internal static IEnumerable<Finding> Resembling(CallContext context)
    {
        var (policy, call) = (context.Policy, context.Call);
        if (policy.File.Default != PolicyDefault.Allow || call.UpstreamTools?.ContainsKey(call.Tool) == true)
        {
            return [];
        }

        var resembled = policy.LooseNames.FindResembledOrNull(call.Tool, call.UpstreamTools?.Keys);
        return resembled is null
            ? []
            : [Finding.Deny("(name)", $"{DecisionText.NotAllowed(call)} (the server lists no tool of exactly this name, and it resembles `{resembled}`)", policy.Observed)];
    }

    internal static IEnumerable<Finding> Unlisted(CallContext context) =>
        context.Policy.File.Default == PolicyDefault.Deny && !context.Policy.IsListed(context.Call.Tool)
            ? [Finding.Deny("(default deny)", DecisionText.NotAllowed(context.Call), context.Policy.Observed)]
            : [];
}
