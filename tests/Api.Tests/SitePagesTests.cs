using System.Net;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Api.Tests;

public sealed class SitePagesTests
{
    private static readonly string[] Paths =
    [
        "/", "/servers", "/servers?q=notes", "/servers?order=recent", "/search", "/search?q=note", "/search?q=note&category=write&risk=medium&facet=files&review=1", "/risks", "/risks/critical",
        "/categories/write", "/facets/files", "/attacks", "/attacks/tool-poisoning", "/accuracy", "/servers/npm:notes", "/servers/npm:notes/tools/add_note",
    ];

    public static TheoryData<string> Pages => [.. Paths];

    public static TheoryData<string> Names => [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "names.json"))).RootElement.EnumerateArray().Select(static e => e.GetString()!)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Get_Page_HasItsTwin(string path)
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync(path);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.QuerySelector("main h1"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotNull(page.QuerySelector("a.skip[href='#main']"));
        var twin = page.QuerySelector("link[rel=alternate]")!.GetAttribute("href")!;
        using var json = JsonDocument.Parse(await site.TextAsync(twin));
        using var accepted = await site.SendAsync(HttpMethod.Get, path, static r => r.Headers.TryAddWithoutValidation("Accept", "application/json"));
        Assert.Equal("application/json", accepted.Content.Headers.ContentType!.MediaType);
        using var other = JsonDocument.Parse(await accepted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(json.RootElement.EnumerateObject().Select(static m => m.Name), other.RootElement.EnumerateObject().Select(static m => m.Name));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Get_Page_ForbidsWhatABrowserNeedNotDo(string path)
    {
        await using var site = await StartAsync();
        using var response = await site.GetAsync(path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Server") && response.Headers.GetValues("Server").Single().Contains('/', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/none")]
    [InlineData("/servers/npm:none")]
    [InlineData("/servers/npm:none.json")]
    [InlineData("/servers/nonsense")]
    [InlineData("/servers/%")]
    [InlineData("/servers/npm%3Anotes")]
    [InlineData("/servers/npm:notes/tools/none")]
    [InlineData("/servers/npm:notes/tools/add%5Fnote")]
    [InlineData("/risks/nonsense")]
    [InlineData("/risks/Critical")]
    [InlineData("/risks/4")]
    [InlineData("/categories/")]
    [InlineData("/facets/Files")]
    [InlineData("/attacks/none")]
    [InlineData("/attacks/..%2F..")]
    [InlineData("/assets/site.css")]
    [InlineData("/servers/npm:none/policy.json")]
    public async Task Get_UnknownAddress_IsNotFoundWithASearch(string path)
    {
        await using var site = await StartAsync();
        var text = await site.TextAsync(path, HttpStatusCode.NotFound);
        Assert.Contains("earch", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Get_OddName_HasAPageOfItsOwn(string name)
    {
        var key = ServerKey.Parse("npm:" + name);
        await using var site = await SiteHost.StartAsync(Samples.Server(key.Value, Samples.Tool(name), Samples.Tool("other")), Samples.Server("npm:decoy", Samples.Tool("decoy")));
        var server = JsonDocument.Parse(await site.TextAsync($"/servers/{key.Slug}.json")).RootElement;
        Assert.Equal(key.Value, server.GetProperty("server").GetProperty("key").GetString());
        var path = $"/servers/{key.Slug}/tools/{Slugs.Encode(name)}";
        Assert.Equal(name, JsonDocument.Parse(await site.TextAsync(path + ".json")).RootElement.GetProperty("definition").GetProperty("tool").GetString());
        Assert.Equal(name, (await site.PageAsync(path)).QuerySelector("h1")!.TextContent);
        Assert.Contains("\"version\"", await site.TextAsync(path + "/policy.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ToolWhoseNameEndsLikeATwin_IsThePageOfThatTool()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:n", Samples.Tool("a"), Samples.Tool("a.json")));
        Assert.Equal("a.json", (await site.PageAsync("/servers/npm:n/tools/a.json")).QuerySelector("h1")!.TextContent);
        Assert.Equal("a.json", JsonDocument.Parse(await site.TextAsync("/servers/npm:n/tools/a.json.json")).RootElement.GetProperty("definition").GetProperty("tool").GetString());
    }

    [Fact]
    public async Task ToolPage_Sections_StandInTheirOrder()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/servers/npm:notes/tools/add_note");
        Assert.Equal(
            ["does", "why", "parameters", "attacks", "control", "related", "questions", "dispute", "changes", "provenance"],
            page.QuerySelectorAll(".tool-main > section").Select(static s => s.Id));
        var head = page.QuerySelector(".tool-head")!;
        Assert.True(head.InnerHtml.IndexOf("badge-large", StringComparison.Ordinal) < head.InnerHtml.IndexOf("<h1", StringComparison.Ordinal));
        Assert.True(head.InnerHtml.IndexOf("<h1", StringComparison.Ordinal) < head.InnerHtml.IndexOf("tool-description", StringComparison.Ordinal));
        Assert.Equal("Adds", page.QuerySelector("#why mark")!.TextContent);
        Assert.Equal(7, page.QuerySelectorAll(".question").Length);
        Assert.Equal(
            $"https://github.com/sample/notes/blob/{Samples.Commit}/src/index.ts#L12",
            page.QuerySelector("#provenance a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Search_Filters_AreLinksWithCounts()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/search?q=note&risk=medium");
        Assert.Contains("of medium risk that match", page.QuerySelectorAll(".list-head")[^1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/search?q=note", page.QuerySelector(".filters [aria-current]")!.GetAttribute("href"));
        Assert.Contains(page.QuerySelectorAll(".filters a"), static a => a.GetAttribute("href") == "/search?q=note&category=write&risk=medium");
    }

    [Fact]
    public async Task Lists_LongOnes_HaveParts()
    {
        await using var site = await SiteHost.StartAsync(static o => o.PageSize = 10, Samples.Server("npm:many", [.. Enumerable.Range(0, 25).Select(static i => Samples.Tool($"tool{i:00}", Category.Read))]));
        var second = await site.PageAsync("/categories/read?page=2");
        Assert.Equal(10, second.QuerySelectorAll(".tool-row").Length);
        Assert.Equal(["/search?category=read", "/search?category=read&page=3"], second.QuerySelectorAll(".pager a").Select(static a => a.GetAttribute("href")));
        foreach (var odd in new[] { "0", "-1", "x", "99999999999", "1e3" })
        {
            Assert.Equal(10, (await site.PageAsync("/categories/read?page=" + odd)).QuerySelectorAll(".tool-row").Length);
        }

        Assert.Empty((await site.PageAsync("/categories/read?page=99")).QuerySelectorAll(".tool-row"));
    }

    [Fact]
    public async Task Get_KnownEntity_IsNotSentAgain()
    {
        await using var site = await StartAsync();
        using var first = await site.GetAsync("/attacks");
        using var again = await site.SendAsync(HttpMethod.Get, "/attacks", r => r.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var head = await site.SendAsync(HttpMethod.Head, "/attacks");
        Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Assets_NamedByTheirHash_AreKeptForAYear()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/");
        foreach (var path in page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script").Select(static e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            using var asset = await site.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Equal(TimeSpan.FromDays(365), asset.Headers.CacheControl!.MaxAge);
            Assert.Contains("immutable", asset.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_OtherHostName_IsNotAnswered()
    {
        await using var site = await SiteHost.StartAsync(static o => o.AllowedHosts = ["127.0.0.1"]);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/")).StatusCode);
        using var other = await site.SendAsync(HttpMethod.Get, "/", static r => r.Headers.Host = "rebound.example");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, other.StatusCode);
    }

    [Fact]
    public async Task Get_EmptyCatalog_SaysWhatToDo()
    {
        await using var site = await SiteHost.StartAsync();
        Assert.Contains("catalog crawl", (await site.PageAsync("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("ok", JsonDocument.Parse(await site.TextAsync("/healthz")).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task OpenApi_EveryRoute_HasANameAndASummary()
    {
        await using var site = await StartAsync();
        using var document = JsonDocument.Parse(await site.TextAsync("/openapi.json"));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(static p => p.Value.EnumerateObject()).Where(static o => o.Name is "get" or "post").ToList();
        Assert.InRange(operations.Count, 15, 100);
        Assert.All(operations, static o => Assert.True(o.Value.GetProperty("operationId").GetString()!.Length > 0 && o.Value.GetProperty("summary").GetString()!.Length > 0));
    }

    [Fact]
    public async Task Patterns_EveryComponent_StandsOnItsPage()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/-/patterns");
        foreach (var component in new[] { ".badge", ".badge-large", ".chip", ".category-bar", ".code-block", ".tool-row", ".server-card", ".note", ".quote mark", ".pager", ".search-box", ".steps", ".agent-sees", ".dispute", ".parameters", ".hidden-char" })
        {
            Assert.True(page.QuerySelector(component) is not null, $"{component} is not shown");
        }
    }

    private static Task<SiteHost> StartAsync() => SiteHost.StartAsync(
        Samples.Server("npm:notes", Samples.Tool("add_note", facets: [Facet.Files]), Samples.Tool("read_note", Category.Read, "Gives a note."), Samples.Tool("purge", Category.Destructive, "Deletes every note for good.")),
        Samples.Server("npm:@scope/other", Samples.Tool("add_note", Category.Execute, "Runs a note.")));
}
