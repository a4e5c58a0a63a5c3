using Catalog.Core.Classifications;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Stops flags that switch a safeguard of the tool itself off.</summary>
internal sealed class SafeguardGuard : IArgumentGuard
{
    private static readonly string[] Parts = ["dangerous", "unsafe", "insecure", "bypass", "noverify", "skipverif", "skipconfirm", "skipapproval", "skippermission", "nosandbox", "disablesandbox", "disablesecurity"];

    public string Id => "safeguard";

    public bool Concerns(Classification classification) => true;

    public PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect) =>
        argument is { IsBoolean: true, Default.ValueKind: not System.Text.Json.JsonValueKind.True } or { IsBoolean: true, Default: null } && Parts.Any(p => argument.Plain.Contains(p, StringComparison.Ordinal))
            ? ArgumentGuards.Deny(argument, "eq", operand: true, $"`{argument.Name}` switches a safeguard off, which is denied.")
            : null;
}
