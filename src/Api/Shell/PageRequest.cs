using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Catalog.Api.Shell;

/// <summary>What a page reads of a request.</summary>
internal sealed class PageRequest(HttpContext context)
{
    public HttpContext Context => context;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The path, as it came over the wire.</summary>
    public string Path => context.Request.Path.Value ?? "/";

    /// <summary>The page of a list, from 1.</summary>
    public int PageNumber =>
        int.TryParse(Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 100_000 ? page : 1;

    /// <summary>True where the client prefers JSON to a page.</summary>
    public bool PrefersJson
    {
        get
        {
            if (!MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var accepted))
            {
                return false;
            }

            double json = 0, html = 0;
            foreach (var type in accepted)
            {
                var quality = type.Quality ?? 1;
                json = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? Math.Max(json, quality) : json;
                html = type.MatchesMediaType("text/html") && type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) ? Math.Max(html, quality) : html;
            }

            return json > html;
        }
    }

    /// <summary>A part of the path as it came over the wire: percent escapes are not decoded.</summary>
    public string Segment(string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>A value of the query, trimmed, at most 200 characters; null where it is missing or blank.</summary>
    public string? Query(string name)
    {
        var value = context.Request.Query.TryGetValue(name, out var values) ? values[0]?.Trim() : null;
        return string.IsNullOrEmpty(value) ? null : value.Length > 200 ? value[..200] : value;
    }

    /// <summary>A value of the query as a member of a closed set, case aside; null where it is none.</summary>
    public T? QueryAs<T>(string name)
        where T : struct, Enum => ParseOrNull<T>(Query(name));

    /// <summary>A word as a member of a closed set, case aside; numbers are no words.</summary>
    public static T? ParseOrNull<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
