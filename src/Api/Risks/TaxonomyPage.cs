using Catalog.Api.Shell;

namespace Catalog.Api.Risks;

internal static class TaxonomyPage
{
    public static Html Render(TaxonomyView view) => Layout.Page(
        "Risks",
        "What the risks, categories and facets mean, and how many tools have each.",
        Html.Of($"""
            <header class="page-head">
              <h1>How tools are judged</h1>
              <p class="lead">{Words.Count(view.Tools, "tool")}, each judged by its own definition alone: what one call with allowed arguments can do (its category), what it touches beside (its facets), and how bad a wrong call can be (its risk).</p>
            </header>
            <section><h2>Risk</h2><p>A category sets where the risk starts: Read low, Write medium, Execute high, Destructive and Financial critical. What a call touches may move it by a step, and each tool's page names the reasons.</p>
            <ul class="rows">{view.Risks.Select(static e => Row(e, "dot risk-" + e.Id.ToLowerInvariant()))}</ul></section>
            <section><h2>Category</h2><ul class="rows">{view.Categories.Select(static e => Row(e, "swatch cat-" + e.Id.ToLowerInvariant()))}</ul></section>
            <section><h2>Facets</h2><ul class="rows">{view.Facets.Select(static e => Row(e, null))}</ul></section>
            """),
        SiteUrl.Local("/risks.json"));

    private static Html Row(TaxonomyEntry entry, string? mark) => Html.Of($"""
        <li><a href="{SiteUrl.Local(entry.Page)}">{(mark is null ? Html.Empty : Html.Of($"<span class=\"{mark}\"></span>"))}{entry.Id}</a><span>{entry.Meaning}</span><b>{Words.Number(entry.Tools)}</b></li>
        """);
}
