using System.Globalization;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Api.Shell;

/// <summary>The components that pages are put together from; <c>/-/patterns</c> shows each once.</summary>
internal static class Parts
{
    public static Html RiskBadge(Risk risk, bool large = false) => Html.Of($"""
        <a class="badge risk-{Words.Id(risk)}{(large ? " badge-large" : "")}" href="{Links.Risk(risk)}"><span class="dot"></span>{(risk == Risk.Unknown ? "Unknown risk" : $"{risk} risk")}</a>
        """);

    public static Html RiskMark(Risk risk) => Html.Of($"""<span class="badge risk-{Words.Id(risk)}"><span class="dot"></span>{risk.ToString()}</span>""");

    public static Html CategoryChip(Category category) => Html.Of($"""<a class="chip" href="{Links.Category(category)}"><span class="swatch cat-{Words.Id(category)}"></span>{category.ToString()}</a>""");

    public static Html FacetChip(Facet facet) => Html.Of($"""<a class="chip" href="{Links.Facet(facet)}" title="It {Words.Does(facet)}">{FacetIds.Of(facet)}</a>""");

    public static Html SearchBox(string text, string id) => Html.Of($"""
        <form class="search-box" action="{Links.Search}" role="search">
          <label class="visually-hidden" for="{id}">Search servers, tools and descriptions</label>
          <input id="{id}" name="q" type="search" value="{text}" placeholder="filesystem, delete, send email …" maxlength="200" autocomplete="off">
          <button class="button" type="submit">Search</button>
        </form>
        """);

    /// <summary>The shares of the categories as one bar, with its legend; each is a link.</summary>
    public static Html CategoryBar(IReadOnlyDictionary<Category, int> counts, Func<Category, SiteUrl>? link = null)
    {
        var total = counts.Values.Sum();
        if (total == 0)
        {
            return Html.Empty;
        }

        var shown = Words.Categories.Where(c => counts.GetValueOrDefault(c) > 0).ToList();
        var bars = new List<Html>();
        var at = 0d;
        foreach (var category in shown)
        {
            var width = counts[category] * 100d / total;
            bars.Add(Html.Of($"""<rect class="cat-{Words.Id(category)}" x="{Exact(at)}%" y="0" width="{Exact(width)}%" height="100%"/>"""));
            at += width;
        }

        return Html.Of($"""
            <figure class="category-bar">
              <svg role="img" aria-label="{string.Join(", ", shown.Select(c => $"{c} {counts[c]}"))}" preserveAspectRatio="none">{bars}</svg>
              <figcaption><ul class="legend">{shown.Select(c => Html.Of($"""<li><a href="{link?.Invoke(c) ?? Links.Category(c)}"><span class="swatch cat-{Words.Id(c)}"></span>{c.ToString()} <b>{Words.Number(counts[c])}</b></a></li>"""))}</ul></figcaption>
            </figure>
            """);
    }

    /// <summary>A document to copy and to save.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="label">What it is, said to screen readers and shown above it.</param>
    /// <param name="content">The code, marked up; its text is what is copied.</param>
    /// <param name="actions">Further links or buttons at its head.</param>
    public static Html CodeBlock(string id, string label, Html content, Html? actions = null) => Html.Of($"""
        <div class="code-block">
          <div class="code-head"><span class="code-label" id="{id}-label">{label}</span><span class="code-actions">{actions}<button class="button button-small" type="button" data-copy="{id}" hidden>Copy</button></span></div>
          <pre tabindex="0" role="region" aria-labelledby="{id}-label"><code id="{id}">{content}</code></pre>
        </div>
        """);

    public static Html Note(string kind, Html content) => Html.Of($"""<div class="note note-{kind}" role="note">{content}</div>""");

    public static Html ToolRow(ToolEntry tool, bool withServer) => Html.Of($"""
        <li class="tool-row">
          <div class="tool-row-head"><a class="tool-name" href="{Links.Tool(ServerKey.Parse(tool.Server), tool.Name)}">{tool.Name}</a>{RiskMark(tool.Risk)}<span class="chip chip-quiet"><span class="swatch cat-{Words.Id(tool.Category)}"></span>{tool.Category.ToString()}</span>{Html.If(tool.Exposed == Exposure.Conditional, static () => Html.Of($"<span class=\"chip chip-quiet\">under a condition</span>"))}{Html.If(tool.Review, static () => Html.Of($"<span class=\"chip chip-quiet\">needs review</span>"))}</div>
          {Html.If(tool.Summary.Length > 0, () => Html.Of($"<p class=\"tool-row-text\">{tool.Summary}</p>"))}
          {Html.If(tool.Location is not null, () => Html.Of($"<p class=\"tool-row-server\">{Place(tool)}{(tool.Exposed == Exposure.Conditional && tool.Condition is { Length: > 0 } condition ? $" · if {Words.Limit(condition, 120)}" : "")}</p>"))}
          {Html.If(withServer, () => Html.Of($"<p class=\"tool-row-server\">on <a href=\"{Links.Server(ServerKey.Parse(tool.Server))}\">{tool.Server}</a></p>"))}
        </li>
        """);

    private static Html Place(ToolEntry tool) => SiteUrl.OutsideOrNull(tool.LocationUrl) is { } url
        ? Html.Of($"<a href=\"{url}\" rel=\"nofollow noreferrer\">{tool.Location} ↗</a>")
        : Html.Text(tool.Location ?? "");

    public static Html ServerCard(ServerEntry server) => Html.Of($"""
        <li class="card server-card">
          <h3><a href="{Links.Server(ServerKey.Parse(server.Key))}">{server.Title}</a></h3>
          <p class="key">{server.Key}{(server.Version is null ? "" : $" · {server.Version}")}</p>
          {Html.If(server.Summary.Length > 0, () => Html.Of($"<p>{server.Summary}</p>"))}
          <p class="card-foot"><span>{Words.Count(server.Tools, "tool")}</span>{Words.Risks.Where(r => r is Risk.Critical or Risk.High && server.ByRisk.GetValueOrDefault(r) > 0).Select(r => Html.Of($"""<span class="badge risk-{Words.Id(r)}"><span class="dot"></span>{Words.Number(server.ByRisk[r])} {Words.Id(r)}</span>"""))}</p>
        </li>
        """);

    /// <summary>Links to the parts of a long list; nothing where it has one part.</summary>
    public static Html Pager(Paging paging, Func<int, SiteUrl> link) => paging.Pages <= 1
        ? Html.Empty
        : Html.Of($"""
            <nav class="pager" aria-label="Pages">
              {Html.If(paging.Page > 1, () => Html.Of($"<a rel=\"prev\" href=\"{link(paging.Page - 1)}\">← Previous</a>"))}
              <span>Page {Words.Number(paging.Page)} of {Words.Number(paging.Pages)}</span>
              {Html.If(paging.Page < paging.Pages, () => Html.Of($"<a rel=\"next\" href=\"{link(paging.Page + 1)}\">Next →</a>"))}
            </nav>
            """);

    public static Html Time(DateTimeOffset moment) => Html.Of($"""<time datetime="{moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}" title="{Words.Moment(moment)}">{Words.Date(moment)}</time>""");

    public static Html Day(DateOnly day) => Html.Of($"""<time datetime="{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}">{Words.Date(day)}</time>""");

    private static string Exact(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
