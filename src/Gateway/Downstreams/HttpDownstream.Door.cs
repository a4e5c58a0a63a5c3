using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Catalog.Gateway.Downstreams;

/// <content>The door: who comes in, with which session, and how others hear that they do not.</content>
internal sealed partial class HttpDownstream
{
    private static readonly Refusal NoSession = new(-32001, "Session not found: initialize anew", "(no such session)");

    /// <summary>Lets a visitor in, or answers why not.</summary>
    private async ValueTask<Caller?> EnterAsync(HttpAnswer answer)
    {
        if (visitors.OriginOrNull(answer.Context.Request) is { } foreign)
        {
            await RefuseUnreadAsync(answer, foreign, null);
            return null;
        }

        var (caller, refusal) = await visitors.AdmitAsync(answer.Context.Request, answer.Aborted);
        if (refusal is not null)
        {
            await RefuseUnreadAsync(answer, refusal, null);
        }

        return caller;
    }

    /// <summary>Reads the message of a visitor who was let in, and goes on with it, or answers why not.</summary>
    /// <param name="answer">What it is told.</param>
    /// <param name="caller">The visitor.</param>
    /// <param name="tie">What ends the request with the grant.</param>
    /// <param name="tooMany">What its grant is told that sent too many, so that the message is read for its id alone; null where it did not.</param>
    private async ValueTask TakeAsync(HttpAnswer answer, Caller caller, GrantTie? tie, HttpRefusal? tooMany)
    {
        var context = answer.Context;
        if (RefuseContentOrNull(context.Request) is { } content)
        {
            await RefuseUnreadAsync(answer, content, caller);
            return;
        }

        using var body = await ReceiveOrNullAsync(answer, caller, tie);
        if (body is null)
        {
            return;
        }

        if (body.IsLarge)
        {
            // To screen it takes a while, for which the thread that serves many connections is not kept.
            await Task.Yield();
        }

        var taken = await intake.ReadAsync(body.Bytes, caller, context.RequestAborted, body.IsText);
        var declared = context.Request.Headers[HttpUpstream.VersionHeader].ToString();
        if (taken.Message is not { } message)
        {
            var era = Methods.IsModern(declared) ? ProtocolEra.Modern : ProtocolEra.Legacy;
            var status = HttpRefusal.StatusOf(taken.Refusal!.Code, era);
            status = taken.Answer is null && status == StatusCodes.Status200OK ? StatusCodes.Status400BadRequest : status;
            await answer.EndAsync(status, taken.Answer ?? JsonAnswers.Error(default, taken.Refusal.Code, taken.Refusal.Message), context.RequestAborted);
            return;
        }

        answer.Begin(message);
        if (tooMany is not null)
        {
            await RefuseAsync(answer, tooMany, caller, message);
            return;
        }

        await RouteAsync(answer, message, caller, Methods.IsModern(declared) ? ProtocolEra.Modern : message.Era);
    }

    /// <summary>The session that the headers name, bound to the caller; an id that is not the caller's is answered here.</summary>
    private async ValueTask<(bool Found, HttpSession? Session)> FindSessionAsync(HttpAnswer answer, Caller caller, Envelope? message = null)
    {
        var headers = answer.Context.Request.Headers;
        var id = headers[HttpUpstream.SessionHeader].ToString();
        if (id.Length == 0 || (message is null && Methods.IsModern(headers[HttpUpstream.VersionHeader].ToString())))
        {
            return (true, null);
        }

        if (sessions.FindOrNull(id, caller.Grant.Id) is { } session)
        {
            return (true, session);
        }

        await RefuseAsync(answer, new HttpRefusal(StatusCodes.Status404NotFound, NoSession), caller, message);
        return (false, null);
    }

