using Catalog.Api.Shell;
using Catalog.Api.Tools;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Home;

internal static class HomePage
{
    public static Html Render(HomeView view) => Layout.Page(
        "Tool Risk Catalog",
        $"What {Words.Count(view.Counts.Tools, "tool")} of {Words.Count(view.Counts.Servers, "MCP server")} can do, why, and the policy to put in front of them.",
        Html.Of($"""
            <section class="hero{(view.Example is null ? "" : " hero-split")}">
              <div><h1>Know what a tool can do before your agent calls it</h1>
              <p class="lead">Every tool of {Words.Count(view.Counts.Servers, "MCP server")}, read from its own definition: what a call can do, the words that say so, and a policy that a gateway enforces.</p>
              {Parts.SearchBox("", "search-home")}
              {Tries(view)}</div>
              {(view.Example is null ? Html.Empty : Preview(view.Example))}
            </section>
            {(view.Counts.Servers == 0 ? Nothing() : Filled(view))}
            <section class="steps-section">
              <h2>From a tool to a rule that holds</h2>
              <ol class="steps">
                <li><h3>Read the risk page</h3><p>Category, risk, and the quoted words of the definition that carry both. Ten seconds are enough.</p></li>
                <li><h3>Take the policy</h3><p>Each tool and each server has a <code>policy.json</code>: reads pass, writes are capped, what destroys or pays is denied or waits for a person.</p></li>
                <li><h3>Put the gateway in front</h3><p><code>catalog gateway --policy policy.json -- COMMAND</code> stands between agent and server, decides each call, and logs why.</p></li>
              </ol>
            </section>
            """),
        SiteUrl.Local("/index.json"));

    private static Html Filled(HomeView view) => Html.Of($"""
        <section aria-labelledby="figures">
          <h2 id="figures" class="visually-hidden">Figures</h2>
          <ul class="figures">
            <li><a href="{Links.Servers}"><b>{Words.Number(view.Counts.Servers)}</b> {(view.Counts.Servers == 1 ? "server" : "servers")}</a></li>
            <li><a href="{Links.Search}"><b>{Words.Number(view.Counts.Tools)}</b> {(view.Counts.Tools == 1 ? "tool" : "tools")}</a></li>
            {Words.Risks.Where(static r => r is Risk.Critical or Risk.High).Select(r => Html.Of($"""<li class="figure-{Words.Id(r)}"><a href="{Links.Risk(r)}"><b>{Words.Number(view.Counts.ByRisk.GetValueOrDefault(r))}</b> of {Words.Id(r)} risk</a></li>"""))}
            <li><a href="{SiteUrl.Local("/search?review=1")}"><b>{Words.Number(view.Counts.Review)}</b> to be reviewed</a></li>
          </ul>
        </section>
        <section>
          <div class="section-head"><h2>What their calls can do</h2><a href="{Links.Risks}">How tools are judged</a></div>
          {Parts.CategoryBar(view.Counts.ByCategory)}
          <ul class="cards category-cards">{Words.Categories.Where(c => view.Counts.ByCategory.GetValueOrDefault(c) > 0).Select(c => Html.Of($"""<li class="card"><h3><a href="{Links.Category(c)}"><span class="swatch cat-{Words.Id(c)}"></span>{c.ToString()}</a></h3><p>A call {Words.CanDo(c)}.</p></li>"""))}</ul>
        </section>
        <section>
          <div class="section-head"><h2>Read most recently</h2><a href="{Links.Servers}">All servers</a></div>
          <ul class="cards">{view.Recent.Select(Parts.ServerCard)}</ul>
        </section>
        {Html.If(view.Critical.Count > 0, () => Html.Of($"""
            <section>
              <div class="section-head"><h2>Where a wrong call costs most</h2><a href="{Links.Risk(Risk.Critical)}">All of critical risk</a></div>
              <ul class="tool-list">{view.Critical.Select(static t => Parts.ToolRow(t, withServer: true))}</ul>
            </section>
            """))}
        """);

    private static Html Preview(HomeExample example) => Html.Of($"""
        <div class="preview">
          <p class="chips">{Parts.RiskMark(example.Tool.Risk)}<span class="chip">{example.Tool.Category.ToString()}</span></p>
          <div><a class="tool-name" href="{Links.Tool(ServerKey.Parse(example.Tool.Server), example.Tool.Name)}">{example.Tool.Name}</a><p class="tool-row-server">on {example.ServerTitle}</p></div>
          {ToolWhy.Quote(example.Evidence)}
          <dl><dt>The gateway would</dt><dd>{char.ToLowerInvariant(example.Verdict[0]) + example.Verdict[1..]}</dd></dl>
        </div>
        """);

    private static Html Nothing() => Html.Of($"""
        <section class="empty-catalog"><h2>Nothing is stored yet</h2><p>Crawl a first server, then look here again:</p>{Parts.CodeBlock("first-crawl", "In a terminal", Html.Of($"catalog crawl npm:@modelcontextprotocol/server-filesystem"))}</section>
        """);

    private static Html Tries(HomeView view) => view.Counts.Tools == 0
        ? Html.Empty
        : Html.Of($"""<p class="tries">Try {Html.Join(", ", new[] { "delete", "send message", "run command", "payment" }.Select(static w => Html.Of($"<a href=\"{Links.WithQuery("/search", ("q", w))}\">{w}</a>")))}</p>""");
}
