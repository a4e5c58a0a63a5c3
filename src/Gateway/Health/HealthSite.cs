using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Gateway.Health;

/// <summary>Answers whoever watches over the gateway: <c>/healthz</c> while the process lives, <c>/readyz</c> whether it can serve.</summary>
internal sealed class HealthSite(Readiness readiness, Doorway doorway)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="routes">Where.</param>
    /// <param name="isOwn">Whether the listener serves nothing but this and metrics, so that it asks for no name.</param>
    public void Map(IEndpointRouteBuilder routes, bool isOwn)
    {
        routes.MapGet("/healthz", context => AnswerAsync(context, isOwn, StatusCodes.Status200OK, new { status = "ok" }));
        routes.MapGet("/readyz", async context =>
        {
            var found = await readiness.ReadAsync();
            var isReady = found.All(static f => f.Ok);
            await AnswerAsync(
                context, isOwn, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new { status = isReady ? "ready" : "not ready", checks = found });
        });
    }

    private async Task AnswerAsync(HttpContext context, bool isOwn, int status, object body)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!isOwn && doorway.OriginOrNull(context.Request) is { } foreign)
        {
            context.Response.StatusCode = foreign.Status;
            return;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(body, Json, context.RequestAborted);
    }
}
