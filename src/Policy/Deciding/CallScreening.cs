using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Deciding;

/// <summary>What section 2 refuses and only a policy can see; never observed.</summary>
internal static class CallScreening
{
    internal static IEnumerable<Finding> Findings(CallContext context)
    {
        if (context.Arguments is not { } arguments)
        {
            yield break;
        }

        if (arguments.ValueKind != JsonValueKind.Object)
        {
            yield return new Finding(DecisionKind.Refuse, "(arguments)", "The `arguments` of a tool call must be an object", Observed: false);
            yield break;
        }

        foreach (var entry in context.Binding)
        {
            if (entry.Walked.FindVariantOrNull(arguments) is var (written, named))
            {
                yield return new Finding(
                    DecisionKind.Refuse,
                    "(case variant)",
                    $"The argument `{written}` equals `{named}`, which the policy reads, but for case: write it as `{named}`",
                    Observed: false);
            }
        }
    }
}
