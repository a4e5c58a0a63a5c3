using Catalog.Core.Sources;
using Catalog.Crawler.Pipeline;
using Catalog.Crawler.Sources;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Sources;

public sealed class FileListTests : IAsyncDisposable
{
    private readonly CrawlerHost _host = new();

    public static TheoryData<string> ConfigNotes => [.. Configs.Select(static c => c.Note)];

    public static TheoryData<string> ListNotes => [.. Lists.Select(static c => c.Note)];

    public static TheoryData<string> FileNotes => [.. Files.Select(static c => c.Note)];

    private static IReadOnlyList<ListedCase> Configs => CaseFiles.Read<ListedCase>("Sources", "Cases", "config", "clients.json");

    private static IReadOnlyList<ListedCase> Lists => CaseFiles.Read<ListedCase>("Sources", "Cases", "lists", "lists.json");

    private static IReadOnlyList<ListedCase> Files => CaseFiles.Read<ListedCase>("Sources", "Cases", "files", "lists.json");

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(ConfigNotes))]
    public async Task List_ClientConfiguration_GivesItsServers(string note)
    {
        var one = Configs.Single(c => c.Note == note);
        var file = _host.Folder.File("config.json");
        await File.WriteAllTextAsync(file, "// a comment\n" + one.Input.GetRawText(), TestContext.Current.CancellationToken);
        var entries = await ListAsync("config", file);
        ListedCase.AssertListed(one.Expected, entries, static entry => $"{entry.Listing!.Server} -> {entry.Listing.Reference}");
        Assert.DoesNotContain(entries, static entry => entry.Listing?.Server.Value.Contains("secret-value", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("{ \"mcpServers\": ", "is not JSON: line 1")]
    [InlineData(null, "there is no file")]
    public async Task List_BadConfiguration_SaysSo(string? text, string reason)
    {
        var file = _host.Folder.File("config.json");
        if (text is not null)
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Contains(reason, Assert.Single(await ListAsync("config", file)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ListNotes))]
    public async Task List_PeoplesList_GivesItsRepositories(string note)
    {
        var one = Lists.Single(c => c.Note == note);
        var file = _host.Folder.File("list.md");
        await File.WriteAllTextAsync(file, one.Input.GetString(), TestContext.Current.CancellationToken);
        ListedCase.AssertListed(one.Expected, await ListAsync("list", file), static entry => entry.Reference);
    }

    [Theory]
    [MemberData(nameof(FileNotes))]
    public void Read_SourceFile_GivesEntriesAndErrors(string note)
    {
        var one = Files.Single(c => c.Note == note);
        var file = SourceFileReader.Read(new StringReader(one.Input.GetString()!));
        var entries = file.Entries.Select(static entry => $"{entry.Line} {entry.Source} {entry.Day?.ToString() ?? "day"}");
        Assert.Equal(one.Expected.Where(static e => !e.StartsWith('!')), entries);
        var errors = one.Expected.Where(static e => e.StartsWith('!')).ToList();
        Assert.Equal(errors.Count, file.Errors.Count);
        Assert.All(errors.Zip(file.Errors), static pair => Assert.StartsWith(
            pair.First.StartsWith("!?", StringComparison.Ordinal) ? pair.First[3..] : pair.First,
            pair.First.StartsWith("!?", StringComparison.Ordinal) ? pair.Second.Message : $"!{pair.Second.Line} {pair.Second.Message}",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-22T00:30:00Z", true)]
    [InlineData("2026-11-22T01:30:00+03:00", false)]
    public void IsDue_Weekday_HoldsForThatDayInUtc(string now, bool expected)
    {
        var entry = Assert.Single(SourceFileReader.Read(new StringReader("version: 1\nsources:\n  - source: npm:a\n    every: sunday\n")).Entries);
        Assert.Equal(expected, entry.IsDue(DateTimeOffset.Parse(now)));
    }

    [Fact]
    public void FirstRun_NamesTwelveServersWithPinnedVersions()
    {
        var file = ReadOwn("first-run.yaml");
        Assert.True(file.Entries.Count >= 12);
        Assert.All(file.Entries, static entry => Assert.Matches(@"^\d+\.\d+\.\d+$", entry.Source.Version));
    }

    [Fact]
    public void Sources_AreReadWithoutErrors() => Assert.NotEmpty(ReadOwn("sources.yaml").Entries);

    private static SourceFile ReadOwn(string name)
    {
        using var reader = new StreamReader(Path.Combine(SharedData.Repository, "data", name));
        var file = SourceFileReader.Read(reader);
        Assert.Empty(file.Errors);
        return file;
    }

    private async Task<IReadOnlyList<SourceEntry>> ListAsync(string scheme, string value) => await _host.Get<SourceListing>()
        .ListAsync(new SourceReference { Scheme = scheme, Value = value }, TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);
}
