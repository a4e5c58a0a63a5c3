using System.Net;
using Catalog.Core.Classifications;
using Catalog.Core.Disputes;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Api.Tests.Disputes;

public sealed class DisputeTests
{
    private const string Path = "/servers/npm:notes/tools/add_note/dispute";

    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["category"] = "destructive",
        ["reason"] = "It overwrites the note that was there.",
        ["contact"] = "reader@notes.example",
    };

    [Fact]
    public async Task Post_GoodForm_IsKeptAndConfirmed()
    {
        await using var site = await StartAsync();
        using var response = await site.PostAsync(Path, Good);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal(Path + "/received", response.Headers.Location!.OriginalString);
        Assert.Contains("Received", (await site.PageAsync(Path + "/received")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var kept = Assert.Single(await Kept(site));
        Assert.Equal((Category.Write, Category.Destructive, "reader@notes.example"), (kept.Shown, kept.Proposed, kept.Contact));
        Assert.Equal(site.Clock.GetUtcNow(), kept.ReceivedAt);
    }

    [Theory]
    [InlineData("https://elsewhere.example", "cross-site")]
    [InlineData("null", "same-origin")]
    [InlineData(null, null)]
    [InlineData("self", "cross-site")]
    [InlineData("self", "none")]
    [InlineData("http://127.0.0.1", null)]
    public async Task Post_FromElsewhere_IsRefused(string? origin, string? site)
    {
        await using var host = await StartAsync();
        using var response = await host.PostAsync(Path, Good, origin, site);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await Kept(host));
    }

    [Fact]
    public async Task Post_OlderBrowserWithoutFetchMetadata_IsKept()
    {
        await using var site = await StartAsync();
        using var response = await site.PostAsync(Path, Good, "self", site: null);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Theory]
    [InlineData("category", "", "Choose the category")]
    [InlineData("category", "nonsense", "Choose the category")]
    [InlineData("category", "2", "Choose the category")]
    [InlineData("category", "unknown", "Choose the category")]
    [InlineData("category", "write", "choose another category")]
    [InlineData("reason", "short", "Say why")]
    [InlineData("contact", "a\r\nb", "on one line")]
    public async Task Post_WrongField_IsAskedForAgainWithWhatWasTyped(string field, string value, string expected)
    {
        await using var site = await StartAsync();
        var form = new Dictionary<string, string>(Good, StringComparer.Ordinal) { [field] = value };
        using var response = await site.PostAsync(Path, form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(field == "reason" ? "short" : Good["reason"], text, StringComparison.Ordinal);
        Assert.Empty(await Kept(site));
    }

    [Fact]
    public async Task Post_TooLong_IsRefused()
    {
        await using var site = await StartAsync();
        var form = new Dictionary<string, string>(Good, StringComparer.Ordinal) { ["reason"] = new string('a', 40_000) };
        using var response = await site.PostAsync(Path, form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(await Kept(site));
    }

    [Fact]
    public async Task Post_EqualDispute_IsToldSo()
    {
        await using var site = await StartAsync();
        (await site.PostAsync(Path, Good)).Dispose();
        using var second = await site.PostAsync(Path, Good);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Single(await Kept(site));
    }

    [Fact]
    public async Task Post_MoreThanTheShareOfAnHour_WaitsForTheNext()
    {
        await using var site = await SiteHost.StartAsync(static o => o.DisputesPerHour = 2, Samples.Server("npm:notes", Samples.Tool("add_note")));
        async Task<HttpStatusCode> SendAsync(int number)
        {
            using var response = await site.PostAsync(Path, new Dictionary<string, string>(Good, StringComparer.Ordinal) { ["reason"] = $"It is reason number {number}." });
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(1));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(2));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(3));
        site.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.SeeOther, await SendAsync(4));
        Assert.Equal(3, (await Kept(site)).Count);
    }

    [Fact]
    public async Task Post_UnknownTool_IsNotFound()
    {
        await using var site = await StartAsync();
        using var response = await site.PostAsync("/servers/npm:notes/tools/none/dispute", Good);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<SiteHost> StartAsync() => SiteHost.StartAsync(Samples.Server("npm:notes", Samples.Tool("add_note")));

    private static Task<IReadOnlyList<Dispute>> Kept(SiteHost site) =>
        site.Services.GetRequiredService<IDisputeStore>().ListAsync(10, TestContext.Current.CancellationToken);
}
