namespace Catalog.Api.Risks;

/// <summary>One member of a closed set.</summary>
/// <param name="Id">As pages and rows spell it.</param>
/// <param name="Meaning">A phrase without a full stop.</param>
/// <param name="Tools">How many tools have it.</param>
/// <param name="Page">The list of them.</param>
internal sealed record TaxonomyEntry(string Id, string Meaning, int Tools, string Page);
