using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Api.Tests.Servers;

public sealed class OfferedTests
{
    [Fact]
    public async Task Get_ServerThatDeclaresMoreThanItOffers_SaysBothAndListsWhatIsNotOffered()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/servers/npm:notes");
        Assert.Contains("declares 5 tools: 2 offered at a plain start, 1 under a condition, 1 of which it is not known whether it is offered, 1 declared and not offered", page.QuerySelector(".offered-counts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["old_copy"], page.QuerySelectorAll("details.not-offered .tool-name").Select(static e => e.TextContent));
        Assert.Equal(4, page.QuerySelectorAll("#tools > .tool-list .tool-row").Length);
        Assert.Contains("https://github.com/sample/notes/blob/" + Samples.Commit + "/src/index.ts#L12", page.QuerySelectorAll("#tools .tool-row a").Select(static a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Get_TwinOfThatServer_HasTheCountsAndTheTools_ButNoPolicyNamesWhatIsNotOffered()
    {
        await using var site = await StartAsync();
        using var json = JsonDocument.Parse(await site.TextAsync("/servers/npm:notes.json"));
        var offered = json.RootElement.GetProperty("offered");
        Assert.Equal((2, 1, 1, 1, 5), (Number("atStart"), Number("underCondition"), Number("notKnown"), Number("notOffered"), Number("declared")));
        Assert.Equal("old_copy", json.RootElement.GetProperty("notOffered")[0].GetProperty("name").GetString());
        Assert.Equal("src/index.ts:12", json.RootElement.GetProperty("tools")[0].GetProperty("location").GetString());
        Assert.DoesNotContain("old_copy", await site.TextAsync("/servers/npm:notes/policy.json"), StringComparison.Ordinal);

        int Number(string name) => offered.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Get_ServerThatOffersAllItDeclares_SaysNothingOfIt()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:notes", Samples.Tool("add_note")));
        var page = await site.PageAsync("/servers/npm:notes");
        Assert.Null(page.QuerySelector(".offered-counts"));
        Assert.Null(page.QuerySelector("details.not-offered"));
    }

    [Fact]
    public async Task Get_ServerWhoseToolsAreElsewhere_SaysWhere()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:far") with { Notice = "`far` forwards to a remote server (https://far.example/mcp): its tools are defined there" });
        var page = await site.PageAsync("/servers/npm:far");
        Assert.Equal("far forwards to a remote server (https://far.example/mcp): its tools are defined there.", page.QuerySelector(".server-notice")!.TextContent);
        Assert.Equal("far", page.QuerySelector(".server-notice code")!.TextContent);
        Assert.Equal("No tools", page.QuerySelector("#tools h2")!.TextContent);
        Assert.StartsWith("No tool is known, so none is allowed.", page.QuerySelector("#policy .verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("defined elsewhere", page.QuerySelector(".in-short")!.TextContent, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await site.TextAsync("/servers/npm:far.json"));
        Assert.StartsWith("`far` forwards", json.RootElement.GetProperty("server").GetProperty("notice").GetString(), StringComparison.Ordinal);
    }

    private static Task<SiteHost> StartAsync() => SiteHost.StartAsync(Samples.Server(
        "npm:notes",
        Samples.Tool("add_note"),
        Samples.Tool("read_note", Category.Read, "Gives a note."),
        With(Samples.Tool("export_notes"), Exposure.Conditional, "NOTES_EXPORT"),
        With(Samples.Tool("maybe"), Exposure.Unknown, null),
        With(Samples.Tool("old_copy"), Exposure.No, null)));

    private static ClassifiedTool With(ClassifiedTool tool, Exposure exposed, string? condition) => tool with { Definition = tool.Definition with { Exposed = exposed, Condition = condition } };
}
