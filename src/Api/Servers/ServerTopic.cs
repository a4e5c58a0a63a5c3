using Catalog.Api.Changes;
using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Classifier.Risks;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Catalog.Api.Servers;

/// <summary>The list of servers, and the page of each.</summary>
internal sealed class ServerTopic(ICatalogReader reader, IIdentityStore identities, IChangeLog log, IOptions<SiteOptions> options) : ISiteTopic
{
    private const int MostChanges = 10;
    private const int MostCopies = 20;
    private const int MostCompared = 500;

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapPage("/servers", "ListServers", "Servers by words, or the one read last first", LoadAllAsync, ServerListPage.Render);
        routes.MapThing("/servers/{slug}", "slug", "GetServer", "What the tools of a server can do, and the policy for all of them", LoadAsync, ServerPage.Render, MovedAsync);
    }

    private async Task<ServerListView?> LoadAllAsync(PageRequest request)
    {
        var (page, size, text) = (request.PageNumber, options.Value.PageSize, request.Query("q"));
        var recent = request.Query("order") == "recent";
        var found = await reader.ListServersAsync(
            new ServerQuery { Text = text, Order = recent ? ServerOrder.Recent : ServerOrder.Natural, Offset = Paging.Offset(page, size), Limit = size },
            request.Aborted);
        var sentence = Words.Count(found.Total, "server") + (text is null ? "" : $" that {(found.Total == 1 ? "matches" : "match")} “{text}”");
        return new ServerListView(text, recent, sentence, [.. found.Items.Select(ServerEntry.Of)], new Paging(page, size, found.Total));
    }

    /// <summary>Where an older name leads.</summary>
    private async Task<SiteUrl?> MovedAsync(PageRequest request, string slug) =>
        Slugs.DecodeOrNull(slug) is { } text && ServerKey.TryParse(text, out var key) && (await identities.FindAsync(key, request.Aborted)).MovedTo is { } now ? Links.Server(now) : null;

    private async Task<ServerView?> LoadAsync(PageRequest request, string slug)
    {
        if (Slugs.DecodeOrNull(slug) is not { } text || !ServerKey.TryParse(text, out var key) || key.Slug != slug
            || await reader.FindServerOrNullAsync(key, request.Aborted) is not { } server)
        {
            return null;
        }

        var all = await reader.ListToolsAsync(key, withUnreached: true, request.Aborted);
        var changes = await log.ListAsync(new ChangeQuery { Server = key, WithBaseline = true, Limit = MostChanges }, request.Aborted);
        var page = request.PageNumber;
        var copies = await reader.ListCopiesAsync(key, Paging.Offset(page, MostCopies), MostCopies, request.Aborted);
        var compared = copies.Total == 0 ? [] : (await reader.ListCopiesAsync(key, 0, MostCompared, request.Aborted)).Items;
        var reached = all.Where(static t => t.Definition.Exposed != Exposure.No).ToList();
        return new ServerView
        {
            Server = server,
            Title = ServerTitles.Of(server),
            InShort = reached.Count == 0 && server.Notice is not null ? "Its tools are defined elsewhere: what was read only leads to them." : InShort(reached),
            ByCategory = reached.GroupBy(static t => t.Classification.Category).ToDictionary(static g => g.Key, static g => g.Count()),
            ByRisk = reached.GroupBy(static t => t.Classification.Risk).ToDictionary(static g => g.Key, static g => g.Count()),
            Grade = ServerGrades.OfOrNull(reached.Select(static t => t.Classification.Risk)),
            Tools =
            [
                .. reached
                    .OrderByDescending(static t => t.Classification.Risk == Risk.Unknown ? Risk.Critical : t.Classification.Risk)
                    .ThenByDescending(static t => t.Classification.Category)
                    .ThenBy(static t => t.Definition.Tool, StringComparer.Ordinal)
                    .Select(tool => ToolEntry.Of(tool, server)),
            ],
            Offered = OfferedCounts.Of(all),
            NotOffered = [.. all.Where(static t => t.Definition.Exposed == Exposure.No).OrderBy(static t => t.Definition.Tool, StringComparer.Ordinal).Select(tool => ToolEntry.Of(tool, server))],
            Dispatchers = [.. reached.Where(static t => t.Classification.Dispatcher).Select(static t => t.Definition.Tool).Order(StringComparer.Ordinal)],
            Copies = new CopyList([.. copies.Items.Select(ServerLink.Of)], new Paging(page, MostCopies, copies.Total)),
            LookAlikes = [.. compared.Select(other => LookAlike.OfOrNull(server, other)).OfType<LookAlike>()],
            Identity = await identities.FindAsync(key, request.Aborted),
            Control = RecommendedPolicies.ForServer(server, reached),
            Suspects = new SortedDictionary<string, string>(
                reached.Where(static t => t.Classification.SuspectTexts is [{ Severity: >= SuspectSeverity.Medium }, ..]).ToDictionary(static t => t.Definition.Tool, static t => t.Classification.SuspectTexts![0].Says, StringComparer.Ordinal),
                StringComparer.Ordinal),
            Changes = [.. changes.Items.Select(ChangeEntry.Of)],
            ChangesTotal = changes.Total,
        };
    }

    private static string InShort(IReadOnlyList<ToolRecord> tools)
    {
        if (tools.Count == 0)
        {
            return "It offers no tools that could be found.";
        }

        (Category Category, string Phrase)[] phrases =
        [
            (Category.Financial, "can move money"), (Category.Destructive, "can lose data or access with no undo"), (Category.Execute, "run what they are told to run"),
            (Category.Write, "change state"), (Category.Read, "only read"), (Category.Unknown, "say too little to tell"),
        ];
        var parts = phrases.Select(p => (p.Phrase, Count: tools.Count(t => t.Classification.Category == p.Category))).Where(static p => p.Count > 0)
            .Select(static p => $"{Words.Number(p.Count)} {(p.Count == 1 ? Singular(p.Phrase) : p.Phrase)}").ToList();
        return $"{Words.Count(tools.Count, "tool")}: {Words.And(parts)}.";
    }

    private static string Singular(string phrase) => phrase switch
    {
        "run what they are told to run" => "runs what it is told to run",
        "change state" => "changes state",
        "only read" => "only reads",
        "say too little to tell" => "says too little to tell",
        _ => phrase,
    };
}
