using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Deciding;

/// <summary>What section 2 refuses and only a policy can see; never observed.</summary>
internal static class CallScreening
{
    internal static IEnumerable<Finding> Findings(CallContext context) => context.Arguments switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } arguments => Variants(context, arguments),
        _ => [new Finding(DecisionKind.Refuse, "(arguments)", "The `arguments` of a tool call must be an object", Observed: false)],
    };

    private static IEnumerable<Finding> Variants(CallContext context, JsonElement arguments)
    {
        foreach (var entry in context.Binding)
        {
            var variant = entry.Walked.FindVariantOrNull(arguments);
            if (variant is not null)
            {
                var (written, named) = variant.Value;
                yield return named is null
                    ? new Finding(DecisionKind.Refuse, "(prototype)", $"Servers may read what is in `{written}` as arguments that the policy reads: leave it out", Observed: false)
                    : new Finding(
                        DecisionKind.Refuse,
                        "(case variant)",
                        $"The argument `{written}` equals `{named}`, which the policy reads, but for case: write it as `{named}`",
                        Observed: false);
            }
        }
    }
}
