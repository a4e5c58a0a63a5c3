using Catalog.Api.Shell;

namespace Catalog.Api.Attacks;

internal static class AttackPages
{
    public static Html List(AttackList view) => Layout.Page(
        "Attack patterns",
        "How tools of MCP servers are abused, with citations and with what helps.",
        Html.Of($"""
            <header class="page-head">
              <p class="eyebrow">Attacks</p>
              <h1>Documented attack patterns</h1>
              <p class="lead">{Words.Count(view.Patterns.Count, "pattern")} in our own words, each with where it is documented, the kind of access that it abuses, and what helps against it.</p>
            </header>
            <h2>By the access that a tool gives</h2>
            <ul class="cards">{view.Patterns.Where(static p => !p.Concerns.EveryTool).Select(Card)}</ul>
            <h2>Through the definition or the package</h2>
            <p>These concern every tool, whatever it does.</p>
            <ul class="cards">{view.Patterns.Where(static p => p.Concerns.EveryTool).Select(Card)}</ul>
            """),
        SiteUrl.Local("/attacks.json"));

    public static Html One(AttackView view)
    {
        var pattern = view.Pattern;
        return Layout.Page(pattern.Name, pattern.Summary, Html.Of($"""
            <nav class="crumbs" aria-label="Breadcrumb"><a href="{Links.Attacks}">Attacks</a></nav>
            <header class="page-head">
              <h1>{pattern.Name}</h1>
              <p class="lead">{pattern.Summary}</p>
              {Concerns(pattern)}
            </header>
            <div class="prose">
            <section><h2>How it works</h2>{pattern.How.Select(static h => Html.Of($"<p>{h}</p>"))}</section>
            <section><h2>What gives it away</h2><ul>{pattern.Signs.Select(static s => Html.Of($"<li>{s}</li>"))}</ul></section>
            <section><h2>What helps</h2><ul class="ticks">{pattern.Answers.Select(static a => Html.Of($"<li>{InlineCode.Of(a)}</li>"))}</ul></section>
            <section><h2>Where it is documented</h2><ul>{pattern.Citations.Select(Citation)}</ul></section>
            </div>
            {Html.If(view.Tools.Count > 0, () => Html.Of($"""<section><h2>Tools that give this kind of access</h2><ul class="tool-list">{view.Tools.Select(static t => Parts.ToolRow(t, withServer: true))}</ul></section>"""))}
            """), SiteUrl.Local($"/attacks/{pattern.Id}.json"));
    }

    public static Html Card(AttackPattern pattern) => Html.Of($"""
        <li class="card"><h3><a href="{Links.Attack(pattern.Id)}">{pattern.Name}</a></h3><p>{pattern.Summary}</p><p class="card-foot sources">{string.Join(" · ", pattern.Citations.Select(static c => c.Id is null ? c.Source : c.Id).Distinct(StringComparer.Ordinal))}</p></li>
        """);

    private static Html Concerns(AttackPattern pattern) => pattern.Concerns.EveryTool
        ? Html.Of($"<p class=\"chips\"><span class=\"chip chip-quiet\">concerns every tool</span></p>")
        : Html.Of($"<p class=\"chips\">{pattern.Concerns.Categories.Select(Parts.CategoryChip)}{pattern.Concerns.Facets.Select(Parts.FacetChip)}</p>");

    private static Html Citation(AttackCitation citation) => Html.Of(
        $"""<li>{citation.Source}{(citation.Id is null ? "" : $", {citation.Id}")}: <a href="{SiteUrl.OutsideOrNull(citation.Url)!}" rel="noreferrer">{citation.Title}</a></li>""");
}
