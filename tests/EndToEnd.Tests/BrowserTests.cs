using Catalog.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Catalog.EndToEnd.Tests;

/// <summary>The pages in a real browser, with and without script, wide and narrow, light and dark.</summary>
[Collection(FirstRunCollection.Name)]
public sealed class BrowserTests(FirstRun run)
{
    private const string ToolPage = "servers/npm:@modelcontextprotocol~server-filesystem/tools/write_file";

    private static readonly string[] Pages =
    [
        "", "servers", "search?q=delete", "risks/critical", "categories/destructive", "attacks", "accuracy", "servers/npm:@modelcontextprotocol~server-filesystem", ToolPage, "-/patterns",
    ];

    [Fact]
    public async Task ToolPage_Sections_StandInTheirOrder()
    {
        run.Require();
        await using var browser = await Browsers.OpenAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(run.Site + ToolPage);
        Assert.Equal("write_file", await page.InnerTextAsync("h1"));
        Assert.Equal(
            ["What it does on this server", "Why it needs a policy", "Parameters", "Documented attack patterns", "How to control it", "Related tools", "Questions and answers"],
            (await page.Locator("main h2").AllInnerTextsAsync()).Take(7));
        Assert.NotEqual(0, await page.Locator("#why mark").CountAsync());
        Assert.Contains("[POLICY DENIED]", await page.InnerTextAsync("#control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task EveryPage_AtThisWidth_FitsAndBreaksNothing(int width, ColorScheme scheme)
    {
        run.Require();
        await using var browser = await Browsers.OpenAsync();
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        var problems = new List<string>();
        page.Console += (_, message) => problems.Add(message.Type == "error" ? message.Text : "");
        page.PageError += (_, error) => problems.Add(error);
        page.RequestFailed += (_, request) => problems.Add(request.Url);
        foreach (var path in Pages)
        {
            var answer = await page.GotoAsync(run.Site + path);
            Assert.Equal(200, answer!.Status);
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"`/{path}` is {overflow} pixels wider than {width}");
        }

        Assert.DoesNotContain(problems, static problem => problem.Length > 0);
    }

    [Fact]
    public async Task Search_WithoutScript_LeadsToTheToolAndItsPolicy()
    {
        run.Require();
        await using var browser = await Browsers.OpenAsync();
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        await page.GotoAsync(run.Site.AbsoluteUri);
        await page.FillAsync("main input[type=search]", "write_file");
        await page.PressAsync("main input[type=search]", "Enter");
        await page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "write_file" }).First.ClickAsync();
        Assert.Equal("write_file", await page.InnerTextAsync("h1"));
        var download = await page.Locator("#control a[href*='policy.json']").First.GetAttributeAsync("href");
        Assert.Contains("/tools/write_file/policy.json", download, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyButton_WithScript_CopiesThePolicy()
    {
        run.Require();
        await using var browser = await Browsers.OpenAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = await context.NewPageAsync();
        await page.GotoAsync(run.Site + ToolPage);
        await page.Locator("#control button").First.ClickAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("\"version\": \"1\"", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispute_FromTheForm_WaitsForReview()
    {
        run.Require();
        await using var browser = await Browsers.OpenAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(run.Site + ToolPage);
        var reason = $"It keeps a copy, as run {Guid.NewGuid():N} shows.";
        await page.Locator("#dispute input[name=category][value=write]").CheckAsync();
        await page.Locator("#dispute textarea").FillAsync(reason);
        await page.Locator("#dispute button").ClickAsync();
        await page.WaitForLoadStateAsync();
        var review = (await CatalogCommand.RunAsync(run.Home, ["review", "--json"])).Expect(1);
        Assert.Contains(reason, review.Output, StringComparison.Ordinal);
    }
}
