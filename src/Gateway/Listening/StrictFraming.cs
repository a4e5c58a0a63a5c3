using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Listening;

/// <summary>Refuses requests whose end the server knows and a proxy before it could see elsewhere.</summary>
internal static class StrictFraming
{
    // Under this name the server keeps a length that came beside chunks.
    private const string LengthBesideChunks = "X-Content-Length";

    public static IApplicationBuilder UseStrictFraming(this IApplicationBuilder app) => app.Use(app.ApplicationServices.GetRequiredService<UnservedRequests>().Frame);

    private static Task Frame(this UnservedRequests unserved, HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var coding = headers.TransferEncoding;
        if (coding.Count == 0 || (coding.Count == 1 && string.Equals(coding[0], "chunked", StringComparison.OrdinalIgnoreCase) && !headers.ContainsKey(LengthBesideChunks)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.Headers.Connection = "close";
        return unserved.NoteAsync("(unreadable request)", "The request has two lengths, or a transfer coding other than `chunked`");
    }
}
