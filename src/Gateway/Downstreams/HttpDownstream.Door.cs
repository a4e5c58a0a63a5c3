using Catalog.Gateway.Enforcement;
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
            await RefuseAsync(answer, foreign, null);
            return null;
        }

        var (caller, refusal) = await visitors.AdmitAsync(answer.Context.Request, answer.Aborted);
        if (refusal is not null)
        {
            await RefuseAsync(answer, refusal, null);
        }

        return caller;
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

    private async Task RefuseAsync(HttpAnswer answer, HttpRefusal refused, Caller? caller, Envelope? message = null)
    {
        if (refused.Challenge is not null)
        {
            answer.Context.Response.Headers.WWWAuthenticate = refused.Challenge;
        }

        var bytes = await intake.RefuseAsync(refused.Refusal, message?.IdBytes ?? default, caller, message?.Method, answer.Aborted);
        await answer.EndAsync(refused.Status, bytes, answer.Aborted);
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
