using System.Globalization;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>The Streamable HTTP endpoint: lets in, screens, decides, and hands what was admitted to the lane.</summary>
internal sealed partial class HttpDownstream(
    Visitors visitors,
    MessageIntake intake,
    ExchangePipeline pipeline,
    HttpSessions sessions,
    SessionAllowance allowance,
    CallAllowance calls,
    RequestAllowance requests,
    GrantLeash leash,
    ToolShelf tools,
    IHttpLane lane,
    CallerLimits limits,
    ConnectionLimits connections,
    UnservedRequests unserved,
    GatewayOptions options,
    TimeProvider clock)
{
    private static readonly Action<object?> CutOff = static context => ((HttpContext)context!).Abort();

    public async Task PostAsync(HttpContext context)
    {
        await using var answer = new HttpAnswer(context);
        if (await EnterAsync(answer) is not { } caller)
        {
            return;
        }

        var tooMany = TooManyOrNull(answer, caller);
        if (tooMany is not null && context.Request.ContentLength is not <= LongestForId)
        {
            await RefuseUnreadAsync(answer, tooMany, caller);
            return;
        }

        using var tie = GrantTie.OfOrNull(leash, caller.Hold, context);
        try
        {
            await TakeAsync(answer, caller, tie, tooMany);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException && tie?.IsOver == true)
        {
            tie.Release();
            await TellOverAsync(answer, caller);
        }
    }

    public async Task GetAsync(HttpContext context)
    {
        await using var answer = new HttpAnswer(context);
        if (await EnterAsync(answer) is not { } caller || !await TryCountAsync(answer, caller) || await FindSessionAsync(answer, caller) is not (true, var session) || !await TryNoteAsync(answer, caller, session))
        {
            return;
        }

        await using var held = leash.Hold(caller.Hold, CutOff, context);
        session?.Enter();
        try
        {
            await lane.GetAsync(context, caller with { Session = session?.Id }, session);
        }
        finally
        {
            session?.Leave();
        }
    }

    public async Task DeleteAsync(HttpContext context)
    {
        await using var answer = new HttpAnswer(context);
        if (await EnterAsync(answer) is { } caller && await TryCountAsync(answer, caller) && await FindSessionAsync(answer, caller) is (true, var session) && await TryNoteAsync(answer, caller, session))
        {
            await lane.DeleteAsync(context, session);
        }
    }

    private async ValueTask RouteAsync(HttpAnswer answer, Envelope message, Caller caller, ProtocolEra era)
    {
        var headers = answer.Context.Request.Headers;
        if (HeaderAgreement.CheckOrNull(headers, message, era, tools, lane.SendsHeadersOn) is { } disagreement)
        {
            await RefuseAsync(answer, new HttpRefusal(StatusCodes.Status400BadRequest, disagreement), caller, message);
            return;
        }

        HttpSession? session = null;
        if (era == ProtocolEra.Legacy)
        {
            if (message.Method == Methods.Initialize)
            {
                var most = limits.SessionsPerHour(caller.Shown);
                if (allowance.TryOpen(caller.Grant.Id, most) is { } wait)
                {
                    var seconds = Refusal.WholeSeconds(wait);
                    answer.Context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                    await RefuseAsync(
                        answer,
                        new HttpRefusal(
                            StatusCodes.Status429TooManyRequests,
                            new Refusal(RpcErrors.TooManySessions, $"This grant opened {most} sessions in the last hour: wait {seconds} seconds", "(too many sessions)")),
                        caller,
                        message);
                    return;
                }
            }
            else if (await FindSessionAsync(answer, caller, message) is (true, var found))
            {
                session = found;
            }
            else
            {
                return;
            }
        }

        if (session is not null && message.WithdrawnKey is { } withdrawn && session.TryWithdraw(withdrawn))
        {
            // The server never heard of the call.
            answer.Context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        if (message.Kind != MessageKind.Request)
        {
            await ForwardAsync(answer, message, caller with { Session = session?.Id }, era, session);
            return;
        }

        var seats = limits.ConcurrentCalls(caller.Shown);
        if (!calls.TryEnter(caller.Grant.Id, seats))
        {
            answer.Context.Response.Headers.RetryAfter = "1";
            var crowded = new Refusal(RpcErrors.TooManyCalls, $"This grant has {seats} requests under way: wait until one is answered", "(too many calls)");
            await RefuseAsync(answer, new HttpRefusal(StatusCodes.Status429TooManyRequests, crowded), caller, message);
            return;
        }

        try
        {
            await ForwardAsync(answer, message, caller with { Session = session?.Id }, era, session);
        }
        finally
        {
            calls.Leave(caller.Grant.Id);
        }
    }
}
