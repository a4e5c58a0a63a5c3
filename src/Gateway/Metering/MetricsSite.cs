using System.Text;
using Catalog.Core.Decisions;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Metering;

/// <summary>Shows the metrics at <c>/metrics</c>. Where calls need a grant, this needs one that is good for all servers, for it names all.</summary>
internal sealed class MetricsSite(
    GatewayMetrics metrics, GaugeReader gauges, MetricsOptions plan, Doorway doorway, GrantBook grants, TokenBook tokens, IDecisionLog log, TimeProvider clock, ILogger<DecisionJournal> logger)
{
    private static readonly GatewayOptions All = new() { ServerId = Visitors.AnyServer, PolicyFile = "" };

    private readonly Visitors _visitors = new(doorway, All, grants, tokens);
    private readonly DecisionJournal _journal = new(log, new LaneMetrics(metrics, null, All), All, clock, logger);

    /// <param name="routes">Where.</param>
    /// <param name="isOwn">Whether the listener serves nothing but this and the gateway's health.</param>
    public void Map(IEndpointRouteBuilder routes, bool isOwn)
    {
        if (plan.Prometheus && isOwn == plan.Url is not null)
        {
            routes.MapGet("/metrics", context => ShowAsync(context, isOwn));
        }
    }

    private async Task ShowAsync(HttpContext context, bool isOwn)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!isOwn && await RefusalOrNullAsync(context) is { } refused)
        {
            await _journal.RefusedUnreadAsync(refused.Refusal, refused.Grant, null, null, context.RequestAborted);
            context.Response.StatusCode = refused.Status;
            if (refused.Challenge is not null)
            {
                context.Response.Headers.WWWAuthenticate = refused.Challenge;
            }

            return;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.WriteAsync(PrometheusText.Write(metrics, await gauges.ReadAsync()), Encoding.UTF8, context.RequestAborted);
    }

    private async Task<HttpRefusal?> RefusalOrNullAsync(HttpContext context)
    {
        if (_visitors.OriginOrNull(context.Request) is { } foreign)
        {
            return foreign;
        }

        var (caller, refusal) = await _visitors.AdmitAsync(context.Request, context.RequestAborted);
        return refusal ?? (caller!.Shown is { } grant && !grant.IsFor(Visitors.AnyServer) ? new HttpRefusal(StatusCodes.Status403Forbidden, new Relaying.Refusal(Relaying.RpcErrors.NoGrant, "Metrics are for a grant that is good for all servers", "(forbidden)")) { Grant = grant.Id } : null);
    }
}
