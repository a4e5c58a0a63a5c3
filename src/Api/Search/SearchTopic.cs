using Catalog.Api.Shell;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Search;

/// <summary>Search over every tool, with filters.</summary>
internal sealed class SearchTopic(ToolLists lists) : ISiteTopic
{
    public void Map(RouteGroupBuilder routes) => routes.MapPage(
        "/search",
        "SearchTools",
        "Tools by words, category, risk, facet and need of review",
        async request =>
        {
            var filter = ToolFilter.Of(request);
            return (ToolListView?)await lists.LoadAsync(request, filter, filter.Text is null ? "All tools" : $"Search for “{filter.Text}”", "", "/search");
        },
        ToolListPage.Render);
}
