using System.Text.Json;
using Catalog.Core.Registration;
using Catalog.Policy.Checking.Warnings;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Checking;

/// <summary>Says what in a valid policy is probably not what its author meant, seen beside the tools that the upstream really has.</summary>
public static class PolicyWarnings
{
    private static readonly IReadOnlyList<IPolicyWarning> All =
        [.. ImplementationScan.TypesOf<IPolicyWarning>(typeof(IPolicyWarning).Assembly).Select(static t => (IPolicyWarning)Activator.CreateInstance(t)!)];

    /// <summary>The warnings of section 1, in the order of the document; none of them stops a policy from being enforced.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="tools">The upstream's tools with their input schemas; null for a schema that is not known, of which nothing is then said. Null for a list that is not known: then only what the document says by itself is looked at.</param>
    public static IReadOnlyList<PolicyProblem> Check(PolicySet policy, IReadOnlyDictionary<string, JsonElement?>? tools)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var context = new WarningContext(policy, tools ?? new Dictionary<string, JsonElement?>(StringComparer.Ordinal));
        return
        [
            .. All.Where(w => tools is not null || !w.NeedsTools).SelectMany(w => w.Find(context)).Distinct().Select(found =>
            {
                var (line, column) = policy.Places.PlaceOf(found.Pointer);
                return new PolicyProblem(found.Pointer, line, column, found.Message);
            }).OrderBy(static p => p.Line).ThenBy(static p => p.Column).ThenBy(static p => p.Message, StringComparer.Ordinal),
        ];
    }
}
