using System.Text.Json;
using Catalog.Core.Sources;
using Catalog.Core.Tools;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Catalog.Crawler.Tests.Sources.WellKnown;

public sealed class WellKnownTests
{
    public static TheoryData<string> Notes => [.. Cases.Select(static one => one.Note)];

    private static IReadOnlyList<WellKnownCase> Cases { get; } =
        JsonSerializer.Deserialize<List<WellKnownCase>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sources", "WellKnown", "Cases", "documents.json")), ToolDefinitionJson.Options)!;

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task List_Host_GivesTheServersThatItNames(string note)
    {
        var one = Cases.Single(one => one.Note == note);
        Uri? address = null;
        await using var web = await WebDouble.StartAsync((context, target) =>
        {
            context.Response.StatusCode = one.Documents.ContainsKey(target) || one.Pages ? 200 : one.Status;
            return context.Response.WriteAsync(one.Documents.TryGetValue(target, out var document) ? document.GetRawText().Replace("HOST", Root(address!), StringComparison.Ordinal) : "<html></html>");
        });
        address = web.Address;
        await using var host = new CrawlerHost();

        var entries = await host.Get<SourceListing>().ListAsync(new SourceReference { Scheme = "wellknown", Value = Root(address) + one.Path }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(one.Servers.Select(text => text.Replace("HOST", Root(address), StringComparison.Ordinal)), entries.Where(static entry => entry.Listing is not null).Select(static entry => $"{entry.Listing!.Reference} {entry.Listing.Title}"));
        Assert.All(entries.Where(static entry => entry.Listing is not null), static entry => Assert.DoesNotContain("key=", entry.Listing!.Server.Value, StringComparison.Ordinal));
        Assert.Equal(one.Problem is null ? 0 : 1, entries.Count(entry => entry.Problem?.Contains(one.Problem!, StringComparison.Ordinal) == true));
    }

    private static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
