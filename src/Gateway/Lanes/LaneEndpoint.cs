using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Lanes;

/// <summary>Maps <c>/mcp/{server}</c> to the lane of that name, or <c>/mcp</c> to the only one; a name that no lane has is refused and logged.</summary>
internal sealed class LaneEndpoint(LaneSet lanes, BridgeDoors bridges, StrangerDoor stranger, IHostApplicationLifetime lifetime)
{
    /// <summary>The path under which the lanes stand.</summary>
    public const string Root = "/mcp";

    private static readonly Func<Lane, HttpContext, Task<bool>> Post = static (lane, context) => lane.TryPostAsync(context);
    private static readonly Func<Lane, HttpContext, Task<bool>> Get = static (lane, context) => lane.TryGetAsync(context);
    private static readonly Func<Lane, HttpContext, Task<bool>> Delete = static (lane, context) => lane.TryDeleteAsync(context);

    /// <param name="routes">Where to.</param>
    /// <param name="only">The one server, which stands at <see cref="Root"/> itself; null for each at its name.</param>
    public void Map(IEndpointRouteBuilder routes, string? only)
    {
        var pattern = only is null ? Root + "/{server}" : Root;
        routes.MapPost(pattern, context => ServeAsync(context, Post, only));
        routes.MapGet(pattern, context => ServeStreamAsync(context, Get, only));
        routes.MapDelete(pattern, context => ServeAsync(context, Delete, only));
    }

    private async Task ServeAsync(HttpContext context, Func<Lane, HttpContext, Task<bool>> serve, string? only)
    {
        var name = only ?? (string)context.Request.RouteValues["server"]!;
        // A lane that closes between the look and the call has a follower, or none.
        while (lanes.FindOrNull(name) is { } lane)
        {
            if (await bridges.FindOrNullAsync(lane, context.Request) is { } bridge)
            {
                await BridgeAsync(bridge, context);
                return;
            }

            if (await serve(lane, context))
            {
                return;
            }
        }

        await stranger.RefuseAsync(context, name);
    }

    private static Task BridgeAsync(HttpDownstream bridge, HttpContext context) => context.Request.Method switch
    {
        "POST" => bridge.PostAsync(context),
        "GET" => bridge.GetAsync(context),
        _ => bridge.DeleteAsync(context),
    };

    private async Task ServeStreamAsync(HttpContext context, Func<Lane, HttpContext, Task<bool>> serve, string? only)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = either.Token;
        try
        {
            await ServeAsync(context, serve, only);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody waits for the rest.
        }
    }
}
