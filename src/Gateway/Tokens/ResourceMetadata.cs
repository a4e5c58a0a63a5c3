using System.Text.Json;
using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Gateway.Tokens;

/// <summary>
/// Tells clients which authorization servers give tokens for an endpoint (RFC 9728). It is for everybody, and the same for every name, so
/// that names of servers cannot be tried out.
/// </summary>
internal sealed class ResourceMetadata(TokenBook tokens)
{
    private const string Root = "/.well-known/oauth-protected-resource";
    private const int LongestName = 64;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, context => WriteAsync(context, Visitors.AnyServer));
        routes.MapGet(Root + "/mcp", context => WriteAsync(context, Visitors.AnyServer));
        routes.MapGet(Root + "/mcp/{server}", context => WriteAsync(context, (string)context.Request.RouteValues["server"]!));
    }

    private async Task WriteAsync(HttpContext context, string server)
    {
        if (tokens.PlanOrNull is not { } plan || (server != Visitors.AnyServer && (server.Length > LongestName || !Configuration.Names.IsId(server))))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var scopes = plan.AllScopes;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["resource"] = plan.ResourceOf(server),
                ["authorization_servers"] = plan.Issuers.Select(static issuer => issuer.Issuer).ToArray(),
                ["bearer_methods_supported"] = new[] { "header" },
                ["scopes_supported"] = scopes,
            }),
            context.RequestAborted);
    }
}
