using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Api.Tests.Changes;

public sealed class ChangePagesTests
{
    private const string Space = "{http://www.w3.org/2005/Atom}";

    [Fact]
    public async Task Page_MarkedChange_ShowsWhyAndBothDescriptionsWithHiddenCharactersSpelled()
    {
        await using var site = await ChangedAsync();
        var page = await site.PageAsync("/changes?marked=1");
        var row = Assert.Single(page.QuerySelectorAll(".change"));
        Assert.Contains("change-marked", row.ClassName, StringComparison.Ordinal);
        Assert.Contains("its risk went from Medium to Critical", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("Adds a note.", row.QuerySelector("del")!.TextContent);
        Assert.Contains("U+200B", row.QuerySelector("ins .hidden-char")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<b>", row.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("ins b"));
    }

    [Fact]
    public async Task Page_Filters_AreLinksWithCounts()
    {
        await using var site = await ChangedAsync();
        var page = await site.PageAsync("/changes");
        Assert.Equal(2, page.QuerySelectorAll(".change").Length);
        var links = page.QuerySelectorAll(".filters a").Select(static a => $"{a.GetAttribute("href")} {a.QuerySelector(".count")!.TextContent}").ToList();
        Assert.Equal(["/changes 2", "/changes?marked=1 1", "/changes?kind=serverappeared 1", "/changes?kind=toolchanged 1"], links);
        Assert.Single((await site.PageAsync("/changes?kind=serverappeared")).QuerySelectorAll(".change"));
        Assert.Empty((await site.PageAsync("/changes?server=npm:nobody")).QuerySelectorAll(".change"));
    }

    [Fact]
    public async Task Logs_StandOnThePagesOfToolAndServer()
    {
        await using var site = await ChangedAsync();
        var tool = await site.PageAsync("/servers/npm:notes/tools/add_note");
        Assert.Single(tool.QuerySelectorAll("#changes .change"));
        Assert.Contains("obey", tool.QuerySelector("#poison mark")!.TextContent, StringComparison.Ordinal);
        var server = await site.PageAsync("/servers/npm:notes");
        Assert.Equal(2, server.QuerySelectorAll("#changes .change").Length);
        Assert.Contains("add_note", server.QuerySelector(".note-bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Atom_IsWhatTheStandardAsks_AndItsIdsStay()
    {
        await using var site = await ChangedAsync(pageSize: 10);
        var feed = XDocument.Parse(await site.TextAsync("/changes.atom")).Root!;
        Assert.Equal(Space + "feed", feed.Name);
        foreach (var one in feed.Elements(Space + "entry").Prepend(feed))
        {
            Assert.True(Uri.TryCreate(one.Element(Space + "id")!.Value, UriKind.Absolute, out _));
            Assert.False(string.IsNullOrWhiteSpace(one.Element(Space + "title")!.Value));
            Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse(one.Element(Space + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture).Offset);
        }

        Assert.NotNull(feed.Element(Space + "author")!.Element(Space + "name"));
        Assert.EndsWith("/changes.atom", feed.Elements(Space + "link").Single(static l => (string?)l.Attribute("rel") == "self").Attribute("href")!.Value, StringComparison.Ordinal);
        var ids = feed.Elements(Space + "entry").Select(static e => e.Element(Space + "id")!.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var twin = JsonDocument.Parse(await site.TextAsync("/changes.json")).RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetProperty("id").GetString()!);
        Assert.Equal(ids, twin);
        Assert.Contains("⟨U+200B⟩", feed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonFeed_HasWhatTheFormatRequires_AndPages()
    {
        await using var site = await ChangedAsync(pageSize: 10, more: 12);
        var feed = JsonDocument.Parse(await site.TextAsync("/changes.feed.json")).RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.All(feed.GetProperty("items").EnumerateArray(), static item =>
        {
            Assert.StartsWith("urn:uuid:", item.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(item.GetProperty("content_text").GetString()!);
            Assert.StartsWith("http://127.0.0.1", item.GetProperty("url").GetString(), StringComparison.Ordinal);
        });
        var next = new Uri(feed.GetProperty("next_url").GetString()!);
        Assert.Equal("/changes.feed.json?page=2", next.PathAndQuery);
        Assert.False(JsonDocument.Parse(await site.TextAsync(next.PathAndQuery)).RootElement.TryGetProperty("next_url", out _));
    }

    [Theory]
    [InlineData("/changes")]
    [InlineData("/changes.json")]
    [InlineData("/changes.atom")]
    [InlineData("/changes.feed.json")]
    public async Task EveryForm_KnownTag_IsNotSentAgain(string path)
    {
        await using var site = await ChangedAsync();
        using var first = await site.GetAsync(path);
        using var second = await site.SendAsync(HttpMethod.Get, path, request => request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    private static async Task<SiteHost> ChangedAsync(int pageSize = 50, int more = 0)
    {
        var before = Samples.Tool("add_note", Category.Write, "Adds a note.", risk: Risk.Medium);
        var suspect = new SuspectText { Kind = SuspectKind.Instruction, Severity = SuspectSeverity.High, Field = "/description", Start = 8, Length = 4, Quote = "obey", Says = "tells a model to obey", Detector = "test", Version = 1 };
        var site = await SiteHost.StartAsync(options => options.PageSize = pageSize, Samples.Server("npm:notes", before));
        var writer = site.Services.GetRequiredService<ICatalogWriter>();
        site.Clock.Advance(TimeSpan.FromHours(1));
        var after = before with
        {
            Definition = before.Definition with { Description = "Adds <b>obey\u200B." },
            Classification = before.Classification with { Category = Category.Destructive, Risk = Risk.Critical, SuspectTexts = [suspect with { Start = 8 }] },
        };
        await writer.StoreAsync(Samples.Server("npm:notes", after), TestContext.Current.CancellationToken);
        for (var i = 0; i < more; i++)
        {
            await writer.StoreAsync(Samples.Server($"npm:more-{i}", before), TestContext.Current.CancellationToken);
        }

        return site;
    }
}
