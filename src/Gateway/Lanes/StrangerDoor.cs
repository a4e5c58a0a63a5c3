using Catalog.Core.Decisions;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>Refuses who asks for a server that is not there: after the same questions as at any other door, so that names cannot be tried out.</summary>
internal sealed class StrangerDoor(Doorway doorway, GrantBook grants, TokenBook tokens, IDecisionLog log, GatewayMetrics metrics, UnservedRequests unserved, TimeProvider clock, ILoggerFactory loggers)
{
    private const int LongestName = 200;

    // Names that callers make up are no labels.
    private readonly LaneMetrics _metrics = new(metrics, null, new GatewayOptions { ServerId = Visitors.AnyServer, PolicyFile = "" });

    public async Task RefuseAsync(HttpContext context, string name)
    {
        var shown = name.Length > LongestName ? name[..LongestName] : name;
        var options = new GatewayOptions { ServerId = shown, PolicyFile = "" };
        var visitors = new Visitors(doorway, options, grants, tokens);
        Caller? caller = null;
        if (visitors.OriginOrNull(context.Request) is not { } refused)
        {
            (caller, var unknown) = await visitors.AdmitAsync(context.Request, context.RequestAborted);
            refused = unknown ?? new HttpRefusal(
                StatusCodes.Status404NotFound,
                new Refusal(RpcErrors.NoSuchServer, $"The gateway has no server `{shown}`: ask its operator for the address", "(no such server)"));
        }

        if (refused.Challenge is not null)
        {
            context.Response.Headers.WWWAuthenticate = refused.Challenge;
        }

        var journal = new DecisionJournal(log, _metrics, options, clock, loggers.CreateLogger<DecisionJournal>());
        await journal.RefusedUnreadAsync(refused.Refusal, caller?.Grant.Id ?? refused.Grant, null, null, context.RequestAborted);
        await using var answer = new HttpAnswer(context);
        await answer.EndAsync(refused.Status, JsonAnswers.Error(default, refused.Refusal.Code, refused.Refusal.Message), context.RequestAborted);
        await unserved.DropRestAsync(context);
    }
}
