using System.Text.Json;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Deciding;

/// <summary>Step 4, <c>arguments: declared</c>: of the document, then of each matching entry; one that says <c>any</c> takes nothing back.</summary>
internal static class DeclaredArguments
{
    internal static IEnumerable<Finding> Findings(CallContext context) =>
        context.Policy.File.Arguments == ArgumentChecking.Declared || context.Matching.Any(static e => e.DeclaredOnly) ? Undeclared(context) : [];

    private static IEnumerable<Finding> Undeclared(CallContext context)
    {
        var rules = context.Matching.Where(static e => e.DeclaredOnly).Select(static e => (Rule: e.Pointer + "/arguments", e.Observed));
        if (context.Policy.File.Arguments == ArgumentChecking.Declared)
        {
            rules = rules.Prepend(("/arguments", context.Policy.Observed));
        }

        foreach (var (rule, observed) in rules)
        {
            var fault = FaultOrNull(context);
            if (fault is not null)
            {
                yield return Finding.Deny(rule, DecisionText.DeniedByRule(rule), observed, [fault]);
            }
        }
    }

    private static string? FaultOrNull(CallContext context)
    {
        if (context.Arguments is null)
        {
            return null;
        }

        var schema = context.Call.UpstreamTools?.GetValueOrDefault(context.Call.Tool);
        foreach (var member in context.Arguments.Value.EnumerateObject())
        {
            if (schema is null)
            {
                return "the input schema of the tool is not known, so that no argument counts as declared: ask for `tools/list` first";
            }

            if (!Declares(schema.Value, member.Name))
            {
                return $"`{PathText.OfArgument(member.Name)}` is not declared by the tool's input schema: leave it out";
            }
        }

        return null;
    }

    private static bool Declares(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("properties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty(name, out _);
}
