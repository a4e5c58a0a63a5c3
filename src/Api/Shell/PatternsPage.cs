using System.Text.Json;
using Catalog.Api.Disputes;
using Catalog.Api.Policies;
using Catalog.Api.Tools;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Shell;

/// <summary>The components with sample content.</summary>
internal static class PatternsPage
{
    private const string Schema = """
        {"type":"object","required":["path"],"properties":{"path":{"type":"string","description":"Where to write"},"mode":{"type":"string","enum":["append","replace"],"default":"append"},"meta":{"type":"object","properties":{"tag":{"type":"string"}}}}}
        """;

    public static Html Render()
    {
        var key = ServerKey.Parse("npm:sample");
        var tool = new ToolEntry(key.Value, "write_sample", "Writes a sample.", Category.Write, Risk.Medium, [Facet.Files], Review: true, Links.Tool(key, "write_sample").Value);
        var counts = new Dictionary<Category, int> { [Category.Read] = 12, [Category.Write] = 6, [Category.Execute] = 3, [Category.Destructive] = 2, [Category.Financial] = 1, [Category.Unknown] = 1 };
        var server = new ServerEntry(key.Value, "Sample", "A server for this page.", "1.0.0", 25, counts, new Dictionary<Risk, int> { [Risk.Critical] = 3, [Risk.High] = 3 }, default, Links.Server(key).Value);
        var quote = new EvidenceField("/description", "description", [new("Then it ", false), new("deletes every", true), new(" sample.", false)], ["sample"]);
        AgentMessage[] messages = [new("On the call that goes over 30 in one minute", "[POLICY DENIED] Limit reached: 30 per minute for `sample`"), new("On any other call", null)];
        const string Json = "{\n  \"version\": \"1\",\n  \"default\": \"deny\",\n  \"hide\": [],\n  \"max\": 30\n}";
        var document = new PolicyDocument("portable", Json, "sample.policy.json", Links.ServerPolicy(key).Value, messages);
        var control = new ControlView("Allow at most 30 calls a minute", document, null, new GatewaySetup("catalog gateway --policy sample.policy.json -- COMMAND", false, "{}"));
        return Layout.Page("Patterns", "Every component of the site once.", Html.Of($"""
            <header class="page-head"><p class="eyebrow">For whoever changes the style sheet</p><h1>Every component once</h1><p class="lead">What stands here is all there is. A page is put together from these.</p></header>
            {Section("Risk badges", Html.Of($"<p class=\"chips\">{Words.Risks.Select(static r => Parts.RiskBadge(r, large: true))}</p><p class=\"chips\">{Words.Risks.Select(Parts.RiskMark)}</p>"))}
            {Section("Chips", Html.Of($"<p class=\"chips\">{Words.Categories.Select(Parts.CategoryChip)}{Enum.GetValues<Facet>().Select(Parts.FacetChip)}<span class=\"chip chip-quiet\">needs review</span></p>"))}
            {Section("Category bar", Parts.CategoryBar(counts))}
            {Section("Search", Parts.SearchBox("", "pattern-search"))}
            {Section("Rows of tools", Html.Of($"<ul class=\"tool-list\">{Parts.ToolRow(tool, withServer: true)}{Parts.ToolRow(tool with { Risk = Risk.Critical, Category = Category.Destructive, Review = false }, withServer: false)}</ul>"))}
            {Section("Cards", Html.Of($"<ul class=\"cards\">{Parts.ServerCard(server)}</ul>"))}
            {Section("Notes", Html.Of($"{Parts.Note("plain", Html.Of($"<p>A plain note.</p>"))}{Parts.Note("bad", Html.Of($"<p><strong>Hidden text.</strong> A bad note with {"one\u202E"} hidden character.</p>"))}"))}
            {Section("Quotes", Html.Of($"<div class=\"quotes\">{ToolWhy.Quote(quote)}</div>"))}
            {Section("Parameters", ToolParameters.Render(ParameterList.Of(JsonDocument.Parse(Schema).RootElement)))}
            {Section("Policy", PolicyParts.Document(document, "pattern-policy"))}
            {Section("What an agent sees", PolicyParts.AgentSees(document))}
            {Section("Steps", PolicyParts.Steps(control))}
            {Section("Questions", ToolPage.Question(new QuestionView("Is this a question?", "It is, and `this` is code."), 0))}
            {Section("Form", DisputeForm.Render(new DisputeInput("read", "", ""), [new("reason", "Say why")], key, "write_sample", Category.Write))}
            {Section("Parts of a list", Parts.Pager(new Paging(2, 10, 45), static p => Links.WithQuery("/-/patterns", ("page", p.ToString(System.Globalization.CultureInfo.InvariantCulture)))))}
            {Section("Dates", Parts.Time(DateTimeOffset.UnixEpoch))}
            """));
    }

    private static Html Section(string name, Html content) => Html.Of($"<section><h2>{name}</h2>{content}</section>");
}
