using System.IO.Pipelines;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Downstreams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Listening;

/// <summary>Writes down the requests that reach the gateway and none of its servers: unreadable ones, those of no page, and secrets of no approver. Nothing of what was sent is kept, for it may be a secret.</summary>
internal sealed partial class UnservedRequests(IDecisionLog log, TimeProvider clock, ILogger<UnservedRequests> logger)
{
    /// <summary>How long the rest of a refused request is waited for, as the server itself waits.</summary>
    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(5);

    private readonly BrokenConnections _broken = new();

    /// <summary>Whether the last request of a connection broke off and stands in the log already.</summary>
    /// <param name="connection">The server's id of the connection.</param>
    public bool IsNoted(string connection) => _broken.Holds(connection);

    /// <summary>Tells the operator of a request whose body broke off or did not come, in one line, and has its connection end. Whoever calls this writes it down, and answers.</summary>
    /// <returns>The status of the answer, where anybody still hears it.</returns>
    public int BreakOff(HttpContext context, Exception failure)
    {
        Part(context);
        LogBroken(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", context.Request.ContentLength);
        if (!context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
        }

        if (failure is BadHttpRequestException refused)
        {
            return refused.StatusCode;
        }

        // Nobody is there any more, and nothing is to be looked for.
        context.Abort();
        return StatusCodes.Status400BadRequest;
    }

    /// <summary>As above, of a request to one of the gateway's own pages: it is written down and answered here.</summary>
    public async Task BreakOffPageAsync(HttpContext context, IOException failure)
    {
        var status = BreakOff(context, failure);
        await NoteAsync("(not received)", "The body did not arrive whole, or not in time");
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
        }
    }

    /// <summary>
    /// Takes in, and looks at nothing of, what is still to come of a request that was refused unread and is answered. A caller who leaves meanwhile, or
    /// whose rest does not keep to HTTP, stands in the log already, and is not to stand there once more as one that cannot be read.
    /// </summary>
    public async ValueTask DropRestAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return;
        }

        if (context.Request.Headers.Expect.Count > 0)
        {
            // Its caller waits to be asked for the body, and has heard that nobody wants it.
            Part(context);
            return;
        }

        var reader = context.Request.BodyReader;
        using var deadline = clock.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, RestPatience, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(CancellationToken.None);
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCanceled)
                {
                    Part(context);
                    return;
                }

                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception left) when (left is IOException or OperationCanceledException)
        {
            Part(context);
        }
    }

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
        await context.Response.CompleteAsync();
        await DropRestAsync(context);
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

    /// <summary>Lets no other request follow on a connection, whose last one is in the log.</summary>
    private void Part(HttpContext context)
    {
        _broken.Add(context.Connection.Id);
        // A header alone would not do: none is written for a caller who has left, and the server would look for the next request in the midst of this one.
        context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The body of a request from '{Remote}' did not arrive whole, or not in time; {Length} bytes were announced")]
    private partial void LogBroken(string remote, long? length);

    [LoggerMessage(Level = LogLevel.Error, Message = "A refused request could not be written down: {Reason}")]
    private partial void LogLost(string reason);
}
