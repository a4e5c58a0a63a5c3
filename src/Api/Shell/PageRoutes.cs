using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Shell;

/// <summary>Every page and its JSON twin are one view, loaded once and written in two ways.</summary>
internal static class PageRoutes
{
    private const string Twin = ".json";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A page whose last segment names a thing: <c>/servers/{slug}</c> and <c>/servers/{slug}.json</c>.</summary>
    /// <param name="routes">The site.</param>
    /// <param name="pattern">Ends in the parameter <paramref name="last"/>.</param>
    /// <param name="last">The name of the last parameter.</param>
    /// <param name="name">The route's name.</param>
    /// <param name="summary">What a caller gets.</param>
    /// <param name="load">The view of a thing by its last segment; null where there is none.</param>
    /// <param name="render">The page of a view.</param>
    /// <param name="moved">Where a thing is now whose last segment is an older name; null for the present one. Left out where things keep their names.</param>
    public static void MapThing<TView>(
        this RouteGroupBuilder routes,
        string pattern,
        string last,
        string name,
        string summary,
        Func<PageRequest, string, Task<TView?>> load,
        Func<TView, Html> render,
        Func<PageRequest, string, Task<SiteUrl?>>? moved = null)
        where TView : class =>
        routes.MapMethods(pattern, Reading, async (HttpContext context) =>
        {
            var request = new PageRequest(context);
            var segment = request.Segment(last);

            var isTwin = segment.EndsWith(Twin, StringComparison.Ordinal);
            if (moved is not null && (await moved(request, segment) ?? (isTwin ? await moved(request, segment[..^Twin.Length]) : null)) is { } place)
            {
                return Results.Redirect(place.Value + (isTwin ? Twin : ""), permanent: true, preserveMethod: true);
            }

            // A thing may itself be called `x.json`: the whole name comes first, its twin is then `x.json.json`.
            if (await load(request, segment) is { } exact)
            {
                return Answer(exact, render, request.PrefersJson);
            }

            return isTwin && await load(request, segment[..^Twin.Length]) is { } twin
                ? Answer(twin, render, json: true)
                : NotFoundPage.Answer(request);
        }).WithName(name).WithSummary(summary).Produces<TView>().Produces(StatusCodes.Status404NotFound);

    /// <summary>A page of its own: <c>/attacks</c> and <c>/attacks.json</c>.</summary>
    public static void MapPage<TView>(
        this RouteGroupBuilder routes,
        string pattern,
        string name,
        string summary,
        Func<PageRequest, Task<TView?>> load,
        Func<TView, Html> render)
        where TView : class
    {
        foreach (var json in new[] { false, true })
        {
            var path = json ? (pattern == "/" ? "/index.json" : pattern + Twin) : pattern;
            routes.MapMethods(path, Reading, async (HttpContext context) =>
            {
                var request = new PageRequest(context);
                return await load(request) is { } view ? Answer(view, render, json || request.PrefersJson) : NotFoundPage.Answer(request);
            }).WithName(json ? name + "Json" : name).WithSummary(summary).Produces<TView>();
        }
    }

    private static IResult Answer<TView>(TView view, Func<TView, Html> render, bool json) =>
        json ? SiteResult.Json(view) : SiteResult.Page(render(view));
}
