using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// HTTP to standard input and output: one process for each session of the legacy era, one for each grant in the modern era, where ids and
/// progress tokens are made unique on their way.
/// </summary>
internal sealed class ProcessLane(HttpSessions sessions, LinkFactory links, EnforcementPoint point, GatewayOptions options, TimeProvider clock) : IHttpLane
{
    private const int FirstSweep = 64;

    private readonly Dictionary<string, HttpSession> _shared = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _sweepAt = FirstSweep;

    // The handshake is kept to be repeated, and a line may be on its way to a process when its caller is gone.
    public bool OutlivesCalls => true;

    public bool SendsHeadersOn => false;

    public async Task PostAsync(HttpPost post)
    {
        if (!await IsAcceptedAsync(post.Answer, "application/json", "text/event-stream"))
        {
            post.Admission.Abandon();
            return;
        }

        if (post.Era == ProtocolEra.Modern)
        {
            var shared = Shared(post.Admission.Caller.Grant.Id);
            try
            {
                await shared.Process!.PostAsync(post);
            }
            finally
            {
                shared.Leave();
            }

            return;
        }

        if (post.Message.Method == Methods.Initialize)
        {
            var process = new ProcessSession(links, point, isShared: false, options.KeepAlive, clock);
            var session = new HttpSession(HttpSessions.NewId(), post.Admission.Caller.Grant.Id) { Process = process, Unasked = process.Unasked, TakesUrls = UrlCapability.IsDeclared(post.Message) };
            sessions.Add(session);
            post.Answer.Context.Response.Headers[HttpUpstream.SessionHeader] = session.Id;
            session.Enter();
            try
            {
                if (!await process.PostAsync(post))
                {
                    await sessions.EndAsync(session);
                }
            }
            finally
            {
                session.Leave();
            }

            return;
        }

        if (SpokenVersions.CheckOrNull(post.Answer.Context.Request.Headers) is { } unspoken)
        {
            await post.Admission.NotSentAsync();
            await post.Answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(post.Message.IdBytes, unspoken.Code, unspoken.Message), post.Answer.Aborted);
            return;
        }

        if (post.Session?.Process is not { } known)
        {
            await post.Admission.NotSentAsync();
            await post.Answer.EndAsync(
                StatusCodes.Status400BadRequest, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.InvalidRequest, $"The header `{HttpUpstream.SessionHeader}` is missing: initialize first"), post.Answer.Aborted);
            return;
        }

        post.Answer.Context.Response.Headers[HttpUpstream.SessionHeader] = post.Session.Id;
        await known.PostAsync(post);
    }

    public async Task GetAsync(HttpContext context, Caller caller, HttpSession? session)
    {
        await using var answer = new HttpAnswer(context);
        if (Methods.IsModern(context.Request.Headers[HttpUpstream.VersionHeader].ToString()))
        {
            context.Response.Headers.Allow = "POST";
            await answer.EndAsync(StatusCodes.Status405MethodNotAllowed, JsonAnswers.Error(default, RpcErrors.InvalidRequest, "Use `subscriptions/listen`"), context.RequestAborted);
            return;
        }

        if (!await IsAcceptedAsync(answer, "text/event-stream"))
        {
            return;
        }

        if (SpokenVersions.CheckOrNull(context.Request.Headers) is { } unspoken)
        {
            await answer.EndAsync(StatusCodes.Status400BadRequest, JsonAnswers.Error(default, unspoken.Code, unspoken.Message), context.RequestAborted);
            return;
        }

        if (session?.Process is not { } process)
        {
            await answer.EndAsync(
                StatusCodes.Status400BadRequest, JsonAnswers.Error(default, RpcErrors.InvalidRequest, $"The header `{HttpUpstream.SessionHeader}` is missing: initialize first"), context.RequestAborted);
            return;
        }

        context.Response.Headers[HttpUpstream.SessionHeader] = session.Id;
        await process.Unasked.ListenAsync(answer);
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

    /// <summary>The process of a grant in the modern era; to be left. It ends like a session, when nobody used it for long or the grant is over.</summary>
    private HttpSession Shared(string grant)
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(grant, out var known) && sessions.FindOrNull(known.Id, grant) is not null)
            {
                known.Enter();
                return known;
            }

            if (_shared.Count >= _sweepAt)
            {
                foreach (var (name, _) in _shared.Where(s => !sessions.Holds(s.Value)).ToList())
                {
                    _shared.Remove(name);
                }

                _sweepAt = Math.Max(FirstSweep, 2 * _shared.Count);
            }

            var shared = new HttpSession(HttpSessions.NewId(), grant) { Process = new ProcessSession(links, point, isShared: true, options.KeepAlive, clock) };
            shared.Enter();
            sessions.Add(shared);
            return _shared[grant] = shared;
        }
    }

    /// <summary>Whether the client takes these types; where not, it is answered so.</summary>
    public static async Task<bool> IsAcceptedAsync(HttpAnswer answer, params string[] types)
    {
        var accept = answer.Context.Request.Headers.Accept.ToString();
        if (accept.Contains("*/*", StringComparison.Ordinal) || types.All(type => accept.Contains(type, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        await answer.EndAsync(
            StatusCodes.Status406NotAcceptable, JsonAnswers.Error(default, RpcErrors.InvalidRequest, $"The client must accept {string.Join(" and ", types)}"), answer.Aborted);
        return false;
    }
}
