using Catalog.Api.Shell;

namespace Catalog.Api.Search;

internal static class ToolListPage
{
    public static Html Render(ToolListView view) => Layout.Page(
        view.Heading,
        view.Lead.Length > 0 ? view.Lead : view.Sentence,
        Html.Of($"""
            <header class="page-head">
              <h1>{view.Heading}</h1>
              {Html.If(view.Lead.Length > 0, () => Html.Of($"<p class=\"lead\">{view.Lead}</p>"))}
              {Parts.SearchBox(view.Filter.Text ?? "", "search-tools")}
            </header>
            <div class="with-filters">
              <aside aria-label="Filters" class="filters">{view.Filters.Select(Group)}</aside>
              <div>
                {Servers(view)}
                <h2 class="list-head">{view.Sentence}</h2>
                {Tools(view)}
                {Parts.Pager(view.Paging, p => view.Filter.ToUrl(p))}
              </div>
            </div>
            """),
        view.Filter.ToUrl(view.Paging.Page, "/search.json"));

    private static Html Tools(ToolListView view) => view.Tools.Count > 0
        ? Html.Of($"""<ul class="tool-list">{view.Tools.Select(static t => Parts.ToolRow(t, withServer: true))}</ul>""")
        : Html.Of($"""<p class="empty">Nothing is stored that matches. Take a filter away, try other words, or <a href="{Links.Servers}">look through all servers</a>.</p>""");

    private static Html Servers(ToolListView view) => view.Servers.Count == 0
        ? Html.Empty
        : Html.Of($"""<h2 class="list-head">{Words.Count(view.Servers.Count, "server")} among the best matches</h2><ul class="cards">{view.Servers.Select(Parts.ServerCard)}</ul>""");

    /// <summary>A group of filters.</summary>
    public static Html Group(FilterGroup group) => Html.Of($"""
        <details open><summary>{group.Name}</summary><ul>{group.Options.Select(Option)}</ul></details>
        """);

    private static Html Option(FilterOption option) => Html.Of(
        $"""<li><a href="{SiteUrl.Local(option.Url)}"{HtmlAttribute.If(option.IsSelected, "aria-current", "true")}><span>{option.Label}</span> <span class="count">{(option.IsSelected ? "✕" : Words.Number(option.Count))}</span>{Html.If(option.IsSelected, static () => Html.Of($"<span class=\"visually-hidden\">(selected; follow to take it away)</span>"))}</a></li>""");
}
