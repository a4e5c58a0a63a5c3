using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Keeps tools that reach addresses of the caller's choice out of the network that the server stands in.</summary>
internal sealed class NetworkGuard : IArgumentGuard
{
    // What the operator knows of hosts, as far as a pattern can: also every IPv6 literal and every address that is not written with four decimal numbers.
    private const string Inside =
        @"(?i)^(?:https?|wss?)://(?:[^/?#]*@)?(?:localhost\b|[^/?#:]*\.(?:localhost|localdomain|local|internal|lan|home\.arpa|intranet|corp|private)\.?(?:[/?#:]|$)"
        + @"|0|10\.|127\.|169\.254\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|192\.168\.|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.|\[|[0-9]+\.?(?:[/?#:]|$)|[0-9]+\.[0-9]+(?:\.[0-9]+)?\.?(?:[/?#:]|$))";

    private static readonly IOperandTest IsInside = ConditionOperators.FindOrNull("host_private")!.Compile(JsonElement.Parse("true"), [])!;

    public string Id => "network";

    public bool Concerns(Classification classification) => classification.Facets.Any(static f => f is Facet.Network or Facet.Browser);

    public PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect)
    {
        if (!argument.IsText || !IsAddress(argument) || LeadsInsideByDefault(argument))
        {
            return null;
        }

        return dialect == PolicyDialect.Gateway
            ? ArgumentGuards.Deny(argument, "host_private", operand: true, "Addresses inside this network are denied.")
            : ArgumentGuards.DenyPattern(argument, dialect, Inside, "Addresses inside this network, IPv6 literals and unusual notations of addresses are denied.");
    }

    private static bool IsAddress(SchemaArgument argument) => argument.Plain.EndsWith("url", StringComparison.Ordinal) || argument.Format is "uri" or "url";

    // A tool that is made for a server beside it would never work under the rule.
    private static bool LeadsInsideByDefault(SchemaArgument argument) =>
        argument.Default is { ValueKind: JsonValueKind.String } value && IsInside.Evaluate(value, ConditionUse.DenyIf).Verdict != ConditionVerdict.Fails;
}
