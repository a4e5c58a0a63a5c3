using Catalog.Api.Search;
using Catalog.Api.Shell;

namespace Catalog.Api.Changes;

internal static class ChangesPage
{
    public static Html Render(ChangeListView view) => Layout.Page(
        "Changes",
        view.Sentence + ".",
        Html.Of($"""
            <header class="page-head">
              <h1>What changed</h1>
              <p class="lead">Servers and tools that appeared, changed or vanished. What raises a risk, widens what a call may say, drops or fakes a hint, or slips instructions into a text is marked for a person to look at.</p>
              <p class="chips"><a class="chip" href="{view.Filter.ToUrl(path: AtomFeed.Path)}">Atom feed</a><a class="chip" href="{view.Filter.ToUrl(path: JsonFeed.Path)}">JSON feed</a></p>
            </header>
            <div class="with-filters">
              <aside aria-label="Filters" class="filters">{view.Filters.Select(ToolListPage.Group)}</aside>
              <div>
                <h2 class="list-head">{view.Sentence}{Html.If(view.Filter.Server is not null, () => Html.Of($" · <a href=\"{(view.Filter with { Server = null, Tool = null }).ToUrl()}\">of all servers</a>"))}</h2>
                {List(view)}
                {Parts.Pager(view.Paging, p => view.Filter.ToUrl(p))}
              </div>
            </div>
            """),
        view.Filter.ToUrl(view.Paging.Page, "/changes.json"),
        Html.Of($"""
            <link rel="alternate" type="application/atom+xml" title="Changes" href="{view.Filter.ToUrl(path: AtomFeed.Path)}">
            <link rel="alternate" type="application/feed+json" title="Changes" href="{view.Filter.ToUrl(path: JsonFeed.Path)}">
            """));

    private static Html List(ChangeListView view) => view.Changes.Count == 0
        ? Html.Of($"""<p class="empty">Nothing of this kind since the first crawl. What that one found is where the catalog starts, and no change; crawl again to see what is new: <code>catalog crawl</code>.</p>""")
        : Html.Join(view.Changes.GroupBy(static change => DateOnly.FromDateTime(change.At.UtcDateTime)).Select(static day => Html.Of($"""
            <section class="change-day"><h3>{Parts.Day(day.Key)}</h3><ul class="changes">{day.Select(static change => ChangeParts.Row(change, named: true, withDay: false))}</ul></section>
            """)));
}
