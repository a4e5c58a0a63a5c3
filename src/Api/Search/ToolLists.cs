using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Microsoft.Extensions.Options;

namespace Catalog.Api.Search;

/// <summary>Loads lists of tools with their filters and counts.</summary>
internal sealed class ToolLists(ICatalogReader reader, IOptions<SiteOptions> options)
{
    private const int MatchingServers = 6;

    public async Task<ToolListView> LoadAsync(PageRequest request, ToolFilter filter, string heading, string lead, string path)
    {
        var (page, size) = (request.PageNumber, options.Value.PageSize);
        var found = await reader.SearchToolsAsync(filter.ToQuery(Paging.Offset(page, size), size), request.Aborted);
        var servers = filter.Text is null || page > 1
            ? []
            : (await reader.ListServersAsync(new ServerQuery { Text = filter.Text, Limit = MatchingServers }, request.Aborted)).Items;
        return new ToolListView
        {
            Heading = heading,
            Lead = lead,
            Sentence = filter.Sentence(found.Total),
            Filter = filter,
            Filters = await FiltersAsync(filter, request.Aborted),
            Servers = [.. servers.Select(ServerEntry.Of)],
            Tools = [.. found.Items.Select(ToolEntry.Of)],
            Paging = new Paging(page, size, found.Total),
            Path = path,
        };
    }

    /// <summary>Each value of each filter with what it would leave: of a filter that is chosen, what each of its values would leave in its place.</summary>
    private async Task<IReadOnlyList<FilterGroup>> FiltersAsync(ToolFilter filter, CancellationToken cancellationToken)
    {
        ToolFilter anyRisk = filter with { Risk = null }, anyCategory = filter with { Category = null }, anyFacet = filter with { Facet = null };
        var filters = new[] { anyRisk, anyCategory, anyFacet }.Distinct().ToList();
        var counted = await Task.WhenAll(filters.Select(f => reader.CountToolsAsync(f.ToQuery(0, limit: 0), cancellationToken)));
        var groups = new[]
        {
            Group("Risk", Words.Risks, filter.Risk, static r => r.ToString(), r => filter with { Risk = r }, anyRisk, Counts(anyRisk).ByRisk),
            Group("Category", Words.Categories, filter.Category, static c => c.ToString(), c => filter with { Category = c }, anyCategory, Counts(anyCategory).ByCategory),
            Group("Touches", Enum.GetValues<Facet>(), filter.Facet, FacetIds.Of, f => filter with { Facet = f }, anyFacet, Counts(anyFacet).ByFacet),
        };
        return [.. groups.Where(static g => g.Options.Count > 0)];

        ToolCounts Counts(ToolFilter widened) => counted[filters.IndexOf(widened)];
    }

    private static FilterGroup Group<T>(
        string name,
        IReadOnlyList<T> values,
        T? selected,
        Func<T, string> label,
        Func<T, ToolFilter> narrowed,
        ToolFilter widened,
        IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum
    {
        var found = new List<FilterOption>(values.Count);
        foreach (var value in values)
        {
            var count = counts.GetValueOrDefault(value);
            var chosen = selected is { } s && EqualityComparer<T>.Default.Equals(s, value);
            if (count > 0 || chosen)
            {
                found.Add(new FilterOption(label(value), count, chosen, (chosen ? widened : narrowed(value)).ToUrl().Value));
            }
        }

        return new FilterGroup(name, found);
    }
}
