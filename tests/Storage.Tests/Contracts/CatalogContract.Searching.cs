using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Tests.Contracts;

/// <content>What is found, listed and counted.</content>
public abstract partial class CatalogContract
{
    [Fact]
    public async Task Lists_UnreachedTool_IsLeftOut()
    {
        var hidden = Samples.Tool("internal_note");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), hidden with { Definition = hidden.Definition with { Exposed = Exposure.No } }), None);

        Assert.Single(await Reader.ListToolsAsync(Samples.Notes, false, None));
        Assert.Equal(2, (await Reader.ListToolsAsync(Samples.Notes, true, None)).Count);
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "internal_note" }, None)).Total);
        Assert.Equal(1, (await Reader.CountAsync(None)).Tools);
        Assert.Equal(1, Assert.Single((await Reader.ListServersAsync(new ServerQuery(), None)).Items).Tools);
    }

    [Fact]
    public async Task Search_ExactName_ComesFirst()
    {
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                Samples.Tool("search_notes_search", "search search search notes and search"),
                Samples.Tool("search", "Looks for a note"),
                Samples.Tool("search_all", "search")),
            None);

        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = "Search" }, None);

        Assert.Equal(3, page.Total);
        Assert.Equal("search", page.Items[0].Definition.Tool);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_Case_FindsWhatItSays(string note)
    {
        var cases = SearchCases.Load();
        var search = cases.Cases.Single(item => item.Note == note);
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                [
                    .. cases.Tools.Select(tool => Samples.Tool(tool.Name, tool.Description))
                        .Zip(cases.Tools, (made, tool) => made with { Definition = made.Definition with { Title = tool.Title } }),
                ]),
            None);

        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = search.Text }, None);

        Assert.Equal(search.Expected, page.Items.Select(tool => tool.Definition.Tool));
        Assert.Equal(search.Expected.Count, page.Total);
        var counted = await Reader.SearchToolsAsync(new ToolQuery { Text = search.Text, Limit = 0 }, None);
        Assert.Equal((0, page.Total), (counted.Items.Count, counted.Total));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Search_HostileText_IsWordsAndNoSyntax(string text)
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("***")), None);

        var tools = await Reader.SearchToolsAsync(new ToolQuery { Text = text }, None);
        var servers = await Reader.ListServersAsync(new ServerQuery { Text = text }, None);

        Assert.Equal(tools.Total, tools.Items.Count);
        Assert.Equal(servers.Total, servers.Items.Count);
        Assert.Equal(2, (await Reader.CountAsync(None)).Tools);
    }

    [Fact]
    public async Task Search_NameOfSignsAlone_IsFoundByItself()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("***")), None);

        Assert.Equal("***", Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { Text = " *** " }, None)).Items).Definition.Tool);
    }

    [Fact]
    public async Task Search_Filters_AllHoldTogether()
    {
        var other = ServerKey.Parse("pypi:other");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("run", "Runs", Category.Execute, Risk.High, Facet.Shell), Samples.Tool("odd", "Odd", Category.Unknown, Risk.Unknown)), None);
        await Writer.StoreAsync(Samples.Update(other, Samples.Tool("run", "Runs", Category.Execute, Risk.Critical, Facet.Shell, Facet.MessagesPeople)), None);

        Assert.Equal(2, (await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Facet = Facet.Shell }, None)).Total);
        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Server = other, Category = Category.Execute, Risk = Risk.Critical, Facet = Facet.MessagesPeople }, None);
        Assert.Equal(other, Assert.Single(page.Items).Server);
        Assert.Equal("odd", Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { ReviewOnly = true }, None)).Items).Definition.Tool);
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Server = other, Risk = Risk.High }, None)).Total);
    }

    [Fact]
    public async Task CountTools_EveryQuery_IsWhatASearchWithEachFilterCounts()
    {
        var other = ServerKey.Parse("pypi:other");
        var hidden = Samples.Tool("run_hidden", "Runs", Category.Execute, Risk.High, Facet.Shell);
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                Samples.Tool("run", "Runs", Category.Execute, Risk.High, Facet.Shell),
                Samples.Tool("read_note", "Reads what others run", Category.Read, Risk.Low, Facet.Files),
                Samples.Tool("odd", "Odd", Category.Unknown, Risk.Unknown),
                hidden with { Definition = hidden.Definition with { Exposed = Exposure.No } }),
            None);
        await Writer.StoreAsync(Samples.Update(other, Samples.Tool("run", "Runs", Category.Execute, Risk.Critical, Facet.Shell, Facet.MessagesPeople), Samples.Tool("***", "Stars", Category.Write, Risk.Medium)), None);

        foreach (var query in new ToolQuery[]
        {
            new(), new() { Text = "run" }, new() { Text = "run notes" }, new() { Text = "pypi" }, new() { Text = "***" }, new() { Text = "nothing" }, new() { Server = other }, new() { Text = "run", Server = other },
            new() { Category = Category.Execute }, new() { Risk = Risk.High, Text = "run" }, new() { Facet = Facet.Shell }, new() { Facet = Facet.Shell, Text = "run", Category = Category.Execute }, new() { ReviewOnly = true },
        })
        {
            var counts = await Reader.CountToolsAsync(query, None);
            Assert.Equal(await TotalAsync(query), counts.Total);
            Assert.Equal(await TotalAsync(query with { ReviewOnly = true }), counts.Review);
            foreach (var category in Enum.GetValues<Category>().Where(c => query.Category is null || query.Category == c))
            {
                Assert.Equal(await TotalAsync(query with { Category = category }), counts.ByCategory.GetValueOrDefault(category));
            }

            foreach (var risk in Enum.GetValues<Risk>().Where(r => query.Risk is null || query.Risk == r))
            {
                Assert.Equal(await TotalAsync(query with { Risk = risk }), counts.ByRisk.GetValueOrDefault(risk));
            }

            foreach (var facet in Enum.GetValues<Facet>().Where(f => query.Facet is null || query.Facet == f))
            {
                Assert.Equal(await TotalAsync(query with { Facet = facet }), counts.ByFacet.GetValueOrDefault(facet));
            }
        }

        async Task<int> TotalAsync(ToolQuery query) => (await Reader.SearchToolsAsync(query with { Limit = 0 }, None)).Total;
    }

    [Fact]
    public async Task Search_Pages_AreInOrderAndEndEmpty()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, [.. Enumerable.Range(0, 7).Select(i => Samples.Tool($"tool_{i}"))]), None);

        var first = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4 }, None);
        var second = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4, Offset = 4 }, None);
        var third = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4, Offset = 8 }, None);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"tool_{i}"), first.Items.Concat(second.Items).Select(tool => tool.Definition.Tool));
        Assert.Empty(third.Items);
        Assert.Equal((7, 7, 7), (first.Total, second.Total, third.Total));
    }

    [Fact]
    public async Task ListServers_TextAndOrder_Hold()
    {
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:aaa"), Samples.Tool("sharpen_pencil")), None);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:bbb"), Samples.Tool("read_note", "Reads", Category.Read), Samples.Tool("burn_note", "Burns", Category.Destructive, Risk.Critical)), None);

        Assert.Equal(["npm:aaa", "npm:bbb"], (await Reader.ListServersAsync(new ServerQuery(), None)).Items.Select(item => item.Server.Key.Value));
        Assert.Equal(["npm:bbb", "npm:aaa"], (await Reader.ListServersAsync(new ServerQuery { Order = ServerOrder.Recent }, None)).Items.Select(item => item.Server.Key.Value));
        Assert.Equal("npm:aaa", Assert.Single((await Reader.ListServersAsync(new ServerQuery { Text = "penc" }, None)).Items).Server.Key.Value);
        var counted = Assert.Single((await Reader.ListServersAsync(new ServerQuery { Text = "burn" }, None)).Items);
        Assert.Equal((1, 1, 2), (counted.ByCategory[Category.Destructive], counted.ByRisk[Risk.Critical], counted.Tools));
    }

    [Fact]
    public async Task ListServers_NewTitle_IsFoundAndTheOldOneIsNot()
    {
        var update = Samples.Update(Samples.Notes, Samples.Tool("read_note"));
        await Writer.StoreAsync(update, None);
        await Writer.StoreAsync(update with { Title = "Jotter" }, None);

        Assert.Equal(1, (await Reader.ListServersAsync(new ServerQuery { Text = "jotter" }, None)).Total);
        Assert.Equal(1, (await Reader.SearchToolsAsync(new ToolQuery { Text = "jotter read" }, None)).Total);
        Assert.Equal("Jotter", (await Reader.FindServerOrNullAsync(Samples.Notes, None))!.Title);
    }

    [Fact]
    public async Task Count_EmptyAndFilled_AreRight()
    {
        var empty = await Reader.CountAsync(None);
        Assert.Equal((0, 0, 0, null), (empty.Servers, empty.Tools, empty.Review, empty.LastSeen));
        Assert.Empty(empty.ByCategory);

        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c", null, Category.Unknown, Risk.Unknown)), None);

        var counts = await Reader.CountAsync(None);
        Assert.Equal((1, 3, 1, Time.GetUtcNow()), (counts.Servers, counts.Tools, counts.Review, counts.LastSeen!.Value));
        Assert.Equal((2, 1, 1), (counts.ByCategory[Category.Read], counts.ByCategory[Category.Unknown], counts.ByRisk[Risk.Unknown]));
    }
}
