using Microsoft.AspNetCore.Http;

namespace Catalog.Api.Shell;

/// <summary>What every answer tells a browser not to do, and which hosts are answered at all.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="allowedHosts">Names without port; empty answers every name.</param>
internal sealed class SecurityHeaders(RequestDelegate next, IReadOnlyList<string> allowedHosts)
{
    // No inline script or style, nothing from elsewhere, no frame: a description that slips through an escape still cannot run.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not `no-referrer`: with it a browser sends `Origin: null` with our own forms.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

        // A stranger's name that resolves to this address would make its page and ours one origin.
        if (allowedHosts.Count > 0 && !allowedHosts.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return context.Response.WriteAsync("this name is not served here\n", context.RequestAborted);
        }

        return next(context);
    }
}
