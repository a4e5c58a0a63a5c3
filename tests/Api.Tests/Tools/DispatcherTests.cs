using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Api.Tests.Tools;

public sealed class DispatcherTests
{
    private const string Server = "/servers/npm:notes";

    [Fact]
    public async Task Page_OfADispatcher_SaysWhatItIsAndListsTheDeclaredToolsBehindIt()
    {
        await using var site = await StartAsync(dispatcher: true);
        var page = await site.PageAsync(Server + "/tools/run_any");
        Assert.Contains("This tool calls other tools: what it can do is what they can do.", page.QuerySelector("#does")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["drop_all", "old_copy"], page.QuerySelectorAll("details.behind .tool-name").Select(static e => e.TextContent));
        using var json = JsonDocument.Parse(await site.TextAsync(Server + "/tools/run_any.json"));
        Assert.Equal(["drop_all", "old_copy"], json.RootElement.GetProperty("behind").EnumerateArray().Select(static t => t.GetProperty("name").GetString()));
        Assert.True(json.RootElement.GetProperty("classification").GetProperty("dispatcher").GetBoolean());
    }

    [Fact]
    public async Task Page_OfItsServer_NamesTheDispatcher()
    {
        await using var site = await StartAsync(dispatcher: true);
        var said = (await site.PageAsync(Server)).QuerySelector(".dispatchers")!;
        Assert.Equal("run_any calls other tools: what it can do is what those can do, and tools that are declared and not offered may be among them.", said.TextContent);
        Assert.EndsWith("/tools/run_any", said.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await site.TextAsync(Server + ".json"));
        Assert.Equal("run_any", Assert.Single(json.RootElement.GetProperty("dispatchers").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Pages_WithoutADispatcher_SayNothingOfIt()
    {
        await using var site = await StartAsync(dispatcher: false);
        Assert.Null((await site.PageAsync(Server)).QuerySelector(".dispatchers"));
        var page = await site.PageAsync(Server + "/tools/run_any");
        Assert.Null(page.QuerySelector("details.behind"));
        Assert.DoesNotContain("calls other tools", page.QuerySelector("#does")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<SiteHost> StartAsync(bool dispatcher)
    {
        var runs = Samples.Tool("run_any", Category.Execute, "Runs an operation by its name.");
        return SiteHost.StartAsync(Samples.Server(
            "npm:notes",
            runs with { Classification = runs.Classification with { Dispatcher = dispatcher } },
            Samples.Tool("add_note"),
            NotOffered("old_copy"),
            NotOffered("drop_all")));
    }

    private static ClassifiedTool NotOffered(string name)
    {
        var tool = Samples.Tool(name);
        return tool with { Definition = tool.Definition with { Exposed = Exposure.No } };
    }
}
