using System.Text;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Gateway.Approvals;

/// <summary>
/// The pages of approvals. Anybody who knows a request's id sees how it stands; what it asks, and the buttons, are for an approver who
/// signed in, and a form is good for that sign-in alone.
/// </summary>
internal sealed partial class ApprovalSite(IApprovalStore approvals, ApproverSessions sessions, Doorway doorway, UnservedRequests unserved)
{
    /// <summary>The cookie of a sign-in.</summary>
    public const string Cookie = "catalog_approver";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/approvals", context => GuardAsync(context, ListAsync));
        routes.MapPost("/approvals/sign-in", context => GuardAsync(context, SignInAsync));
        routes.MapPost("/approvals/sign-out", context => GuardAsync(context, SignOutAsync));
        routes.MapGet("/approvals/{id}", context => GuardAsync(context, ShowAsync));
        routes.MapPost("/approvals/{id}", context => GuardAsync(context, DecideAsync));
    }

    private async Task GuardAsync(HttpContext context, Func<HttpContext, Task> next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Without a referrer at all browsers send `Origin: null` with forms, which is nobody's.
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{ApprovalPage.StyleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        if (doorway.OriginOrNull(context.Request) is { } foreign)
        {
            await WriteAsync(context, foreign.Status, ApprovalPage.Notice("Not served here", foreign.Refusal.Message));
            return;
        }

        try
        {
            await next(context);
        }
        catch (StoreException failure)
        {
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ApprovalPage.Notice("The store cannot be reached", failure.Message));
        }
        catch (IOException broken)
        {
            await unserved.BreakOffPageAsync(context, broken);
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        if (Session(context) is not { } session)
        {
            await WriteAsync(context, StatusCodes.Status200OK, ApprovalPage.SignIn("/approvals", null));
            return;
        }

        var waiting = await approvals.ListAsync(pendingOnly: true, context.RequestAborted);
        await WriteAsync(context, StatusCodes.Status200OK, ApprovalPage.List(waiting, session));
    }

    private async Task ShowAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } approval)
        {
            await WriteAsync(context, StatusCodes.Status200OK, ApprovalPage.Show(approval, Session(context)));
        }
    }

    private async Task DecideAsync(HttpContext context)
    {
        if (context.Request.HasJsonContentType())
        {
            await DecideByProgramAsync(context);
            return;
        }

        if (Session(context) is not { } session)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, ApprovalPage.Notice("Sign in first", "Only an approver decides."));
            return;
        }

        if (await ReadFormAsync(context) is not { } form)
        {
            return;
        }

        var isOwn = session.IsOwn(form);
        var answer = form["decision"].ToString();
        if (!isOwn || answer is not ("approve" or "deny"))
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, ApprovalPage.Notice("Not decided", "The form is not of this sign-in: open the request again."));
            return;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        var approve = answer == "approve";
        if (await approvals.DecideOrNullAsync(id, approve, session.Approver, context.RequestAborted) is not { } decided)
        {
            await WriteAsync(context, StatusCodes.Status409Conflict, ApprovalPage.Notice("Not decided", "No such request waits any more."));
            return;
        }

        if (approve && decided.Request.IsHeldBy(session.Approver))
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, ApprovalPage.Notice("Not decided", ApprovalText.OwnCall + "."));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"/approvals/{Uri.EscapeDataString(id)}";
    }

    /// <summary>The same for programs: the secret as a bearer token, <c>{"decision":"approve"}</c> or <c>{"decision":"deny"}</c>, and no cookie.</summary>
    private async Task DecideByProgramAsync(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var shown = context.Request.Headers.Authorization.ToString();
        var approver = shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await sessions.IdentifyOrNullAsync(shown[Scheme.Length..].Trim(), context.Connection.RemoteIpAddress, context.RequestAborted)
            : null;
        if (approver is null)
        {
            await unserved.NoteAsync("(no approver)", "A decision with a secret that is no approver's, or one too many");
            await ApprovalDecision.RefuseAsync(context, StatusCodes.Status403Forbidden, "Only an approver decides: send the secret as `Authorization: Bearer`; ten new ones a minute are looked at from one address");
            return;
        }

        var answer = context.Request.ContentLength is <= PageForm.MaxBytes ? await ApprovalDecision.ReadOrNullAsync(context.Request.Body, context.RequestAborted) : null;
        if (answer is not { } approve)
        {
            await ApprovalDecision.RefuseAsync(context, StatusCodes.Status400BadRequest, "Send `{\"decision\":\"approve\"}` or `{\"decision\":\"deny\"}`");
            return;
        }

        var decided = await approvals.DecideOrNullAsync((string)context.Request.RouteValues["id"]!, approve, approver, context.RequestAborted);
        if (decided is null)
        {
            await ApprovalDecision.RefuseAsync(context, StatusCodes.Status409Conflict, "No such request waits");
            return;
        }

        await (approve && decided.Request.IsHeldBy(approver)
            ? ApprovalDecision.RefuseAsync(context, StatusCodes.Status403Forbidden, ApprovalText.OwnCall)
            : ApprovalDecision.TellAsync(context, decided));
    }

    private async Task<Approval?> FindAsync(HttpContext context)
    {
        var approval = await approvals.FindOrNullAsync((string)context.Request.RouteValues["id"]!, context.RequestAborted);
        if (approval is null)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, ApprovalPage.Notice("No such request", "It was never asked, or it is long over."));
        }

        return approval;
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        var form = await PageForm.ReadOrNullAsync(context);
        if (form is null)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, ApprovalPage.Notice("Not understood", "Send the form of the page."));
        }

        return form;
    }

    private static async Task WriteAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page, Encoding.UTF8, context.RequestAborted);
    }
}
