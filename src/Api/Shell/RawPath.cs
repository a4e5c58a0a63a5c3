using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalog.Api.Shell;

/// <summary>
/// Routes by the path as it came over the wire. The server in front of routing decodes percent escapes once and then resolves dots, so that
/// a slug such as <c>a%23b</c> or <c>%2E%2E</c> would reach the pages as another name, or another page.
/// </summary>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class RawPath(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is { Length: > 0 })
        {
            var path = PathOf(target);
            if (path.StartsWith("/servers/", StringComparison.Ordinal))
            {
                context.Request.Path = new PathString(path);
            }
        }

        return next(context);
    }

    /// <summary>The path of a request target, which may be a whole address; without its query.</summary>
    internal static string PathOf(string target)
    {
        if (target[0] != '/')
        {
            var scheme = target.IndexOf("://", StringComparison.Ordinal);
            var slash = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var end = target.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? target : target[..end];
    }
}
