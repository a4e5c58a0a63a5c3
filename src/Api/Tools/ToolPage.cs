using Catalog.Api.Changes;
using Catalog.Api.Disputes;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Suspicions;

namespace Catalog.Api.Tools;

/// <summary>The risk page: from what a call can do, over why, to what to do about it.</summary>
internal static class ToolPage
{
    private const int ShownDescription = 900;
    private const int LongestDescription = 20_000;

    private static readonly (string Id, string Label)[] Sections =
    [
        ("does", "What it does here"), ("why", "Why it needs a policy"), ("parameters", "Parameters"), ("attacks", "Attack patterns"),
        ("control", "How to control it"), ("related", "Related tools"), ("questions", "Questions"), ("dispute", "Dispute"), ("changes", "Changes"), ("provenance", "Dates and versions"),
    ];

    public static Html Render(ToolView view)
    {
        var key = ServerKey.Parse(view.Server);
        var name = view.Definition.Tool;
        return Layout.Page(
            $"{name} on {view.ServerTitle}",
            $"{view.Classification.Risk} risk, {view.Classification.Category}: a call {Words.CanDo(view.Classification.Category)}.",
            Html.Of($"""
                <nav class="crumbs" aria-label="Breadcrumb"><a href="{Links.Servers}">Servers</a> <a href="{Links.Server(key)}">{view.ServerTitle}</a></nav>
                <article class="tool-page">
                {Head(view)}
                <div class="with-toc">
                <div class="tool-main">
                <section id="does"><h2>What it does on this server</h2>{DoesHere(view)}{Behind(view)}{ToolActions.Render(view)}</section>
                <section id="why"><h2>Why it needs a policy</h2>{ToolWhy.Render(view)}</section>
                {ToolSuspects.Render(view.Suspects)}
                <section id="parameters"><h2>Parameters</h2>{ToolParameters.Render(view.Parameters)}</section>
                <section id="attacks"><h2>Documented attack patterns</h2>{Attacks(view)}</section>
                <section id="control"><h2>How to control it</h2>{ToolControl.Render(view, key)}</section>
                <section id="related"><h2>Related tools</h2>{Related(view)}</section>
                <section id="questions"><h2>Questions and answers</h2>{view.Questions.Select(Question)}</section>
                <section id="dispute"><h2>Is this wrong?</h2>{DisputeForm.Render(DisputeInput.Empty, [], key, name, view.Classification.Category)}</section>
                <section id="changes"><h2>What changed</h2>{ChangeParts.Log(view.Changes, view.ChangesTotal, new ChangeFilter(Server: view.Server, Tool: name), named: false)}</section>
                <section id="provenance"><h2>Dates and versions behind this page</h2>{ToolProvenance.Render(view)}</section>
                </div>
                <nav class="toc" aria-label="On this page"><p>On this page</p><ul>{Sections.Select(static s => Html.Of($"<li><a href=\"{SiteUrl.Local("#" + s.Id)}\">{s.Label}</a></li>"))}</ul></nav>
                </div>
                </article>
                """),
            SiteUrl.Local(Links.Tool(key, name).Value + ".json"));
    }

    private static Html Head(ToolView view)
    {
        var classification = view.Classification;
        return Html.Of($"""
            <header class="tool-head risk-edge-{Words.Id(classification.Risk)}">
              <div class="badges">{Parts.RiskBadge(classification.Risk, large: true)}{Parts.CategoryChip(classification.Category)}{classification.Facets.Select(Parts.FacetChip)}</div>
              <h1 class="tool-title">{view.Definition.Tool}</h1>
              {Html.If(view.Definition.Title is { Length: > 0 }, () => Html.Of($"<p class=\"tool-human-title\">{Words.Limit(view.Definition.Title!, 200)}</p>"))}
              <p class="tool-server">on <a href="{Links.Server(ServerKey.Parse(view.Server))}">{view.ServerTitle}</a></p>
              {Warnings(view)}
              {Description(view)}
              <dl class="facts">
                <div><dt>A wrong call</dt><dd>{Words.Means(classification.Risk).Replace("a wrong call ", "", StringComparison.Ordinal)}</dd></div>
                <div><dt>Recommended</dt><dd><a href="{SiteUrl.Local("#control")}">{view.Control.Verdict}</a></dd></div>
                {Confidence(classification)}
                <div><dt>Parameters</dt><dd>{(view.Parameters.IsKnown ? $"{Words.Number(view.Parameters.Total)}, {Words.Number(view.Parameters.Required)} required" : "not known")}</dd></div>
              </dl>
            </header>
            """);
    }

