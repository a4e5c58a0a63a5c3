namespace Catalog.Api.Risks;

/// <summary>The closed sets that tools are judged by.</summary>
/// <param name="Tools">How many tools there are in all.</param>
/// <param name="Risks">From the worst.</param>
/// <param name="Categories">From the least severe; the unknown last.</param>
/// <param name="Facets">In the order of the taxonomy.</param>
internal sealed record TaxonomyView(int Tools, IReadOnlyList<TaxonomyEntry> Risks, IReadOnlyList<TaxonomyEntry> Categories, IReadOnlyList<TaxonomyEntry> Facets);
