using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Attacks;

/// <summary>The attack patterns, and the tools that each concerns.</summary>
internal sealed class AttackTopic(AttackLibrary library, ICatalogReader reader) : ISiteTopic
{
    private const int Examples = 6;

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapPage("/attacks", "ListAttacks", "The documented attack patterns that abuse tools", LoadAllAsync, AttackPages.List);
        routes.MapThing("/attacks/{id}", "id", "GetAttack", "One attack pattern: how it works, what gives it away, what helps", LoadAsync, AttackPages.One);
    }

    private Task<AttackList?> LoadAllAsync(PageRequest request)
    {
        _ = request;
        return Task.FromResult<AttackList?>(new AttackList(library.All));
    }

    private async Task<AttackView?> LoadAsync(PageRequest request, string id)
    {
        if (library.FindOrNull(id) is not { } pattern)
        {
            return null;
        }

        var queries = pattern.Concerns.Facets.Select(static f => new ToolQuery { Facet = f, Limit = Examples })
            .Concat(pattern.Concerns.Categories.Select(static c => new ToolQuery { Category = c, Limit = Examples }));
        var found = new List<ToolEntry>();
        foreach (var query in queries)
        {
            var page = await reader.SearchToolsAsync(query, request.Aborted);
            found.AddRange(page.Items.Select(ToolEntry.Of));
        }

        return new AttackView(pattern, [.. found.DistinctBy(static t => (t.Server, t.Name)).OrderByDescending(static t => t.Risk).Take(Examples)]);
    }
}
