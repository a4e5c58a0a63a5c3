using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Api.Tools;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Policy.Recommending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Home;

/// <summary>The first page, and the answer for probes.</summary>
internal sealed class HomeTopic(ICatalogReader reader) : ISiteTopic
{
    private const int RecentServers = 6;
    private const int CriticalTools = 6;

    public void Map(RouteGroupBuilder routes)
    {
        routes.MapPage("/", "GetHome", "The figures of the catalog and what was read last", LoadAsync, HomePage.Render);
        routes.MapGet("/healthz", (Delegate)HealthAsync).WithName("GetHealth").WithSummary("200 when the catalog can be read, else 503").Produces<HealthView>().Produces<HealthView>(503);
    }

    private async Task<HomeView?> LoadAsync(PageRequest request)
    {
        var counts = await reader.CountAsync(request.Aborted);
        var recent = await reader.ListServersAsync(new ServerQuery { Order = ServerOrder.Recent, Limit = RecentServers }, request.Aborted);
        var critical = await reader.SearchToolsAsync(new ToolQuery { Risk = Risk.Critical, Limit = 100 }, request.Aborted);
        var sure = critical.Items.Where(static t => !t.Classification.Review).OrderBy(static t => t.Classification.Category != Category.Destructive).ToList();
        return new HomeView(
            counts,
            [.. recent.Items.Select(ServerEntry.Of)],
            [.. sure.DistinctBy(static t => t.Server).Take(CriticalTools).Select(ToolEntry.Of)],
            await ExampleOrNullAsync(sure, request.Aborted));
    }

    // A short description with its words marked says most in little room.
    private async Task<HomeExample?> ExampleOrNullAsync(IReadOnlyList<ToolRecord> tools, CancellationToken cancellationToken)
    {
        var tool = tools.FirstOrDefault(static t => t.Definition.Description is { Length: >= 30 and <= 160 } && t.Definition.Tool.Length <= 28 && t.Classification.Evidence.Any(static e => e.Field == "/description"));
        if (tool is null || await reader.FindServerOrNullAsync(tool.Server, cancellationToken) is not { } server)
        {
            return null;
        }

        var evidence = EvidenceQuotes.Place(tool.Definition, [.. tool.Classification.Evidence.Where(static e => e.Field == "/description")])[0];
        var policy = RecommendedPolicies.FileFor(tool, PolicyDialect.Gateway, PolicyProfile.Balanced);
        return new HomeExample(ToolEntry.Of(tool), ServerTitles.Of(server), evidence, RecommendedPolicies.Verdict(policy, tool.Definition.Tool));
    }

    private async Task<IResult> HealthAsync(HttpContext context)
    {
        try
        {
            var counts = await reader.CountAsync(context.RequestAborted);
            return SiteResult.Json(new HealthView("ok", counts.Servers, counts.Tools, counts.LastSeen));
        }
        catch (StoreException)
        {
            return SiteResult.Json(new HealthView("the store cannot be read", null, null, null), StatusCodes.Status503ServiceUnavailable);
        }
    }
}
