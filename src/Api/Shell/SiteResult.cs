using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Catalog.Api.Shell;

/// <summary>A whole answer in memory, with an entity tag; a client that has it already is told so.</summary>
/// <param name="content">UTF-8, or bytes of another type.</param>
/// <param name="contentType">With its character set.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class SiteResult(byte[] content, string contentType, int status = StatusCodes.Status200OK) : IResult
{
    /// <summary>How a client may keep it; asks again each time by default.</summary>
    public string CacheControl { get; init; } = "no-cache";

    /// <summary>The name under which a browser saves it; null for what is only shown.</summary>
    public string? FileName { get; init; }

    /// <summary>True where a browser is to save it at once.</summary>
    public bool IsAttachment { get; init; }

    public static SiteResult Page(Html html, int status = StatusCodes.Status200OK) => new(Encoding.UTF8.GetBytes(html.ToString()), "text/html; charset=utf-8", status);

    public static SiteResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        new(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, SiteJson.Options), "application/json; charset=utf-8", status);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = "Accept";
        if (FileName is not null)
        {
            response.Headers.ContentDisposition = $"{(IsAttachment ? "attachment" : "inline")}; filename=\"{FileNames.Safe(FileName)}\"";
        }

        if (status == StatusCodes.Status200OK && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
            response.Headers.ETag = tag;
            if (EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(k => k.Tag.Equals(tag, StringComparison.Ordinal) || k.Tag.Equals("*", StringComparison.Ordinal)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return Task.CompletedTask;
            }
        }

        response.ContentLength = content.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }
}
