using System.Text.Json;
using Catalog.Core.Sources;
using Catalog.Core.Tools;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Sources;
using Catalog.Crawler.Tests.Doubles;
using Catalog.Crawler.Web.Robots;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Web.Robots;

public sealed class RobotsTests
{
    private const string List = "see https://github.com/o/r";

    public static TheoryData<string> Notes => [.. Cases.Select(static one => one.Note)];

    private static IReadOnlyList<RobotsCase> Cases { get; } =
        JsonSerializer.Deserialize<List<RobotsCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Web", "Robots", "Cases", "robots.json")), ToolDefinitionJson.Options)!;

    [Theory]
    [MemberData(nameof(Notes))]
    public void ForbiddingOrNull_Case_DecidesAsTheStandardSays(string note)
    {
        var one = Cases.Single(one => one.Note == note);
        foreach (var ending in new[] { "\n", "\r\n", "\r" })
        {
            var file = RobotsFile.Read(string.Join(ending, one.Robots), RobotsGate.Product);
            Assert.All(one.Allowed, path => Assert.Null(file.ForbiddingOrNull(path)));
            Assert.All(one.Forbidden, path => Assert.NotNull(file.ForbiddingOrNull(path)));
        }
    }

    [Fact]
    public void ForbiddingOrNull_RuleMadeToTakeLong_IsDecidedSoon()
    {
        var file = RobotsFile.Read("User-agent: *\nDisallow: " + string.Concat(Enumerable.Repeat("*a", 1000)) + "b", RobotsGate.Product);

        Assert.Null(file.ForbiddingOrNull("/" + new string('a', 10_000)));
    }

    [Theory]
    [InlineData("Crawl-delay: 2", 2.0)]
    [InlineData("Crawl-delay: 0.5", 0.5)]
    [InlineData("Crawl-delay: 999999999", 60.0)]
    [InlineData("Crawl-delay: -1", null)]
    [InlineData("Crawl-delay: soon", null)]
    [InlineData("Allow: /", null)]
    public void Delay_OfAGroup_IsAMinuteAtMost(string line, double? seconds) =>
        Assert.Equal(seconds, RobotsFile.Read("User-agent: *\n" + line, RobotsGate.Product).Delay?.TotalSeconds);

    [Theory]
    [InlineData(200, "User-agent: *\nDisallow: /list", "asks robots not to read `/list` (line 2")]
    [InlineData(503, "", "answered 503 for its robots.txt")]
    [InlineData(200, "User-agent: catalog-crawler\nAllow: /", null)]
    [InlineData(404, "User-agent: *\nDisallow: /", null)]
    [InlineData(403, "User-agent: *\nDisallow: /", null)]
    public async Task List_PageOfAHostWithRules_IsReadOnlyWhereTheyAllow(int status, string robots, string? refusal)
    {
        await using var web = await WebDouble.StartAsync((context, target) =>
        {
            context.Response.StatusCode = target == "/robots.txt" ? status : 200;
            return context.Response.WriteAsync(target == "/robots.txt" ? robots : List);
        });

        var entry = Assert.Single(await ListAsync($"{web.Address}list"));

        Assert.Equal(refusal is null, entry.Listing is not null);
        Assert.Contains(refusal ?? "", entry.Problem ?? "", StringComparison.Ordinal);
        Assert.Equal(refusal is null, web.Requests.Contains("GET /list"));
    }

    private static async Task<IReadOnlyList<SourceEntry>> ListAsync(string address)
    {
        await using var host = new CrawlerHost();
        return await host.Get<SourceListing>().ListAsync(new SourceReference { Scheme = "list", Value = address }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
