using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Listening;

/// <summary>Reads the forms of the gateway's own pages, which are short.</summary>
internal static class PageForm
{
    /// <summary>The longest body, in bytes.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>The form; null for what no page of the gateway sends.</summary>
    /// <exception cref="IOException">It did not arrive whole.</exception>
    public static async Task<IFormCollection?> ReadOrNullAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > MaxBytes)
        {
            return null;
        }

        try
        {
            // Ends when the connection does. A read that were cancelled would be under way still when the server looks for the rest, which it tells of by a trace.
            return await context.Request.ReadFormAsync(CancellationToken.None);
        }
        catch (InvalidDataException)
        {
            // More members than any form has.
            return null;
        }
    }
}
