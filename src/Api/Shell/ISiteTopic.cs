using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Shell;

/// <summary>The routes of one topic; found by a scan, so that adding a topic is adding a folder.</summary>
internal interface ISiteTopic
{
    /// <summary>Adds the routes. Called once at start.</summary>
    void Map(RouteGroupBuilder routes);
}
