using Catalog.Core.Classifications;

namespace Catalog.Api.Attacks;

/// <summary>Which tools an attack pattern abuses: those of a category, and those with a facet.</summary>
internal sealed record AttackConcern
{
    public required IReadOnlyList<Category> Categories { get; init; }

    public required IReadOnlyList<Facet> Facets { get; init; }

    /// <summary>True where the way in is the definition or the package, whatever the tool does.</summary>
    public bool EveryTool { get; init; }
}
