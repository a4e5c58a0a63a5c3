using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <summary>HTTP to HTTP: one request for one request, bytes for bytes, statuses and streams as the upstream gives them.</summary>
internal sealed partial class HttpUpstreamLane(HttpUpstream upstream, HttpSessions sessions, EnforcementPoint point, ToolShelf tools, GatewayOptions options, TimeProvider clock, ILogger<HttpUpstreamLane> logger) : IHttpLane
{
    public bool OutlivesCalls => false;

    public bool SendsHeadersOn => true;

    public async Task PostAsync(HttpPost post)
    {
        var aborted = post.Answer.Aborted;
        using var request = upstream.Request(HttpMethod.Post, post.Message.Bytes);
        request.Patience = post.Admission.Caller.Timeout;
        CopyHeaders(post.Answer.Context.Request, request, post.Session, post.Admission.Trace);
        var reply = await post.Answer.WaitAsync(upstream.SendAsync(request, aborted), options.KeepAlive, clock);
        if (reply.Response is not { } response)
        {
            await FailAsync(post, reply.Failure!, reply.Sent);
            return;
        }

        using (response)
        {
            if (upstream.RefusalOrNull(response) is { } refusal)
            {
                await FailAsync(post, refusal, sent: true);
                return;
            }

            await RelayAsync(post, response);
        }

        if (post.Message.WithdrawnKey is { } withdrawn)
        {
            post.Session?.Streams.Withdraw(withdrawn);
        }
    }

    public async Task DeleteAsync(HttpContext context, HttpSession? session)
    {
        using var request = upstream.Request(HttpMethod.Delete, null);
        CopyHeaders(context.Request, request, session);
        if (session is not null)
        {
            await sessions.EndAsync(session);
        }

        var reply = await upstream.SendAsync(request, context.RequestAborted);
        await using var answer = new HttpAnswer(context);
        if (reply.Response is not { } response)
        {
            await answer.EndAsync(StatusCodes.Status502BadGateway, JsonAnswers.Error(default, RpcErrors.UpstreamFailed, reply.Failure!), context.RequestAborted);
            return;
        }

        using (response)
        {
            CopyBack(response, context.Response);
            await answer.EndAsync(response.Status, await upstream.ReadAsync(response), context.RequestAborted);
        }
    }

    private async Task RelayAsync(HttpPost post, UpstreamResponse response)
    {
        var answer = post.Answer;
        var session = await HeadAsync(answer.Context, response, post.Admission.Caller, post.Session, post);
        if (response.IsStream)
        {
            await RelayStreamAsync(post, response, session?.Events);
            return;
        }

        using var passing = point.MayStream && LongAnswer.MayPass(post, response) ? new LongAnswer(post, response, point.StreamOrNull(), options, logger) : null;
        ReadOnlyMemory<byte> body;
        if (passing is not null)
        {
            var (refused, whole) = await passing.RelayAsync();
            if (refused is not null)
            {
                await FailAsync(post, refused, sent: true);
            }

            if (whole is null)
            {
                return;
            }

            body = whole.Value;
        }
        else
        {
            try
            {
                body = await upstream.ReadAsync(response);
            }
            catch (IOException failure)
            {
                await FailAsync(post, upstream.Lost(failure), sent: true);
                return;
            }
        }

        var told = body.IsEmpty ? null : UpstreamMessage.ReadOrNull(body);
        if (FaultOrNull(post, response, told) is { } fault)
        {
            await FailAsync(post, fault, sent: true);
            return;
        }

        var seen = told switch
        {
            { IsResponse: true } when post.Message.Kind == MessageKind.Request => await AnsweredAsync(post, response, told),
            not null => await MayPassAsync(told, post.Admission.Caller, post.Session, answer.Context)
                ? point.TrimUnasked(post.Admission.Caller, tools, told)
                : JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, $"The server `{options.ServerId}` answered with a request that the policy denies"),
            null => body,
        };
        if (body.IsEmpty && !answer.IsStreaming)
        {
            answer.Context.Response.StatusCode = response.Status;
            return;
        }

        var type = response.Head.ContentType;
        await answer.EndAsync(response.Status, seen, answer.Aborted, told is null ? type : null);
    }

    private async ValueTask<ReadOnlyMemory<byte>> AnsweredAsync(HttpPost post, UpstreamResponse response, UpstreamMessage told)
    {
        var seen = await post.Admission.AnsweredAsync(told);
        // An error without an id, with its status, is one that clients know for theirs; an event of that kind is nobody's, and the call would never end.
        return told.IdKey is null && post.Answer.IsStreaming && response.Status >= 400
            ? JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, $"{LateStatus(post, response)} (error {told.ErrorCode})")
            : seen;
    }

    private string LateStatus(HttpPost post, UpstreamResponse response) => response.Status == StatusCodes.Status404NotFound && post is { Session: not null, Era: ProtocolEra.Legacy }
        ? $"The server `{options.ServerId}` has forgotten this session (status 404): open a new one"
        : StatusWords.Of(options.ServerId, response.Status, response.Head.RetryAfter);

    private string? FaultOrNull(HttpPost post, UpstreamResponse response, UpstreamMessage? told)
    {
        if (told is null)
        {
            // Behind a stream that was begun no status can be told any more, and what stands there is an event.
            return post.Message.Kind != MessageKind.Request || (!response.IsSuccess && !post.Answer.IsStreaming) ? null
                : response.Status < 400 ? $"The server `{options.ServerId}` answered with what is no MCP message"
                : LateStatus(post, response);
        }

        // Its client would take it for the answer to the other one, which was not looked at as that.
        return told is { IsResponse: true, IdKey: { } key } && key != post.Message.IdKey ? $"The server `{options.ServerId}` answered another request than this one" : null;
    }

    private async ValueTask<bool> MayPassAsync(UpstreamMessage told, Caller caller, HttpSession? session, HttpContext context)
    {
        var verdict = await point.JudgeQuestionAsync(caller, tools, told);
        if (verdict.Reply is { } reply)
        {
            using var request = upstream.Request(HttpMethod.Post, reply.Message.Bytes);
            request.Add("Accept", "application/json, text/event-stream");
            if (context.Request.Headers[HttpUpstream.VersionHeader] is [{ } version])
            {
                request.Add(HttpUpstream.VersionHeader, version);
            }

            if (session?.UpstreamId is { } id)
            {
                request.Add(HttpUpstream.SessionHeader, id);
            }

            (await upstream.SendAsync(request, context.RequestAborted)).Response?.Dispose();
        }

        return verdict.Passes;
    }

    private async Task FailAsync(HttpPost post, string reason, bool sent)
    {
        if (sent)
        {
            post.Admission.Abandon(isLost: true);
        }
        else
        {
            await post.Admission.NotSentAsync();
        }

        // A request gets a JSON-RPC error that its client can read; anything else has nobody to read one.
        var status = post.Message.Kind == MessageKind.Request ? StatusCodes.Status200OK : StatusCodes.Status502BadGateway;
        await post.Answer.EndAsync(status, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, reason), post.Answer.Aborted);
    }
}