    /// <summary>The body; null where it is too long or does not come, which is answered here.</summary>
    private async ValueTask<RequestBody?> ReceiveOrNullAsync(HttpAnswer answer, Caller caller, GrantTie? tie)
    {
        // Written down, for nobody else sees that the caller was here.
        var missing = Refusal.Invalid("The message did not arrive whole, or not in time") with { Rule = "(not received)" };
        try
        {
            if (await RequestBody.ReadOrNullAsync(answer.Context, options.MaxMessageBytes, lane.OutlivesCalls, connections.Receive, clock) is { } body)
            {
                return body;
            }
        }
        catch (IOException broken)
        {
            var status = unserved.BreakOff(answer.Context, broken);
            var told = await intake.RefuseAsync(missing, default, caller, null, CancellationToken.None);
            await answer.EndAsync(status, told, answer.Aborted);
            return null;
        }
        catch (OperationCanceledException left) when (tie?.IsOver != true)
        {
            unserved.BreakOff(answer.Context, left);
            await intake.RefuseAsync(missing, default, caller, null, CancellationToken.None);
            throw;
        }

        await RefuseUnreadAsync(answer, new HttpRefusal(StatusCodes.Status413PayloadTooLarge, Refusal.TooLarge($"The message is longer than {options.MaxMessageBytes} bytes")), caller);
        return null;
    }

    /// <summary>Writes down that a caller opens a stream or ends a session; answers where that cannot be.</summary>
    private async ValueTask<bool> TryNoteAsync(HttpAnswer answer, Caller caller, HttpSession? session)
    {
        if (await intake.NoteOrNullAsync(caller with { Session = session?.Id }, answer.Context.Request.Method, answer.Aborted) is not { } refusal)
        {
            return true;
        }

        await answer.EndAsync(StatusCodes.Status503ServiceUnavailable, JsonAnswers.Error(default, refusal.Code, refusal.Message), answer.Aborted);
        return false;
    }

    /// <summary>Refuses a request whose body was not read, or not to its end.</summary>
    private async Task RefuseUnreadAsync(HttpAnswer answer, HttpRefusal refused, Caller? caller)
    {
        await RefuseAsync(answer, refused, caller);
        await unserved.DropRestAsync(answer.Context);
    }

    private async Task RefuseAsync(HttpAnswer answer, HttpRefusal refused, Caller? caller, Envelope? message = null)
    {
        if (refused.Challenge is not null)
        {
            answer.Context.Response.Headers.WWWAuthenticate = refused.Challenge;
        }

        var bytes = await intake.RefuseAsync(refused, message?.IdBytes ?? default, caller, message?.Method, answer.Aborted);
        await answer.EndAsync(refused.Status, bytes, answer.Aborted);
    }

    /// <summary>
    /// Tells a caller whose grant is over, and nothing else from then on. A request that may have reached its server gets an error that its client can
    /// read, and no status that has clients get a new token and send the same call again.
    /// </summary>
    private async ValueTask TellOverAsync(HttpAnswer answer, Caller caller)
    {
        if (answer.Asked is null && !answer.Context.Response.HasStarted)
        {
            await RefuseAsync(answer, visitors.Over, caller);
            return;
        }

        var status = answer.Asked?.Kind == MessageKind.Request ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        const string Reason = "The grant is over: it was revoked, or has run out. The server may have done what it was asked; its answer is kept back";
        if (!await answer.TryEndAsync(status, JsonAnswers.Error(answer.Asked?.IdBytes ?? default, RpcErrors.NoGrant, Reason)))
        {
            answer.Context.Abort();
        }
    }

    private static HttpRefusal? RefuseContentOrNull(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, Refusal.Invalid("The message must not be compressed"));
        }

        if (request.ContentType == "application/json")
        {
            return null;
        }

        var isJson = request.Headers.ContentType.Count == 1
            && MediaTypeHeaderValue.TryParse(request.Headers.ContentType[0], out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return isJson ? null : new HttpRefusal(StatusCodes.Status415UnsupportedMediaType, Refusal.Invalid("The message must be `application/json` in UTF-8"));
    }
}
