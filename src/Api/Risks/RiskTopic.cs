using Catalog.Api.Search;
using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Risks;

/// <summary>The taxonomy with its counts, and the tools of each risk, category and facet.</summary>
internal sealed class RiskTopic(ToolLists lists, ICatalogReader reader) : ISiteTopic
{
    public void Map(RouteGroupBuilder routes)
    {
        routes.MapPage("/risks", "GetTaxonomy", "Risks, categories and facets: what each means and how many tools have it", LoadAsync, TaxonomyPage.Render);
        routes.MapThing("/risks/{risk}", "risk", "ListToolsOfRisk", "The tools of one risk", RiskAsync, ToolListPage.Render);
        routes.MapThing("/categories/{category}", "category", "ListToolsOfCategory", "The tools of one category", CategoryAsync, ToolListPage.Render);
        routes.MapThing("/facets/{facet}", "facet", "ListToolsOfFacet", "The tools with one facet", FacetAsync, ToolListPage.Render);
    }

    private async Task<TaxonomyView?> LoadAsync(PageRequest request)
    {
        var counts = await reader.CountAsync(request.Aborted);
        var facets = new List<TaxonomyEntry>();
        foreach (var facet in Enum.GetValues<Facet>())
        {
            var total = (await reader.SearchToolsAsync(new ToolQuery { Facet = facet, Limit = 1 }, request.Aborted)).Total;
            facets.Add(new TaxonomyEntry(FacetIds.Of(facet), Words.Does(facet), total, Links.Facet(facet).Value));
        }

        return new TaxonomyView(
            counts.Tools,
            [.. Words.Risks.Select(r => new TaxonomyEntry(r.ToString(), Words.Means(r), counts.ByRisk.GetValueOrDefault(r), Links.Risk(r).Value))],
            [.. Words.Categories.Select(c => new TaxonomyEntry(c.ToString(), "a call " + Words.CanDo(c), counts.ByCategory.GetValueOrDefault(c), Links.Category(c).Value))],
            facets);
    }

    private async Task<ToolListView?> RiskAsync(PageRequest request, string word) =>
        PageRequest.ParseOrNull<Risk>(word) is not { } risk || word != Words.Id(risk)
            ? null
            : await lists.LoadAsync(request, new ToolFilter { Risk = risk }, risk == Risk.Unknown ? "Unknown risk" : $"{risk} risk", Sentence(Words.Means(risk)), Links.Risk(risk).Value);

    private async Task<ToolListView?> CategoryAsync(PageRequest request, string word) =>
        PageRequest.ParseOrNull<Category>(word) is not { } category || word != Words.Id(category)
            ? null
            : await lists.LoadAsync(request, new ToolFilter { Category = category }, $"{category} tools", $"A call {Words.CanDo(category)}.", Links.Category(category).Value);

    private async Task<ToolListView?> FacetAsync(PageRequest request, string id) =>
        FacetIds.ParseOrNull(id) is not { } facet
            ? null
            : await lists.LoadAsync(request, new ToolFilter { Facet = facet }, $"Tools with facet {id}", $"Each {Words.Does(facet)}.", Links.Facet(facet).Value);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
