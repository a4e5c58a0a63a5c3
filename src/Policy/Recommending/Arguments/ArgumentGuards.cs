using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Registration;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>Asks every guard about every argument of a tool.</summary>
internal static class ArgumentGuards
{
    private static readonly IReadOnlyList<IArgumentGuard> All =
    [
        .. ImplementationScan.TypesOf<IArgumentGuard>(typeof(IArgumentGuard).Assembly)
            .Select(static t => (IArgumentGuard)Activator.CreateInstance(t)!)
            .OrderBy(static g => g.Id, StringComparer.Ordinal),
    ];

    /// <summary>The rules that fit, those of one guard together, in the order of the schema.</summary>
    internal static IReadOnlyList<PolicyRule> RulesFor(ClassifiedTool tool, PolicyDialect dialect)
    {
        var arguments = SchemaArgument.Of(tool.Definition.InputSchema);
        return [.. All.Where(g => g.Concerns(tool.Classification)).SelectMany(g => arguments.Select(a => g.RuleOrNull(a, dialect))).OfType<PolicyRule>()];
    }

    /// <summary>A rule of one condition.</summary>
    internal static PolicyRule Deny<T>(SchemaArgument argument, string op, T operand, string message) => new()
    {
        Conditions = [new PolicyCondition(argument.Path, op, JsonSerializer.SerializeToElement(operand))],
        OnDeny = message,
    };

    /// <summary>A rule that a pattern must not match; for a list only where the dialect can name every element.</summary>
    internal static PolicyRule? DenyPattern(SchemaArgument argument, PolicyDialect dialect, string pattern, string message) =>
        argument.IsText || (argument.IsTextList && dialect == PolicyDialect.Gateway) ? Deny(argument, "regex", pattern, message) : null;
}
