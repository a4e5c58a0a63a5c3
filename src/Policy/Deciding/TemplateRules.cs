using Catalog.Policy.Documents;
using Catalog.Policy.Resources;

namespace Catalog.Policy.Deciding;

/// <summary>Whether anything that a template may stand for can be used. What hangs on the address itself cannot be known of a template.</summary>
internal static class TemplateRules
{
    internal static IEnumerable<Finding> Findings(CallContext context)
    {
        var (policy, call) = (context.Policy, context.Call);
        // A glob that matches this text, star for star, matches whatever the template stands for.
        var glob = ResourceAddress.GlobOf(call.Tool);
        if (policy.IsHidden(glob))
        {
            yield return Finding.Deny("(hidden)", DecisionText.Hidden(call), policy.Observed);
        }

        var touching = policy.EntriesOverlapping(glob);
        if (policy.File.Default == PolicyDefault.Deny && !touching.Any(static e => !e.Name.IsEverything))
        {
            yield return Finding.Deny("(default deny)", DecisionText.NotAllowed(call), policy.Observed);
        }
    }

    /// <summary>Rules that ask for more than a name: of a template that is completed nothing is known that they could be asked about.</summary>
    internal static IEnumerable<Finding> Rules(CallContext context)
    {
        foreach (var entry in context.Policy.EntriesOverlapping(ResourceAddress.GlobOf(context.Call.Tool)))
        {
            foreach (var rule in entry.Require.Concat(entry.DenyIf).Take(1))
            {
                yield return Finding.Deny(rule.Pointer, $"What the template stands for hangs on the rule `{rule.Pointer}`, which is decided when it is read", entry.Observed);
            }
        }
    }
}
