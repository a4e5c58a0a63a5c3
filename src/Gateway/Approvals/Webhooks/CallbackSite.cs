using Catalog.Core.Catalogs;
using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>Where the receiver of the webhook sends its decisions.</summary>
internal sealed class CallbackSite(WebhookDesk desk, Doorway doorway, UnservedRequests unserved)
{
    /// <summary>The path; no id of a request is as short.</summary>
    public const string Path = "/approvals/callback";

    private const int MaxBody = 4 * 1024;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, TakeAsync);

    private async Task TakeAsync(HttpContext context)
    {
        if (doorway.OriginOrNull(context.Request) is { } foreign)
        {
            await ApprovalDecision.RefuseAsync(context, foreign.Status, foreign.Refusal.Message);
            return;
        }

        if (context.Request.ContentLength is not <= MaxBody)
        {
            await ApprovalDecision.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"Send a body of at most {MaxBody} bytes, with its length");
            return;
        }

        var body = new byte[(int)context.Request.ContentLength.Value];
        try
        {
            await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
            var (decided, refusal, isKnown) = await desk.TakeAsync(name => context.Request.Headers[name] is [{ } value] ? value : "", body, expected: null, context.RequestAborted);
            if (decided is null)
            {
                if (!isKnown)
                {
                    await unserved.NoteAsync("(no approver)", "A decision by webhook that its receiver did not sign, or that was heard already");
                }

                await ApprovalDecision.RefuseAsync(context, isKnown ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden, refusal!);
                return;
            }

            await ApprovalDecision.TellAsync(context, decided);
        }
        catch (StoreException failure)
        {
            await ApprovalDecision.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, failure.Message);
        }
        catch (IOException broken)
        {
            await unserved.BreakOffPageAsync(context, broken);
        }
    }
}
