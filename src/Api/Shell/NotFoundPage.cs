using Microsoft.AspNetCore.Http;

namespace Catalog.Api.Shell;

/// <summary>What stands where nothing is: the search, filled with what the address seems to name.</summary>
internal static class NotFoundPage
{
    public static IResult Answer(PageRequest request)
    {
        if (request.PrefersJson || request.Path.EndsWith(".json", StringComparison.Ordinal))
        {
            return SiteResult.Json(new { error = "nothing is stored under this address; search with /search.json?q=WORDS" }, StatusCodes.Status404NotFound);
        }

        return SiteResult.Page(Render(Guess(request.Path)), StatusCodes.Status404NotFound);
    }

    internal static Html Render(string guess) => Layout.Page("Not found", "Nothing is stored under this address.", Html.Of($"""
        <section class="hero hero-small">
          <p class="eyebrow">404</p>
          <h1>Nothing is stored under this address</h1>
          <p class="lead">The server or tool may have another name here, or no crawl has read it yet. Search for it, or <a href="{Links.Servers}">look through all servers</a>.</p>
          {Parts.SearchBox(guess, "search-again")}
        </section>
        """));

    private static string Guess(string path)
    {
        var last = Uri.UnescapeDataString(path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..].Replace("~", " ", StringComparison.Ordinal));
        var name = last[(last.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return name.Length > 100 ? name[..100] : name;
    }
}
