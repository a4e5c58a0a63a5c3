using Catalog.Core.Classifications;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>A rule on arguments that a facet of the tool calls for. Stateless; found by a scan.</summary>
internal interface IArgumentGuard
{
    /// <summary>In kebab-case; guards write their rules in ordinal order of it.</summary>
    string Id { get; }

    /// <summary>Whether the facets of the tool call for it.</summary>
    bool Concerns(Classification classification);

    /// <summary>The rule for an argument, for <c>deny_if</c>; null where it does not fit that argument in that dialect.</summary>
    PolicyRule? RuleOrNull(SchemaArgument argument, PolicyDialect dialect);
}
