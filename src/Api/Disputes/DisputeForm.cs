using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Disputes;

/// <summary>The form to dispute a classification, on the tool's page and again, with what is wrong, after a mistake.</summary>
internal static class DisputeForm
{
    public static Html Render(DisputeInput input, IReadOnlyList<DisputeProblem> problems, ServerKey server, string tool, Category shown) => Html.Of($"""
        <p>This page says <strong>{shown.ToString()}</strong>. If the definition says otherwise, tell us; a person reviews every dispute (<code>catalog review</code>).</p>
        <form class="dispute" method="post" action="{Links.Dispute(server, tool)}">
          {Html.If(problems.Count > 0, () => Html.Of($"<div class=\"note note-bad\" role=\"alert\"><p><strong>Not sent yet.</strong></p><ul>{problems.Select(static p => Html.Of($"<li>{p.Message}.</li>"))}</ul></div>"))}
          <fieldset{HtmlAttribute.If(Has(problems, "category"), "aria-invalid", "true")}><legend>What is it instead?</legend>
          {Words.Categories.Where(c => c != shown && c != Category.Unknown).Select(c => Html.Of($"""<label class="choice"><input type="radio" name="category" value="{Words.Id(c)}" required{HtmlAttribute.If(input.Proposed.Equals(Words.Id(c), StringComparison.OrdinalIgnoreCase), "checked")}><span><b>{c.ToString()}</b> a call {Words.CanDo(c)}</span></label>"""))}
          </fieldset>
          <label for="dispute-reason">Why? Quote the definition if you can.</label>
          <textarea id="dispute-reason" name="reason" rows="4" minlength="{DisputeRules.ShortestReason}" maxlength="{DisputeRules.LongestReason}" required{HtmlAttribute.If(Has(problems, "reason"), "aria-invalid", "true")}>{Html.Plain(input.Reason)}</textarea>
          <label for="dispute-contact">An address for an answer (optional, never shown)</label>
          <input id="dispute-contact" name="contact" type="text" maxlength="{DisputeRules.LongestContact}" autocomplete="email" value="{input.Contact}"{HtmlAttribute.If(Has(problems, "contact"), "aria-invalid", "true")}>
          <button class="button" type="submit">Send for review</button>
        </form>
        """);

    public static Html FormPage(DisputeInput input, IReadOnlyList<DisputeProblem> problems, ServerKey server, string tool, Category shown) => Layout.Page(
        $"Dispute {tool}",
        "Dispute a classification.",
        Html.Of($"""
            <nav class="crumbs" aria-label="Breadcrumb"><a href="{Links.Server(server)}">{server.Value}</a> <a href="{Links.Tool(server, tool)}">{tool}</a></nav>
            <header class="page-head"><h1>Dispute the classification of {tool}</h1></header>
            <div class="prose">{Render(input, problems, server, tool, shown)}</div>
            """));

    public static Html OutcomePage(string heading, string sentence, ServerKey server, string tool) => Layout.Page(
        heading,
        sentence,
        Html.Of($"""
            <section class="hero hero-small">
              <h1>{heading}</h1>
              <p class="lead">{sentence}</p>
              <p><a class="button" href="{Links.Tool(server, tool)}">Back to {tool}</a></p>
            </section>
            """));

    private static bool Has(IReadOnlyList<DisputeProblem> problems, string field) => problems.Any(p => p.Field == field);
}
