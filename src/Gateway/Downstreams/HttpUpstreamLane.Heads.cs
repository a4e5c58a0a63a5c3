using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;
using Catalog.Gateway.Upstreams;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <content>What goes over of the heads of requests and answers.</content>
internal sealed partial class HttpUpstreamLane
{
    /// <summary>Status and headers of the answer; the upstream's session becomes one of the gateway's own.</summary>
    /// <returns>The session, one that was opened just now included; null where there is none.</returns>
    private async ValueTask<HttpSession?> HeadAsync(HttpContext context, UpstreamResponse response, Caller caller, HttpSession? session, HttpPost? post = null)
    {
        if (response.Status == StatusCodes.Status404NotFound && session is not null && post?.Era == ProtocolEra.Legacy)
        {
            // The upstream has forgotten it: the client opens a new one.
            await sessions.EndAsync(session);
        }

        if (context.Response.HasStarted)
        {
            return session;
        }

        context.Response.StatusCode = response.Status;
        CopyBack(response, context.Response);
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
}
