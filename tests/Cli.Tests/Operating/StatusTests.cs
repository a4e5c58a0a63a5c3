using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Cli.Operating;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;

namespace Catalog.Cli.Tests.Operating;

public sealed class StatusTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, 35, false)]
    [InlineData(null, 37, true)]
    [InlineData(DayOfWeek.Sunday, 179, false)]
    [InlineData(DayOfWeek.Sunday, 181, true)]
    public void Of_SourceListedSoManyHoursAgo_IsOverdueHalfADayAfterItsTurn(DayOfWeek? day, int hours, bool overdue)
    {
        var record = new SourceRecord { Reference = "topic:mcp", TriedAt = Now, ListedAt = Now - TimeSpan.FromHours(hours) };

        Assert.Equal(overdue, Assert.Single(SourceAge.Of([Entry("topic:mcp", day)], [record], Now)).Overdue);
    }

    [Fact]
    public void Of_SourceThatWasAskedAndNeverListed_IsOverdueWithItsProblem()
    {
        var ages = SourceAge.Of([Entry("topic:mcp", null), Entry("npm:other", null)], [new SourceRecord { Reference = "topic:mcp", TriedAt = Now, Problem = "no network" }], Now);

        Assert.Equal([(true, "no network"), (true, null)], ages.Select(static age => (age.Overdue, age.Problem)));
    }

    [Fact]
    public void Of_AddressWithASecret_IsKnownByWhatIsShownOfIt()
    {
        var entry = Entry("registry:https://me:secret@registry.example.org/?token=secret", null);
        Assert.DoesNotContain("secret", entry.Shown, StringComparison.Ordinal);

        Assert.False(Assert.Single(SourceAge.Of([entry], [new SourceRecord { Reference = entry.Shown, TriedAt = Now, ListedAt = Now }], Now)).Overdue);
    }

    [Fact]
    public async Task Status_OfACatalogThatWasNeverCrawled_SaysSoAndFailsItsCheck()
    {
        var database = _folder.File("catalog.db");
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("migrate", "--db", database, "--store", _folder.File("gateway.db"))).Code);

        var plain = await CommandRun.RunAsync("status", "--db", database);
        Assert.Equal(ExitCodes.Done, plain.Code);
        Assert.Contains("none of the nightly crawl was asked yet", plain.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.No, (await CommandRun.RunAsync("status", "--db", database, "--check")).Code);

        using var json = JsonDocument.Parse((await CommandRun.RunAsync("status", "--db", database, "--json")).Output);
        Assert.True(json.RootElement.GetProperty("sources")[0].GetProperty("overdue").GetBoolean());
    }

    [Fact]
    public async Task Status_ForPrometheus_HasOneSampleALineAndEachFamilyOnce()
    {
        Assert.Equal(ExitCodes.Done, (await CommandRun.RunAsync("migrate", "--db", _folder.File("catalog.db"), "--store", _folder.File("gateway.db"))).Code);

        var lines = (await CommandRun.RunAsync("status", "--db", _folder.File("catalog.db"), "--prometheus")).Output.TrimEnd().Split('\n');

        Assert.All(lines, static line => Assert.Matches(@"^(# (HELP|TYPE) catalog_[a-z_]+ .+|catalog_[a-z_]+(\{[a-z]+=""([^""\\\n]|\\.)*""\})? \d+(\.\d+)?)$", line));
        var families = lines.Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(families.Count, families.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("# TYPE catalog_source_overdue gauge", families);
    }

    [Fact]
    public async Task Write_WhereNoFolderIs_SaysSoAndLeavesNothing()
    {
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => FiguresFile.WriteAsync(_folder.File("nowhere", "x.prom"), "x 1\n", TestContext.Current.CancellationToken));
        Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);

        var file = _folder.File("y.prom");
        await FiguresFile.WriteAsync(file, "x 1\n", TestContext.Current.CancellationToken);
        await FiguresFile.WriteAsync(file, "x 2\n", TestContext.Current.CancellationToken);
        Assert.Equal("x 2\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(file)!), static path => path.EndsWith(".new", StringComparison.Ordinal));
    }

    private static SourceFileEntry Entry(string reference, DayOfWeek? day)
    {
        Assert.True(SourceReference.TryParse(reference, out var source, out var error), error);
        return new SourceFileEntry { Source = source, Day = day, Line = 1 };
    }
}
