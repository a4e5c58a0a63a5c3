using System.Globalization;
using Catalog.Api.Shell;

namespace Catalog.Api.Servers;

internal static class ServerListPage
{
    public static Html Render(ServerListView view) => Layout.Page(
        "Servers",
        view.Sentence,
        Html.Of($"""
            <header class="page-head">
              <h1>Servers</h1>
              <form class="search-box" action="{Links.Servers}" role="search">
                <label class="visually-hidden" for="search-servers">Search servers by name, description and tools</label>
                <input id="search-servers" name="q" type="search" value="{view.Text}" placeholder="Name, description, or a tool they offer" maxlength="200" autocomplete="off">
                <button class="button" type="submit">Search</button>
              </form>
              <p class="list-sentence">{view.Sentence}, {(view.IsRecentFirst ? "the one read last first" : view.Text is null ? "by key" : "best match first")} · <a href="{Url(view with { IsRecentFirst = !view.IsRecentFirst }, 1, "/servers")}">{(view.IsRecentFirst ? (view.Text is null ? "by key" : "best match first") : "the one read last first")}</a>{Html.If(view.Text is not null, () => Html.Of($" · <a href=\"{Url(view with { Text = null }, 1, "/servers")}\">all servers</a>"))}</p>
            </header>
            {(view.Servers.Count > 0
                ? Html.Of($"""<ul class="cards">{view.Servers.Select(Parts.ServerCard)}</ul>""")
                : Html.Of($"""<p class="empty">No server matches. Search <a href="{Links.WithQuery("/search", ("q", view.Text))}">all tools</a> instead, or crawl the server: <code>catalog crawl npm:NAME</code>.</p>"""))}
            {Parts.Pager(view.Paging, p => Url(view, p, "/servers"))}
            """),
        Url(view, view.Paging.Page, "/servers.json"));

    private static SiteUrl Url(ServerListView view, int page, string path) => Links.WithQuery(
        path,
        ("q", view.Text),
        ("order", view.IsRecentFirst ? "recent" : null),
        ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));
}
