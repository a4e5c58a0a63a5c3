using Catalog.Core.Classifications;

namespace Catalog.Core.Catalogs;

/// <summary>How many tools a query finds, and of what kinds they are.</summary>
public sealed record ToolCounts
{
    /// <summary>All of them.</summary>
    public required int Total { get; init; }

    /// <summary>Those that a person should look at.</summary>
    public required int Review { get; init; }

    /// <summary>By category; what has none is not named.</summary>
    public required IReadOnlyDictionary<Category, int> ByCategory { get; init; }

    /// <summary>By risk; what has none is not named.</summary>
    public required IReadOnlyDictionary<Risk, int> ByRisk { get; init; }

    /// <summary>By facet; what has none is not named, and a tool with several counts for each.</summary>
    public required IReadOnlyDictionary<Facet, int> ByFacet { get; init; }
}
