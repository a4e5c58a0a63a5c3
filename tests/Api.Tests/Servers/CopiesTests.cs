using System.Text.Json;
using Catalog.Core.Catalogs;

namespace Catalog.Api.Tests.Servers;

/// <summary>A server's page names the others that offer exactly its tools.</summary>
public sealed class CopiesTests
{
    [Fact]
    public async Task Get_ServerWithCopies_NamesThemAndLinks()
    {
        await using var site = await SiteHost.StartAsync(Of("npm:notes"), Of("npm:@other/notes"), Of("npm:third"));
        var page = await site.PageAsync("/servers/npm:@other~notes");
        Assert.Contains("2 other servers offer exactly these tools", page.QuerySelector("#copies p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/servers/npm:notes", "/servers/npm:third"], page.QuerySelectorAll("#copies li a").Select(static a => a.GetAttribute("href")));
        Assert.Null(page.QuerySelector("#copies .pager"));

        using var json = JsonDocument.Parse(await site.TextAsync("/servers/npm:@other~notes.json"));
        var copies = json.RootElement.GetProperty("copies");
        Assert.Equal(2, copies.GetProperty("paging").GetProperty("total").GetInt32());
        Assert.Equal(["npm:notes", "npm:third"], copies.GetProperty("servers").EnumerateArray().Select(static server => server.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task Get_ServerWithManyCopies_IsReadPageByPage()
    {
        await using var site = await SiteHost.StartAsync([.. Enumerable.Range(100, 26).Select(static i => Of($"npm:s{i}"))]);
        var first = await site.PageAsync("/servers/npm:s100");
        var second = await site.PageAsync("/servers/npm:s100?page=2");
        Assert.Equal((20, 5), (first.QuerySelectorAll("#copies li").Length, second.QuerySelectorAll("#copies li").Length));
        Assert.Equal("/servers/npm:s100?page=2", first.QuerySelector("#copies .pager a")!.GetAttribute("href"));
        Assert.Contains("25 other servers offer", second.QuerySelector("#copies p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ServerWithoutCopies_SaysNothing()
    {
        await using var site = await SiteHost.StartAsync(Of("npm:notes"), Samples.Server("npm:two", Samples.Tool("a"), Samples.Tool("b")), Samples.Server("npm:two2", Samples.Tool("a"), Samples.Tool("b")));
        Assert.Null((await site.PageAsync("/servers/npm:notes")).QuerySelector("#copies"));
        Assert.Null((await site.PageAsync("/servers/npm:two")).QuerySelector("#copies"));
    }

    [Fact]
    public async Task Get_NameOneStepFromACopys_IsSaidOnBothPages()
    {
        await using var site = await SiteHost.StartAsync(Of("npm:@acme/note-keeper"), Of("npm:@evil/note_keeper"), Of("npm:@acme/note.keeper"), Of("npm:far-away"), Samples.Server("npm:@other/notekeeper", Samples.Tool("add_note")));
        foreach (var (own, other) in new[] { ("@acme~note-keeper", "npm:@evil/note_keeper"), ("@evil~note_keeper", "npm:@acme/note-keeper") })
        {
            var lines = (await site.PageAsync($"/servers/npm:{own}")).QuerySelectorAll(".look-alikes li").Select(static li => li.TextContent).ToList();
            Assert.Contains(lines, line => line.StartsWith($"Looks like {other}, another owner: only hyphens, underscores or dots differ", StringComparison.Ordinal));
            using var json = JsonDocument.Parse(await site.TextAsync($"/servers/npm:{own}.json"));
            var found = json.RootElement.GetProperty("lookAlikes").EnumerateArray().Single(one => one.GetProperty("server").GetProperty("key").GetString() == other);
            Assert.True(found.GetProperty("isOtherOwner").GetBoolean());
            Assert.DoesNotContain(lines, static line => line.Contains("notekeeper,", StringComparison.Ordinal) || line.Contains("far-away", StringComparison.Ordinal));
        }

        Assert.Single((await site.PageAsync("/servers/npm:@acme~note-keeper")).QuerySelectorAll(".look-alikes li"));
        Assert.Empty((await site.PageAsync("/servers/npm:far-away")).QuerySelectorAll(".look-alikes"));
    }

    private static ServerUpdate Of(string key) => Samples.Server(key, Samples.Tool("add_note"), Samples.Tool("find_note"), Samples.Tool("drop_note"));
}
