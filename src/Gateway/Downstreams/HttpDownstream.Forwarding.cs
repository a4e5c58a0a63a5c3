using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <content>Has a message decided, and hands it to the lane or answers it.</content>
internal sealed partial class HttpDownstream
{
    private async ValueTask ForwardAsync(HttpAnswer answer, Envelope message, Caller caller, ProtocolEra era, HttpSession? session)
    {
        var exchange = new Exchange
        {
            Message = message,
            Caller = caller,
            Era = era,
            Version = answer.Context.Request.Headers[HttpUpstream.VersionHeader],
            TraceParent = LaneTracing.IsOn ? answer.Context.Request.Headers.TraceParent : default(string),
            TraceState = LaneTracing.IsOn ? answer.Context.Request.Headers.TraceState : default(string),
            ArrivedAt = clock.GetTimestamp(),
            Tools = tools,
            Notify = answer.TellAsync,
            Announce = session is null ? null : session.TryTell,
            Held = session,
            TakesUrls = era == ProtocolEra.Legacy ? session?.TakesUrls == true : null,
        };
        var key = message.Kind == MessageKind.Request ? message.IdKey : null;
        session?.Enter();
        var entered = key is not null && session is not null && answer.TryHold(session.InFlight, key);
        try
        {
            if (key is not null && session is not null && !entered)
            {
                await pipeline.RefuseAsync(exchange, MessageIntake.IdInFlight, answer.Aborted);
            }
            else
            {
                await pipeline.RunAsync(exchange, answer.Aborted);
            }

            if (exchange.Admission is { } admission)
            {
                try
                {
                    await lane.PostAsync(new HttpPost(admission, era, session, answer));
                }
                finally
                {
                    // The client hung up, or the server's stream ended without the answer: the log says so, and the admission is settled in any case.
                    admission.Abandon();
                }

                return;
            }

            if (exchange.RefusalCode == RpcErrors.InsufficientScope)
            {
                answer.Context.Response.Headers.WWWAuthenticate = exchange.MissingScopes.Count > 0 ? visitors.ChallengeOf(exchange.MissingScopes) : visitors.ChallengeOrNull(caller, message.Method);
            }

            if (message.Kind != MessageKind.Request && exchange is { RefusalCode: null, Answer.IsEmpty: true })
            {
                // It was for the gateway itself.
                answer.Context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
            }

            var status = exchange.RefusalCode is { } code ? HttpRefusal.StatusOf(code, era) : StatusCodes.Status200OK;
            await answer.EndAsync(status, exchange.Answer is { Length: > 0 } told ? told : JsonAnswers.Error(default, exchange.RefusalCode ?? RpcErrors.NotDecided, "The message is refused"), answer.Aborted);
        }
        finally
        {
            answer.Release();
            session?.Leave();
        }
    }
}
