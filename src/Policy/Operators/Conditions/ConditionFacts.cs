using System.Text.Json;

namespace Catalog.Policy.Operators.Conditions;

/// <summary>What the paths of conditions can see of a call.</summary>
public sealed record ConditionFacts
{
    /// <summary>The <c>arguments</c> of the call, an object; null (or JSON <c>null</c>) where it has none, which reads as an empty object.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>The label of the grant; null where there is none, which makes <c>grant.label</c> absent.</summary>
    public string? GrantLabel { get; init; }

    /// <summary>The claims of the grant, an object; null where it has none, which reads as an empty object.</summary>
    public JsonElement? GrantClaims { get; init; }
}
