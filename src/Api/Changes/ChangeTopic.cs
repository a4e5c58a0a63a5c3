using Catalog.Api.Search;
using Catalog.Api.Shell;
using Catalog.Core.Changes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Catalog.Api.Changes;

/// <summary>What changed: the page, its twin, and two feeds.</summary>
internal sealed class ChangeTopic(IChangeLog log, IOptions<SiteOptions> options) : ISiteTopic
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapPage("/changes", "ListChanges", "What appeared, changed and vanished, the newest first; ?marked=1, ?kind=, ?server=, ?tool=, ?page=", LoadAsync, ChangesPage.Render);
        routes.MapMethods(JsonFeed.Path, Reading, async (HttpContext context) =>
            {
                var view = await LoadAsync(new PageRequest(context));
                return JsonFeed.Answer(context.Request, view!);
            })
            .WithName("GetChangesJsonFeed").WithSummary("The changes as a JSON Feed 1.1; the same filters").Produces(200, contentType: JsonFeed.MediaType);
        routes.MapMethods(AtomFeed.Path, Reading, async (HttpContext context) =>
            {
                var view = await LoadAsync(new PageRequest(context));
                return AtomFeed.Answer(context.Request, view!);
            })
            .WithName("GetChangesAtomFeed").WithSummary("The changes as an Atom feed; the same filters").Produces(200, contentType: AtomFeed.MediaType);
    }

    private async Task<ChangeListView?> LoadAsync(PageRequest request)
    {
        var (page, size, filter) = (request.PageNumber, options.Value.PageSize, ChangeFilter.Of(request));
        var found = await log.ListAsync(filter.ToQuery(Paging.Offset(page, size), size), request.Aborted);
        var all = await log.CountAsync((filter with { Kind = null, Marked = false }).ToQuery(0, 1), request.Aborted);
        return new ChangeListView(
            filter,
            filter.Sentence(found.Total),
            Groups(filter, all),
            [.. found.Items.Select(ChangeEntry.Of)],
            new Paging(page, size, found.Total));
    }

    private static IReadOnlyList<FilterGroup> Groups(ChangeFilter filter, IReadOnlyList<ChangeCount> all)
    {
        var ofKind = all.Where(count => filter.Kind is null || count.Kind == filter.Kind).ToList();
        List<FilterOption> look =
        [
            new("All", ofKind.Sum(static count => count.Total), false, (filter with { Marked = false }).ToUrl().Value),
            new("To look at", ofKind.Sum(static count => count.Marked), filter.Marked, (filter with { Marked = !filter.Marked }).ToUrl().Value),
        ];
        var kinds = all.Where(count => !filter.Marked || count.Marked > 0 || count.Kind == filter.Kind).Select(count => new FilterOption(
            Capital(ChangeFilter.Label(count.Kind)),
            filter.Marked ? count.Marked : count.Total,
            filter.Kind == count.Kind,
            (filter with { Kind = filter.Kind == count.Kind ? null : count.Kind }).ToUrl().Value)).ToList();
        return kinds.Count == 0 ? [new("Show", look)] : [new("Show", look), new("Kind", kinds)];
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
