using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Tools;

/// <summary>The risk page of a tool.</summary>
internal sealed class ToolTopic(ToolViews views, ICatalogReader reader, IIdentityStore identities) : ISiteTopic
{
    public void Map(RouteGroupBuilder routes) => routes.MapThing(
        "/servers/{slug}/tools/{tool}",
        "tool",
        "GetTool",
        "What a tool can do, why, and how to control it",
        (request, tool) => views.FindOrNullAsync(request.Segment("slug"), tool, request.Aborted),
        ToolPage.Render,
        MovedAsync);

    /// <summary>Where a tool of a server's older name leads, if the server still has it under the name it has now.</summary>
    private async Task<SiteUrl?> MovedAsync(PageRequest request, string tool) =>
        Slugs.DecodeOrNull(request.Segment("slug")) is { } text && ServerKey.TryParse(text, out var key) && (await identities.FindAsync(key, request.Aborted)).MovedTo is { } now
        && Slugs.DecodeOrNull(tool) is { } name && await reader.FindToolOrNullAsync(now, name, request.Aborted) is not null
            ? Links.Tool(now, name)
            : null;
}
