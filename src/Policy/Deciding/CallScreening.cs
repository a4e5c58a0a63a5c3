using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Deciding;

/// <summary>What section 2 refuses and only a policy can see; never observed.</summary>
internal static class CallScreening
{
    internal static IEnumerable<Finding> Findings(CallContext context)
    {
        if (context.Arguments is null)
        {
            yield break;
        }

        var arguments = context.Arguments.Value;
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            yield return new Finding(DecisionKind.Refuse, "(arguments)", "The `arguments` of a tool call must be an object", Observed: false);
            yield break;
        }

        foreach (var entry in context.Binding)
        {
            var variant = entry.Walked.FindVariantOrNull(arguments);
            if (variant is not null)
            {
                var (written, named) = variant.Value;
                yield return new Finding(
                    DecisionKind.Refuse,
                    "(case variant)",
                    $"The argument `{written}` equals `{named}`, which the policy reads, but for case: write it as `{named}`",
                    Observed: false);
            }
        }
    }
}
