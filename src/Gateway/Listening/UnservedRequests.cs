using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Listening;

/// <summary>Writes down the requests that reach the gateway and none of its servers: unreadable ones, those of no page, and secrets of no approver. Nothing of what was sent is kept, for it may be a secret.</summary>
internal sealed partial class UnservedRequests(IDecisionLog log, TimeProvider clock, ILogger<UnservedRequests> logger)
{
    /// <summary>What keeps an error of a request from being written down again by the server, which hears of it last.</summary>
    private static readonly object Noted = typeof(UnservedRequests).FullName!;

    /// <summary>Whether an error was written down by whoever met it first.</summary>
    public static bool IsNoted(Exception? failure) => failure?.Data.Contains(Noted) == true;

    /// <summary>Says that an error is written down.</summary>
    public static void Note(Exception failure) => failure.Data[Noted] = true;

    /// <summary>Answers and notes what no other route takes.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapFallback("{**path}", async context =>
    {
        var isKnown = context.Request.Path.StartsWithSegments(Lanes.LaneEndpoint.Root, StringComparison.Ordinal);
        context.Response.StatusCode = isKnown ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        if (isKnown)
        {
            context.Response.Headers.Allow = "DELETE, GET, POST";
        }

        await NoteAsync(isKnown ? "(no such method)" : "(no such page)", isKnown ? "The method is not one of HTTP that the endpoint takes" : "Nothing stands at this path");
    });

    /// <summary>Notes a refusal. Nothing was forwarded, so a log that is out of order is only reported.</summary>
    /// <param name="rule">The kind of it.</param>
    /// <param name="message">One sentence, without anything that a caller sent.</param>
    public async Task NoteAsync(string rule, string message)
    {
        try
        {
            await log.AppendAsync(new DecisionLogEntry { Time = clock.GetUtcNow(), Server = Visitors.AnyServer, Decision = DecisionKind.Refuse, Rule = rule, Message = message }, CancellationToken.None);
        }
        catch (StoreException failure)
        {
            LogLost(failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A refused request could not be written down: {Reason}")]
    private partial void LogLost(string reason);
}
