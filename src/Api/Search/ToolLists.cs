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

    private async Task<IReadOnlyList<FilterGroup>> FiltersAsync(ToolFilter filter, CancellationToken cancellationToken)
    {
        var groups = await Task.WhenAll(
            GroupAsync("Risk", Words.Risks, filter.Risk, static r => r.ToString(), r => filter with { Risk = r }, filter with { Risk = null }, cancellationToken),
            GroupAsync("Category", Words.Categories, filter.Category, static c => c.ToString(), c => filter with { Category = c }, filter with { Category = null }, cancellationToken),
            GroupAsync("Touches", Enum.GetValues<Facet>(), filter.Facet, FacetIds.Of, f => filter with { Facet = f }, filter with { Facet = null }, cancellationToken));
        return [.. groups.Where(static g => g.Options.Count > 0)];
    }

    private async Task<FilterGroup> GroupAsync<T>(
        string name,
        IReadOnlyList<T> values,
        T? selected,
        Func<T, string> label,
        Func<T, ToolFilter> narrowed,
        ToolFilter widened,
        CancellationToken cancellationToken)
        where T : struct, Enum
    {
        var found = new List<FilterOption>(values.Count);
        foreach (var value in values)
        {
            var count = (await reader.SearchToolsAsync(narrowed(value).ToQuery(0, limit: 0), cancellationToken)).Total;
            var chosen = selected is { } s && EqualityComparer<T>.Default.Equals(s, value);
            if (count > 0 || chosen)
            {
                found.Add(new FilterOption(label(value), count, chosen, (chosen ? widened : narrowed(value)).ToUrl().Value));
            }
        }

        return new FilterGroup(name, found);
    }
}
