using Catalog.Api.Shell;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Tools;

/// <summary>The risk page of a tool.</summary>
internal sealed class ToolTopic(ToolViews views) : ISiteTopic
{
    public void Map(RouteGroupBuilder routes) => routes.MapThing(
        "/servers/{slug}/tools/{tool}",
        "tool",
        "GetTool",
        "What a tool can do, why, and how to control it",
        (request, tool) => views.FindOrNullAsync(request.Segment("slug"), tool, request.Aborted),
        ToolPage.Render);
}
