namespace Catalog.Api.Shell;

/// <summary>What every page shares: head, skip link, header, landmarks, footer.</summary>
internal static class Layout
{
    /// <summary>A whole page.</summary>
    /// <param name="title">For the window; the site's name is added.</param>
    /// <param name="description">For search engines and previews, a sentence.</param>
    /// <param name="main">What is inside <c>main</c>.</param>
    /// <param name="twin">The page as JSON; null where there is none.</param>
    /// <param name="head">Further elements of the head; null for none.</param>
    public static Html Page(string title, string description, Html main, SiteUrl? twin = null, Html? head = null) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Html.Plain(title == SiteName ? SiteName : $"{title} · {SiteName}")}</title>
        <meta name="description" content="{Short(description)}">
        <link rel="stylesheet" href="{SiteAssets.Style}">
        <link rel="icon" href="{SiteAssets.Icon}" type="image/svg+xml">
        {(twin is null ? Html.Empty : Html.Of($"<link rel=\"alternate\" type=\"application/json\" href=\"{twin}\">"))}
        {head}
        <script src="{SiteAssets.Script}" defer></script>
        </head>
        <body>
        <a class="skip" href="{SiteUrl.Local("#main")}">Skip to the content</a>
        <header class="site-header">
          <div class="wrap">
            <a class="brand" href="{Links.Home}"><svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 4 5v6c0 5 3.4 9.3 8 11 4.6-1.7 8-6 8-11V5z"/><rect class="b1" x="8" y="12" width="2" height="4"/><rect class="b2" x="11" y="9.5" width="2" height="6.5"/><rect class="b3" x="14" y="7" width="2" height="9"/></svg><span>Tool Risk Catalog</span></a>
            <nav aria-label="Main">
              <a href="{Links.Servers}">Servers</a>
              <a href="{Links.Risks}">Risks</a>
              <a href="{Links.Attacks}">Attacks</a>
              <a href="{Links.Changes}">Changes</a>
            </nav>
            <form class="header-search" action="{Links.Search}" role="search">
              <label class="visually-hidden" for="header-q">Search servers and tools</label>
              <input id="header-q" name="q" type="search" placeholder="Search servers and tools" maxlength="200" autocomplete="off">
            </form>
          </div>
        </header>
        <main id="main" tabindex="-1"><div class="wrap">
        {main}
        </div></main>
        <footer class="site-footer">
          <div class="wrap">
            <p><strong>Tool Risk Catalog</strong> reads what MCP servers say of their own tools, and says what a call can do. Names and descriptions are the authors'; ratings are ours, made from the definition alone and open to <a href="{SiteUrl.Local("/search?review=1")}">review</a>.</p>
            <nav aria-label="Footer">
              <a href="{Links.Servers}">Servers</a>
              <a href="{Links.Risks}">Risks</a>
              <a href="{Links.Attacks}">Attacks</a>
              <a href="{Links.Changes}">Changes</a>
              <a href="{Links.Accuracy}">Accuracy</a>
              <a href="{SiteUrl.Local("/openapi.json")}">API</a>
              <a href="{SiteUrl.Local("/-/patterns")}">Patterns</a>
              {(twin is null ? Html.Empty : Html.Of($"<a href=\"{twin}\">This page as JSON</a>"))}
            </nav>
          </div>
        </footer>
        </body>
        </html>
        """);

    private const string SiteName = "Tool Risk Catalog";

    private static string Short(string description) => description.Length > 200 ? description[..199] + "…" : description;
}
