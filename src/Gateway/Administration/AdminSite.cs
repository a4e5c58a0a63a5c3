using System.Text;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Administration;

/// <summary>
/// The page on which an operator sees what the gateway does, and ends grants. It is for approvers who signed in, and a form is good for
/// that sign-in alone.
/// </summary>
internal sealed class AdminSite(
    AdminReader reader, LogFeed feed, IGrantStore grants, GrantLeash leash, ApproverSessions sessions, Doorway doorway, IHostApplicationLifetime lifetime, IDecisionLog log, UnservedRequests unserved, TimeProvider clock)
{
    public const string Root = "/admin";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, context => GuardAsync(context, ShowAsync));
        routes.MapGet(Root + "/log", context => GuardAsync(context, FeedAsync));
        routes.MapPost(Root + "/grants/{id}/revoke", context => GuardAsync(context, RevokeAsync));
    }

    private async Task GuardAsync(HttpContext context, Func<HttpContext, Task> next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Without a referrer at all browsers send `Origin: null` with forms, which is nobody's.
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{AdminPage.StyleHash}'; script-src 'sha256-{AdminPage.ScriptHash}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        if (doorway.OriginOrNull(context.Request) is { } foreign)
        {
            await WriteAsync(context, foreign.Status, AdminPage.Notice("Not served here", foreign.Refusal.Message));
            return;
        }

        try
        {
            await next(context);
        }
        catch (StoreException failure) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, AdminPage.Notice("The store cannot be reached", failure.Message));
        }
        catch (IOException broken)
        {
            await unserved.BreakOffPageAsync(context, broken);
        }
    }

    private async Task ShowAsync(HttpContext context) => await WriteAsync(
        context,
        StatusCodes.Status200OK,
        Session(context) is { } session ? AdminPage.Show(await reader.ReadAsync(context.RequestAborted), session) : AdminPage.SignIn(null));

    private async Task FeedAsync(HttpContext context)
    {
        if (Session(context) is null)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, AdminPage.Notice("Sign in first", "The log is for approvers."));
            return;
        }

        await feed.WriteAsync(context, () => Session(context) is not null, lifetime.ApplicationStopping);
    }

    private async Task RevokeAsync(HttpContext context)
    {
        if (Session(context) is not { } session)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, AdminPage.Notice("Sign in first", "Only an approver ends grants."));
            return;
        }

        if (await PageForm.ReadOrNullAsync(context) is not { } form)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, AdminPage.Notice("Not understood", "Send the form of the page."));
            return;
        }

        if (!session.IsOwn(form))
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, AdminPage.Notice("Not revoked", "The form is not of this sign-in: open the page again."));
            return;
        }

        var id = (string)context.Request.RouteValues["id"]!;
        if (!await grants.TryRevokeAsync(id, context.RequestAborted))
        {
            await WriteAsync(context, StatusCodes.Status409Conflict, AdminPage.Notice("Not revoked", "There is no such live grant any more."));
            return;
        }

        // What it has open ends now, not when the store is looked at the next time.
        leash.Pull(id);
        await NoteAsync(id, session.Approver);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = Root;
    }

    private async Task NoteAsync(string grant, string approver)
    {
        try
        {
            await log.AppendAsync(
                new DecisionLogEntry { Time = clock.GetUtcNow(), Server = Visitors.AnyServer, Grant = grant, Decision = DecisionKind.Refuse, Rule = "(revoked)", Message = "The grant was revoked on the admin page", DecidedBy = [approver] },
                CancellationToken.None);
        }
        catch (StoreException)
        {
            // It is revoked all the same, and the log tells of its own failure.
            _ = grant;
        }
    }

    private ApproverSession? Session(HttpContext context) => sessions.FindOrNull(context.Request.Cookies[ApprovalSite.Cookie]);

    private static async Task WriteAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page, Encoding.UTF8, context.RequestAborted);
    }
}
