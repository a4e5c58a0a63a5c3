using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Store_OddText_ComesBackAsItWas(string text)
    {
        var odd = Samples.Tool("t" + text, "says " + text);
        var update = Samples.Update(Samples.Notes, odd with { Definition = odd.Definition with { Title = text } }, Samples.Tool("plain")) with { Title = text, Description = text, License = text };

        await Writer.StoreAsync(update, None);
        var again = await Writer.StoreAsync(update, None);

        Assert.Equal(new UpdateOutcome(false, 0, 0, 0, 0, 2), again);
        var server = await Reader.FindServerOrNullAsync(Samples.Notes, None);
        Assert.Equal((text, text, text), (server!.Title, server.Description, server.License));
        var tool = await Reader.FindToolOrNullAsync(Samples.Notes, "t" + text, None);
        Assert.Equal(("t" + text, text, "says " + text), (tool!.Definition.Tool, tool.Definition.Title, tool.Definition.Description));
        Assert.Equal(["t" + text], (await Reader.FindToolOrNullAsync(Samples.Notes, "plain", None))!.Definition.Siblings);
        Assert.Single(await Reader.ListHistoryAsync(Samples.Notes, "t" + text, None));
    }

    [Fact]
    public async Task Lists_NamesOfAllKinds_AreInOrderOfTheirCodePoints()
    {
        string[] names = ["Zebra", "_low", "apple", "Äpfel", "z", "éclair", "10", "9", "\uFFFDx", "🙂"];
        await Writer.StoreAsync(Samples.Update(Samples.Notes, [.. names.Select(static name => Samples.Tool(name))]), None);

        string[] expected = ["10", "9", "Zebra", "_low", "apple", "z", "Äpfel", "éclair", "\uFFFDx", "🙂"];
        Assert.Equal(expected, (await Reader.ListToolsAsync(Samples.Notes, true, None)).Select(static tool => tool.Definition.Tool));
        Assert.Equal(expected, (await Reader.SearchToolsAsync(new ToolQuery(), None)).Items.Select(static tool => tool.Definition.Tool));
    }

    [Fact]
    public async Task Search_NameOverTitleOverDescription_IsTheOrder()
    {
        var titled = Samples.Tool("b_other", "Does a thing");
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                Samples.Tool("a_other", "Waters the garden"),
                titled with { Definition = titled.Definition with { Title = "Garden" } },
                Samples.Tool("water_garden", "Does a thing")),
            None);

        Assert.Equal(["water_garden", "b_other", "a_other"], (await Reader.SearchToolsAsync(new ToolQuery { Text = "garden" }, None)).Items.Select(static tool => tool.Definition.Tool));
    }

    [Fact]
    public async Task ListServers_ExactTitleOrKey_ComesFirst()
    {
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:jotter-jotter"), Samples.Tool("jotter", "jotter")) with { Title = "Jotter and jotter", Description = "jotter" }, None);
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:zzz"), Samples.Tool("t")) with { Title = "Jotter" }, None);

        Assert.Equal("npm:zzz", (await Reader.ListServersAsync(new ServerQuery { Text = "jotter" }, None)).Items[0].Server.Key.Value);
        Assert.Equal(2, (await Reader.ListServersAsync(new ServerQuery { Text = "jotter", Order = ServerOrder.Recent }, None)).Total);
    }

    [Fact]
    public async Task Store_VeryLongTexts_AreKeptAndFoundByTheirBeginning()
    {
        var long1 = "pangolin " + string.Concat(Enumerable.Range(0, 60_000).Select(static i => $"word{i} "));
        var long2 = "armadillo " + new string('x', 500_000);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("one", long1), Samples.Tool("two", long2, Category.Write, Risk.Medium)), None);

        Assert.Equal("one", Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { Text = "pangolin" }, None)).Items).Definition.Tool);
        Assert.Equal(long2, Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { Text = "armadillo" }, None)).Items).Definition.Description);
    }

    [Fact]
    public async Task Store_ManyTools_AreStoredAndReplacedAsFewAre()
    {
        ClassifiedTool[] Tools(string say) => [.. Enumerable.Range(0, 200).Select(i => Samples.Tool($"t{i:D3}", $"{say} {i}", Category.Write, Risk.Medium, Facet.Files, Facet.Shell))];

        Assert.Equal(new UpdateOutcome(true, 200, 0, 0, 0, 0), await Writer.StoreAsync(Samples.Update(Samples.Notes, Tools("one")), None));
        Assert.Equal(200, (await Reader.SearchToolsAsync(new ToolQuery { Text = "one", Facet = Facet.Shell }, None)).Total);
        Assert.Equal(new UpdateOutcome(false, 0, 200, 0, 0, 0), await Writer.StoreAsync(Samples.Update(Samples.Notes, Tools("two")), None));
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "one" }, None)).Total);
        Assert.Equal(200, (await Reader.SearchToolsAsync(new ToolQuery { Text = "two", Facet = Facet.Files }, None)).Total);
        Assert.Equal(new UpdateOutcome(false, 0, 0, 0, 199, 1), await Writer.StoreAsync(Samples.Update(Samples.Notes, Tools("two")[..1]), None));
    }

    public static TheoryData<string> OddTexts() => ["\0", "a\0b", "\uE000", "\uE0000", "\uE0001\0", "🙂", "e\u0301", "\u202e", "'; --", "\\N", "{}", ",", "\"", "\t\n"];
}
