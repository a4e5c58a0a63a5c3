using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Shell;

/// <summary>Every component once, for whoever changes the style sheet.</summary>
internal sealed class PatternsTopic : ISiteTopic
{
    public void Map(RouteGroupBuilder routes) => routes.MapGet("/-/patterns", static () => SiteResult.Page(PatternsPage.Render())).ExcludeFromDescription();
}
