using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;
using Catalog.Gateway.Upstreams;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <summary>HTTP to HTTP: one request for one request, bytes for bytes, statuses and streams as the upstream gives them.</summary>
internal sealed partial class HttpUpstreamLane(HttpUpstream upstream, HttpSessions sessions, EnforcementPoint point, ToolShelf tools, GatewayOptions options, ILogger<HttpUpstreamLane> logger) : IHttpLane
{
    public bool OutlivesCalls => false;

    public async Task PostAsync(HttpPost post)
    {
        var aborted = post.Answer.Aborted;
        using var request = upstream.Request(HttpMethod.Post, post.Message.Bytes);
        CopyHeaders(post.Answer.Context.Request, request, post.Session, post.Admission.Trace);
        var reply = await upstream.SendAsync(request, aborted);
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
    }

    public async Task GetAsync(HttpContext context, Caller caller, HttpSession? session)
    {
        using var answer = new HttpAnswer(context);
        var after = context.Request.Headers["Last-Event-ID"];
        if (after.Count > 0 && !(after.Count == 1 && session?.Events.Holds(after[0]!) == true))
        {
            await answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "This session was sent no event of that id lately: open the stream without `Last-Event-ID`"), context.RequestAborted);
            return;
        }

        using var request = upstream.Request(HttpMethod.Get, null);
        CopyHeaders(context.Request, request, session);
        var reply = await upstream.SendAsync(request, context.RequestAborted);
        if (reply.Response is not { } response)
        {
            await answer.EndAsync(StatusCodes.Status502BadGateway, JsonAnswers.Error(default, RpcErrors.UpstreamFailed, reply.Failure!), context.RequestAborted);
            return;
        }

        using (response)
        {
            await HeadAsync(context, response, caller, session);
            if (!response.IsStream)
            {
                await answer.EndAsync(response.Status, await upstream.ReadAsync(response), context.RequestAborted);
                return;
            }

            answer.BeginStream();
            await context.Response.Body.FlushAsync(context.RequestAborted);
            try
            {
                var reader = upstream.Events(response);
                while (await reader.ReadAsync(context.RequestAborted) is { } block)
                {
                    session?.Events.Sent(block.Raw);
                    if (await SeenOrNullAsync(block, caller, session, context) is { } seen)
                    {
                        await answer.BlockAsync(seen, context.RequestAborted);
                    }
                }
            }
            catch (IOException failure)
            {
                // The stream ends, and the client takes it up again by its own rules.
                LogStreamBroken(options.ServerId, failure.Message);
            }
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
        using var answer = new HttpAnswer(context);
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

        if (point.MayStream && LongAnswer.MayPass(post, response))
        {
            using var passing = new LongAnswer(post, response, point.StreamOrNull(), options, logger);
            if (await passing.RelayAsync() is { } refused)
            {
                await FailAsync(post, refused, sent: true);
            }

            return;
        }

        ReadOnlyMemory<byte> body;
        try
        {
            body = await upstream.ReadAsync(response);
        }
        catch (IOException failure)
        {
            await FailAsync(post, upstream.Lost(failure), sent: true);
            return;
        }

        var told = body.IsEmpty ? null : UpstreamMessage.ReadOrNull(body);
        var mustBeRead = post.Message.Kind == MessageKind.Request && response.IsSuccess;
        if (told is null && mustBeRead)
        {
            await FailAsync(post, $"The server `{options.ServerId}` answered with what is no MCP message", sent: true);
            return;
        }

        var seen = told switch
        {
            { IsResponse: true } when post.Message.Kind == MessageKind.Request => await post.Admission.AnsweredAsync(told),
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

    private async Task RelayStreamAsync(HttpPost post, UpstreamResponse response, EventsSent? events)
    {
        var answer = post.Answer;
        answer.BeginStream();
        var answered = false;
        try
        {
            var reader = upstream.Events(response);
            while (await reader.ReadAsync(answer.Aborted) is { } block)
            {
                events?.Sent(block.Raw);
                var told = block.Data is { Length: > 0 } data ? UpstreamMessage.ReadOrNull(data) : null;
                if (told is { IsResponse: true } && (told.IdKey == post.Message.IdKey || told.IdKey is null))
                {
                    answered = true;
                    var seen = await post.Admission.AnsweredAsync(told);
                    await answer.BlockAsync(seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen), answer.Aborted);
                }
                else if (await SeenOrNullAsync(block, post.Admission.Caller, post.Session, answer.Context) is { } unasked)
                {
                    await answer.BlockAsync(unasked, answer.Aborted);
                }
            }
        }
        catch (IOException failure)
        {
            if (!answered)
            {
                await FailAsync(post, upstream.Lost(failure), sent: true);
            }
        }

        // A stream that ends well before the answer is one that the client may take up again.
    }

    /// <summary>What the caller sees of something that the server says unasked; null for nothing.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> SeenOrNullAsync(SseEvent block, Caller caller, HttpSession? session, HttpContext context)
    {
        if (block.Data is not { Length: > 0 } data)
        {
            return block.Raw;
        }

        if (UpstreamMessage.ReadOrNull(data) is not { } told)
        {
            // What is no message, a batch above all, could hold what is to be decided.
            LogStray(options.ServerId, data.Length);
            return null;
        }

        if (!await MayPassAsync(told, caller, session, context))
        {
            return null;
        }

        var seen = point.TrimUnasked(caller, tools, told);
        if (seen.IsEmpty)
        {
            // Withheld: the client never hears of it.
            return null;
        }

        return seen.Span == told.Bytes.Span ? block.Raw : SseReader.WithData(block.Raw, seen);
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

    /// <summary>Status and headers of the answer; the upstream's session becomes one of the gateway's own.</summary>
    /// <returns>The session, one that was opened just now included; null where there is none.</returns>
    private async Task<HttpSession?> HeadAsync(HttpContext context, UpstreamResponse response, Caller caller, HttpSession? session, HttpPost? post = null)
    {
        if (context.Response.HasStarted)
        {
            return session;
        }

        context.Response.StatusCode = response.Status;
        CopyBack(response, context.Response);
        if (response.Status == StatusCodes.Status404NotFound && session is not null && post?.Era == ProtocolEra.Legacy)
        {
            // The upstream has forgotten it: the client opens a new one.
            await sessions.EndAsync(session);
        }

        if (response.Head.Session is not { } id)
        {
            return session;
        }

        if (session is null && post?.Message.Method == Methods.Initialize)
        {
            session = new HttpSession(HttpSessions.NewId(), caller.Grant.Id) { UpstreamId = id, TakesUrls = UrlCapability.IsDeclared(post.Message) };
            sessions.Add(session);
        }

        if (session is not null)
        {
            context.Response.Headers[HttpUpstream.SessionHeader] = session.Id;
        }

        return session;
    }

    private static void CopyHeaders(HttpRequest from, UpstreamRequest to, HttpSession? session, RequestTrace? trace = null)
    {
        foreach (var (name, values) in from.Headers)
        {
            // The gateway's own span stands between the caller's and the server's.
            if (HttpUpstream.IsForwarded(name) && (trace is null || !IsTrace(name)))
            {
                foreach (var value in values)
                {
                    to.Add(name, value ?? "");
                }
            }
        }

        if (session?.UpstreamId is { } id)
        {
            to.Add(HttpUpstream.SessionHeader, id);
        }

        if (trace is not null)
        {
            var (parent, state) = trace.Context;
            to.Add("traceparent", parent);
            if (state is { Length: > 0 })
            {
                to.Add("tracestate", state);
            }
        }
    }

    private static bool IsTrace(string header) => header.Equals("traceparent", StringComparison.OrdinalIgnoreCase) || header.Equals("tracestate", StringComparison.OrdinalIgnoreCase);

    private static void CopyBack(UpstreamResponse from, HttpResponse to)
    {
        var head = from.Head;
        if (head.CacheControl is not null)
        {
            to.Headers.CacheControl = head.CacheControl;
        }

        if (head.Buffering is not null)
        {
            to.Headers["X-Accel-Buffering"] = head.Buffering;
        }

        if (head.Allow is not null)
        {
            to.Headers.Allow = head.Allow;
        }

        if (head.RetryAfter is not null)
        {
            to.Headers.RetryAfter = head.RetryAfter;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream of the server '{Server}' broke: {Reason}")]
    private partial void LogStreamBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent an event of {Length} bytes that is no message; it is left out")]
    private partial void LogStray(string server, int length);
}