    private static Html Confidence(Classification classification) => classification.Reviewed is not null
        ? Html.Of($"<div><dt>Reviewed by hand</dt><dd><a href=\"{SiteUrl.Local("#why")}\">{Words.Date(classification.Reviewed.On)}</a></dd></div>")
        : Html.Of($"<div><dt>Confidence</dt><dd>{(classification.Category == Category.Unknown ? Html.Of($"none") : Html.Of($"<a href=\"{Links.Accuracy}\">{Words.Percent(classification.Confidence)}</a>"))}{(classification.Review ? ", needs review" : "")}</dd></div>");

    private static Html Warnings(ToolView view) => Html.Join(
    [
        Html.If(view.HiddenCharacters > 0, () => Parts.Note("bad", Html.Of($"<p><strong>Hidden text.</strong> The name or description holds {Words.Count(view.HiddenCharacters, "character")} that a reader does not see and an agent reads. Each is shown here by its number.</p>"))),
        Html.If(view.Suspects.Any(static s => s.Text.Severity >= SuspectSeverity.Medium), () => Parts.Note("bad", Html.Of($"<p><strong>Poisoned text.</strong> Its definition {Words.Limit(view.Suspects[0].Text.Says, 200)}. <a href=\"{SiteUrl.Local("#poison")}\">See the words</a></p>"))),
        .. view.Classification.Contradictions.Select(static c => Parts.Note("bad", Html.Of($"<p><strong>The author contradicts the text.</strong> {c.TrimEnd('.')}.</p>"))),
        Html.If(view.Definition.Exposed == Core.Tools.Exposure.No, static () => Parts.Note("plain", Html.Of($"<p>The source defines this tool and nothing that runs offers it. Lists and policies leave it out.</p>"))),
    ]);

    private static Html Description(ToolView view)
    {
        var text = view.Definition.Description?.Trim() ?? "";
        if (text.Length == 0)
        {
            return Html.Of($"<p class=\"tool-description none\">Its author gives no description.</p>");
        }

        if (text.Length <= ShownDescription)
        {
            return Html.Of($"<p class=\"tool-description\">{text}</p>");
        }

        var start = Words.Limit(text, ShownDescription);
        var rest = text[(start.Length - 1)..];
        var cut = rest.Length > LongestDescription;
        return Html.Of($"""
            <p class="tool-description">{start}</p>
            <details class="more"><summary>The rest of the description ({Words.Number(rest.Length)} characters)</summary><p class="tool-description">{Words.Limit(rest, LongestDescription)}</p>{Html.If(cut, static () => Html.Of($"<p class=\"quiet\">It goes on; this page as JSON has all of it.</p>"))}</details>
            """);
    }

    private static Html DoesHere(ToolView view) => Html.Of($"""<ul class="plain-list">{view.DoesHere.Select(static s => Html.Of($"<li>{InlineCode.Of(s)}</li>"))}</ul>""");

    private static Html Behind(ToolView view) => view.Behind.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <details class="more behind"><summary>{Words.Count(view.Behind.Count, "tool")} that a call of it may run</summary>
            <p class="quiet">The source declares {(view.Behind.Count == 1 ? "it" : "them")} and does not offer {(view.Behind.Count == 1 ? "it" : "them")} as {(view.Behind.Count == 1 ? "a tool" : "tools")} of {(view.Behind.Count == 1 ? "its" : "their")} own. No policy sees the name of a tool behind this one, only the arguments of the call.</p>
            <ul class="tool-list">{view.Behind.Select(static t => Parts.ToolRow(t, withServer: false))}</ul></details>
            """);

    private static Html Attacks(ToolView view) => view.Attacks.Count == 0
        ? Html.Of($"""<p>No pattern abuses this kind of access in particular. Those that <a href="{Links.Attacks}">concern every tool</a> come through its definition or its package.</p>""")
        : Html.Of($"""
            <p>These abuse the kind of access that a tool like this gives an agent. Others <a href="{Links.Attacks}">concern every tool</a>.</p>
            <ul class="cards attack-cards">{view.Attacks.Select(static a => Html.Of($"""<li class="card"><h3><a href="{Links.Attack(a.Id)}">{a.Name}</a></h3><p>{a.Summary}</p><p class="card-foot sources">{a.Because} · {string.Join(" · ", a.Documented)}</p></li>"""))}</ul>
            """);

    private static Html Related(ToolView view)
    {
        if (view.RelatedHere.Count + view.RelatedElsewhere.Count == 0)
        {
            return Html.Of($"<p>It is the only tool of its server, and no other server has one of a like name.</p>");
        }

        return Html.Join(
        [
            Html.If(view.RelatedHere.Count > 0, () => Html.Of($"<h3>On this server</h3><ul class=\"tool-list\">{view.RelatedHere.Select(static t => Parts.ToolRow(t, withServer: false))}</ul>")),
            Html.If(view.RelatedElsewhere.Count > 0, () => Html.Of($"<h3>On other servers</h3><ul class=\"tool-list\">{view.RelatedElsewhere.Select(static t => Parts.ToolRow(t, withServer: true))}</ul>")),
        ]);
    }

    public static Html Question(QuestionView question, int index) => Html.Of($"""
        <details class="question"{HtmlAttribute.If(index == 0, "open")}><summary><h3>{question.Question}</h3></summary><div><p>{InlineCode.Of(question.Answer)}</p>{(question.Code is null ? Html.Empty : Parts.CodeBlock($"answer-{index}", question.Code.StartsWith('{') ? "policy.json" : "In a terminal", question.Code.StartsWith('{') ? Policies.JsonMarkup.Of(question.Code) : Html.Verbatim(question.Code)))}</div></details>
        """);
}
