using System.Globalization;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <content>How many messages a grant may send in a minute.</content>
internal sealed partial class HttpDownstream
{
    // A refusal is to name the message that it answers, but what is refused is not worth reading much.
    private const int LongestForId = 64 * 1024;

    /// <summary>Counts a message of a visitor who was let in, whatever it turns out to be.</summary>
    /// <returns>Why it is refused, and the answer says when to come again; null where it may be sent.</returns>
    private HttpRefusal? TooManyOrNull(HttpAnswer answer, Caller caller)
    {
        var most = limits.RequestsPerMinute(caller.Shown);
        if (requests.TryTake(caller.Grant.Id, most) is not { } wait)
        {
            return null;
        }

        answer.Context.Response.Headers.RetryAfter = Refusal.WholeSeconds(wait).ToString(CultureInfo.InvariantCulture);
        return new HttpRefusal(StatusCodes.Status429TooManyRequests, Refusal.TooManyRequests(most!.Value, wait));
    }

    /// <summary>Counts a request that has no message: a stream that is opened, a session that is ended. Answers where there were too many.</summary>
    private async ValueTask<bool> TryCountAsync(HttpAnswer answer, Caller caller)
    {
        if (TooManyOrNull(answer, caller) is not { } tooMany)
        {
            return true;
        }

        var told = await intake.RefuseAsync(tooMany, default, caller, answer.Context.Request.Method, answer.Aborted);
        await answer.EndAsync(tooMany.Status, told, answer.Aborted);
        return false;
    }
}
