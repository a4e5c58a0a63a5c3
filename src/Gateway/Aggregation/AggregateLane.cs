using System.Runtime.CompilerServices;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>All servers behind one endpoint: a session of its own for each client of the legacy era, one for each grant in the modern era.</summary>
internal sealed class AggregateLane(
    HttpSessions sessions, LaneSet lanes, AggregatePlan plan, AggregateDesk desk, AggregateRelay relay, TimeProvider clock, ILoggerFactory loggers) : IHttpLane
{
    private readonly ConditionalWeakTable<Lane, LaneMemory> _memories = [];
    private readonly SharedSessions _shared = new(sessions);

    // A server's answer may come after the client has left, and is looked up by what the client sent.
    public bool OutlivesCalls => true;

    // The link to each server writes them anew.
    public bool SendsHeadersOn => false;

    public async Task PostAsync(HttpPost post)
    {
        var message = post.Message;
        if (!await ProcessLane.IsAcceptedAsync(post.Answer, "application/json", "text/event-stream"))
        {
            return;
        }

        if (post.Era == ProtocolEra.Modern && message.Kind == MessageKind.Request && message.MetaVersion != Methods.FirstModern)
        {
            await post.Answer.EndAsync(StatusCodes.Status400BadRequest, Say.UnsupportedVersion(message.IdBytes, message.MetaVersion), post.Answer.Aborted);
            return;
        }

        if (post.Era == ProtocolEra.Modern && message.Kind == MessageKind.Request && Methods.IsLegacyOnly(message.Method))
        {
            await relay.RefuseAsync(post, new Refusal(RpcErrors.MethodNotFound, "This version of the protocol has no such method", "(unknown method)"));
            return;
        }

        var places = ParamPlaces.Read(message.Bytes);
        if (post.Era == ProtocolEra.Legacy && message.Method == Methods.Initialize)
        {
            await InitializeAsync(post, places);
            return;
        }

        if (post.Era == ProtocolEra.Legacy && SpokenVersions.CheckOrNull(post.Answer.Context.Request.Headers) is { } unspoken)
        {
            await relay.RefuseAsync(post, unspoken);
            return;
        }

        var http = post.Era == ProtocolEra.Modern ? _shared.Of(post, places, NewSession) : post.Session;
        if (http?.Owned is not AggregateSession session)
        {
            await relay.RefuseAsync(post, new Refusal(RpcErrors.InvalidRequest, $"The header `{HttpUpstream.SessionHeader}` is missing: initialize first", "(no such session)"));
            return;
        }

        if (post.Era == ProtocolEra.Legacy)
        {
            post.Answer.Context.Response.Headers[HttpUpstream.SessionHeader] = http.Id;
        }

        http.Enter();
        try
        {
            await ServeAsync(post, session, places);
        }
        finally
        {
            http.Leave();
        }
    }

    public async Task GetAsync(HttpContext context, Caller caller, HttpSession? session)
    {
        await using var answer = new HttpAnswer(context);
        if (Methods.IsModern(context.Request.Headers[HttpUpstream.VersionHeader].ToString()))
        {
            context.Response.Headers.Allow = "POST";
            await answer.EndAsync(StatusCodes.Status405MethodNotAllowed, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "Use `subscriptions/listen`"), context.RequestAborted);
        }
        else if (await ProcessLane.IsAcceptedAsync(answer, "text/event-stream"))
        {
            if (SpokenVersions.CheckOrNull(context.Request.Headers) is { } unspoken)
            {
                await answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(default, unspoken.Code, unspoken.Message), context.RequestAborted);
                return;
            }

            if (session?.Owned is not AggregateSession own)
            {
                await answer.EndAsync(
                    StatusCodes.Status400BadRequest, JsonAnswers.Error(default, RpcErrors.InvalidRequest, $"The header `{HttpUpstream.SessionHeader}` is missing: initialize first"), context.RequestAborted);
                return;
            }

            context.Response.Headers[HttpUpstream.SessionHeader] = session.Id;
            await own.Unasked.ListenAsync(answer);
        }
    }

    public async Task DeleteAsync(HttpContext context, HttpSession? session)
    {
        if (session is not null)
        {
            await sessions.EndAsync(session);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "POST";
    }

    private AggregateSession NewSession(Profile profile) => new(lanes, _memories, plan, profile, clock, loggers);

    private async Task InitializeAsync(HttpPost post, ParamPlaces places)
    {
        var bytes = post.Message.Bytes;
        if (!places.Params.IsPresent)
        {
            await relay.RefuseAsync(post, Refusal.Parameters("`initialize` needs `params`"));
            return;
        }

        var info = places.ClientInfo.IsPresent ? places.ClientInfo.Of(bytes) : Profile.Gateway;
        var session = NewSession(new Profile(ProtocolEra.Legacy, places.Params.Of(bytes).ToArray(), info.ToArray()));
        var http = new HttpSession(HttpSessions.NewId(), post.Admission.Caller.Grant.Id) { Owned = session, Unasked = session.Unasked, TakesUrls = UrlCapability.IsDeclared(post.Message) };
        sessions.Add(http);
        post.Answer.Context.Response.Headers[HttpUpstream.SessionHeader] = http.Id;
        http.Enter();
        try
        {
            var version = places.ProtocolVersion.IsPresent && UpstreamMessage.KeyOrNull(places.ProtocolVersion.Of(bytes).Span) is ['s', .. var text] ? text : null;
            var result = await desk.HandshakeAsync(session, post.Admission.Caller with { Session = http.Id }, version, post.Answer.Aborted);
            await post.Answer.EndAsync(StatusCodes.Status200OK, Say.Result(post.Message.IdBytes, result), post.Answer.Aborted);
        }
        finally
        {
            http.Leave();
        }
    }

    private async Task ServeAsync(HttpPost post, AggregateSession session, ParamPlaces places)
    {
        switch (post.Message.Kind)
        {
            case MessageKind.Response:
                await ClientNotices.AnswerAsync(post, session);
                post.Answer.Context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
            case MessageKind.Notification:
                await ClientNotices.TakeAsync(post, session, places);
                post.Answer.Context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
        }

        if (AggregateRouter.IsForOneServer(post.Message.Method))
        {
            var target = await AggregateRouter.FindAsync(session, post.Admission.Caller, post.Message, places, post.Answer.Aborted);
            if (post.Era == ProtocolEra.Modern && post.Message.IsToolCall && target is { Branch: { } branch, Own: { } own }
                && HeaderAgreement.ParametersOrNull(post.Answer.Context.Request.Headers, post.Message, own, branch.Tools) is { } disagreement)
            {
                // At the door nobody knew yet whose tool it is.
                await relay.RefuseAsync(post, disagreement);
                return;
            }

            await relay.RelayAsync(post, session, target);
        }
        else if (!await desk.TryServeAsync(post, session, places))
        {
            await relay.RefuseAsync(post, new Refusal(RpcErrors.MethodNotFound, "All servers together have no such method: ask the server itself", "(unknown method)"));
        }
    }
}
