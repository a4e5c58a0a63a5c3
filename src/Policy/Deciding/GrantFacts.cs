using System.Text.Json;

namespace Catalog.Policy.Deciding;

/// <summary>What a policy may know of the caller.</summary>
public sealed record GrantFacts
{
    /// <summary>The grant's id; it names the grant's totals.</summary>
    public required string Id { get; init; }

    /// <summary>The grant's label; the path <c>grant.label</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The claims of the grant, an object; the path <c>grant.claims</c>. Null where it has none.</summary>
    public JsonElement? Claims { get; init; }
}
