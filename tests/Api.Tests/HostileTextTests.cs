using System.Text.Json;
using AngleSharp.Html.Dom;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Api.Tests;

/// <summary>Everything that a server says of itself is a stranger's text. All pages that it reaches are read by a real parser.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Texts => [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "hostile-texts.json"))).RootElement.EnumerateArray().Select(static e => e.GetString()!)];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task EveryPage_HostileText_StaysText(string text)
    {
        await using var site = await SiteHost.StartAsync(Hostile(text));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(["/", "/search?q=" + Uri.EscapeDataString(text), "/servers?q=" + Uri.EscapeDataString(text), "/nothing/" + Uri.EscapeDataString(text)]);
        while (open.TryDequeue(out var path) && seen.Count < 40)
        {
            if (!seen.Add(path) || path.Contains(".json", StringComparison.Ordinal) || path.StartsWith("/assets/", StringComparison.Ordinal))
            {
                continue;
            }

            using var response = await site.GetAsync(path);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Check(page, path);
            foreach (var link in page.Links.Select(static l => l.GetAttribute("href")!).Where(static h => h.StartsWith('/') && (h.Contains("/tools/", StringComparison.Ordinal) || h.StartsWith("/servers", StringComparison.Ordinal))))
            {
                open.Enqueue(link.Split('#')[0]);
            }
        }

        Assert.Contains(seen, static p => p.Contains("/tools/", StringComparison.Ordinal));
        Assert.Contains(seen, static p => p.EndsWith("/dispute", StringComparison.Ordinal) || p.Contains("/tools/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ToolPage_GiantDescription_IsShownInPartAndWholeInItsTwin()
    {
        var giant = "Deletes " + new string('x', 1_000_000);
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:giant", Samples.Tool("t", Category.Destructive, giant)));
        Assert.InRange((await site.TextAsync("/servers/npm:giant/tools/t")).Length, 10_000, 120_000);
        Assert.Equal(giant, JsonDocument.Parse(await site.TextAsync("/servers/npm:giant/tools/t.json")).RootElement.GetProperty("definition").GetProperty("description").GetString());
    }

    [Fact]
    public async Task ToolPage_HiddenCharacters_AreShownAndSpokenOf()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:h", Samples.Tool("t", Category.Read, "Reads\u200B a\u202Enote")));
        var page = await site.PageAsync("/servers/npm:h/tools/t");
        Assert.Contains("holds 2 characters", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".tool-description .hidden-char"), static e => e.TextContent == "U+202E");
        Assert.DoesNotContain('\u202E', page.DocumentElement.OuterHtml);
    }

    private static void Check(IHtmlDocument page, string path)
    {
        var script = Assert.Single(page.Scripts);
        Assert.StartsWith("/assets/site.", script.Source, StringComparison.Ordinal);
        Assert.Equal("", script.Text);
        foreach (var element in page.All)
        {
            Assert.False(element.LocalName is "iframe" or "object" or "embed" or "style" or "base" or "img" or "template" or "noscript" or "math" or "marquee" or "video", $"{path} holds <{element.LocalName}>");
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc", $"{path} holds {attribute.Name}");
                if (attribute.Name is "href" or "src" or "action")
                {
                    Assert.True(
                        attribute.Value.StartsWith('#') || (attribute.Value.StartsWith('/') && !attribute.Value.StartsWith("//", StringComparison.Ordinal)) || attribute.Value.StartsWith("https://", StringComparison.Ordinal) || attribute.Value.StartsWith("http://", StringComparison.Ordinal),
                        $"{path} leads to {attribute.Value}");
                }
            }
        }

        Assert.Equal(page.QuerySelectorAll("[id]").Select(static e => e.Id).Distinct(StringComparer.Ordinal).Count(), page.QuerySelectorAll("[id]").Length);
    }

    private static ServerUpdate Hostile(string text)
    {
        var schema = JsonSerializer.Serialize(new { type = "object", properties = new Dictionary<string, object>(StringComparer.Ordinal) { [text] = new { type = text, description = text, @default = text, @enum = new[] { text } } }, required = new[] { text } });
        var tool = Samples.Tool(text, Category.Execute, text, schema, evidence: [new Evidence { Field = "/description", Quote = text, Start = 0, Length = text.EnumerateRunes().Count(), Signal = text }]);
        tool = tool with
        {
            Definition = tool.Definition with { Title = text, Condition = text, Exposed = Core.Tools.Exposure.Conditional, Differences = [text], Source = tool.Definition.Source! with { File = text } },
            Classification = tool.Classification with { Rationale = text, Contradictions = [text], RiskReasons = [new RiskReason { Step = 1, Reason = text }] },
        };
        return Samples.Server("npm:" + text, tool, Samples.Tool("other")) with { Title = text, Description = text, License = text, Notice = text, Homepage = text, Repository = text };
    }
}
