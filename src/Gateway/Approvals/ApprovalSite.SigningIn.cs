using Catalog.Gateway.Administration;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Approvals;

/// <content>Signing in and out, for the admin page too.</content>
internal sealed partial class ApprovalSite
{
    // The pages for which a sign-in is good; the endpoint of agents is none of them.
    private static readonly string[] Signed = ["/approvals", AdminSite.Root];

    private async Task SignInAsync(HttpContext context)
    {
        if (await ReadFormAsync(context) is not { } form)
        {
            return;
        }

        var back = BackOf(form);
        if (await sessions.SignInOrNullAsync(form["secret"].ToString().Trim(), context.Connection.RemoteIpAddress, context.RequestAborted) is not { } cookie)
        {
            await unserved.NoteAsync("(no approver)", "A sign-in with a secret that is no approver's, or one too many");
            await WriteAsync(context, StatusCodes.Status403Forbidden, ApprovalPage.SignIn(back, "This is no approver's secret, or too many were tried: wait a minute."));
            return;
        }

        SetCookie(context, cookie, null);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = back;
    }

    private async Task SignOutAsync(HttpContext context)
    {
        if (await ReadFormAsync(context) is not { } form)
        {
            return;
        }

        if (Session(context) is { } session)
        {
            // Of another page it would do little harm, and nobody is to do even that.
            if (!session.IsOwn(form))
            {
                await WriteAsync(context, StatusCodes.Status403Forbidden, ApprovalPage.Notice("Not signed out", "The form is not of this sign-in: open the page again."));
                return;
            }

            sessions.SignOut(context.Request.Cookies[Cookie]!);
        }

        // Whoever is signed in no more is where he wanted to be.
        SetCookie(context, "", DateTimeOffset.UnixEpoch);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = BackOf(form);
    }

    private ApproverSession? Session(HttpContext context) => sessions.FindOrNull(context.Request.Cookies[Cookie]);

    /// <summary>Where a form wants to go on: to a page of the gateway's own, and nowhere else.</summary>
    private static string BackOf(IFormCollection form)
    {
        var back = form["back"].ToString();
        return back == AdminSite.Root || (back.StartsWith("/approvals", StringComparison.Ordinal) && back.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-')) ? back : "/approvals";
    }

    private static void SetCookie(HttpContext context, string cookie, DateTimeOffset? until)
    {
        foreach (var path in Signed)
        {
            context.Response.Cookies.Append(Cookie, cookie, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Path = path,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Expires = until,
            });
        }
    }
}
