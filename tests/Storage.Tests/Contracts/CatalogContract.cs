using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Crawls;
using Catalog.Core.Disputes;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

/// <summary>What every catalog store keeps to, whatever keeps it.</summary>
public abstract partial class CatalogContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private ServiceProvider? _services;

    protected FakeTimeProvider Time { get; } = new();

    protected string Location { get; private set; } = null!;

    private ICatalogReader Reader => _services!.GetRequiredService<ICatalogReader>();

    private ICatalogWriter Writer => _services!.GetRequiredService<ICatalogWriter>();

    private ICrawlLedger Ledger => _services!.GetRequiredService<ICrawlLedger>();

    private IDisputeStore Disputes => _services!.GetRequiredService<IDisputeStore>();

    public async ValueTask InitializeAsync()
    {
        Location = await LocateAsync();
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddCatalogStore(Location).BuildServiceProvider();
        await _services.GetRequiredService<IStoreOpening>().OpenAsync(None);
    }

    public async ValueTask DisposeAsync()
    {
        // A skipped one was never opened.
        if (_services is not null)
        {
            // Whatever a test did, the rows fit together after it.
            var misfits = await _services.GetRequiredService<ICatalogCheck>().CheckAsync(None);
            await _services.DisposeAsync();
            await RemoveAsync();
            Assert.Empty(misfits);
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Store_NewServer_ComesBackAsItWas()
    {
        var update = Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("deleteNote", "Throws a note away", Category.Destructive, Risk.Critical, Facet.Irreversible));

        var outcome = await Writer.StoreAsync(update, None);

        Assert.Equal(new UpdateOutcome(true, 2, 0, 0, 0, 0), outcome);
        var server = await Reader.FindServerOrNullAsync(Samples.Notes, None);
        Assert.NotNull(server);
        Assert.Equal((update.Title, update.Description, update.Repository, update.License, update.Notice), (server.Title, server.Description, server.Repository, server.License, server.Notice));
        Assert.Equal(update.Snapshot, server.Snapshot);
        Assert.Equal(Time.GetUtcNow(), server.FirstSeen);
        var tools = await Reader.ListToolsAsync(Samples.Notes, false, None);
        Assert.Equal(["deleteNote", "read_note"], tools.Select(tool => tool.Definition.Tool));
        Assert.Equal(Samples.Json(update.Tools[1].Definition), Samples.Json(tools[0].Definition));
        Assert.Equal(Samples.Json(update.Tools[1].Classification), Samples.Json(tools[0].Classification));
        Assert.Equal(DefinitionHash.Of(update.Tools[1].Definition), tools[0].DefinitionHash);
    }

    [Fact]
    public async Task Store_SameUpdateTwice_ChangesLastSeenOnly()
    {
        var update = Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("list_notes"));
        await Writer.StoreAsync(update, None);
        var before = await Reader.ListToolsAsync(Samples.Notes, true, None);
        var first = await Reader.FindServerOrNullAsync(Samples.Notes, None);
        Time.Advance(TimeSpan.FromDays(1));

        var outcome = await Writer.StoreAsync(update with { Snapshot = update.Snapshot with { FetchedAt = Time.GetUtcNow() } }, None);

        Assert.Equal(new UpdateOutcome(false, 0, 0, 0, 0, 2), outcome);
        Assert.Equal(Samples.Json(before), Samples.Json(await Reader.ListToolsAsync(Samples.Notes, true, None)));
        Assert.Equal(first! with { LastSeen = Time.GetUtcNow() }, await Reader.FindServerOrNullAsync(Samples.Notes, None));
        Assert.Single(await Reader.ListHistoryAsync(Samples.Notes, "read_note", None));
    }

    [Fact]
    public async Task Store_ChangedDefinition_IsANewRowAndTheOldOneEnds()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "Reads")), None);
        var first = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromHours(5));
        var second = Time.GetUtcNow();

        var outcome = await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "Reads, and sends it away", Category.Write, Risk.Medium)), None);

        Assert.Equal(new UpdateOutcome(false, 0, 1, 0, 0, 0) { Marked = 1 }, outcome);
        var history = await Reader.ListHistoryAsync(Samples.Notes, "read_note", None);
        Assert.Equal([("Reads, and sends it away", Category.Write, second, (DateTimeOffset?)null), ("Reads", Category.Read, first, second)], history.Select(Line));
        var tool = await Reader.FindToolOrNullAsync(Samples.Notes, "read_note", None);
        Assert.Equal((first, second, second), (tool!.FirstSeen, tool.DefinedAt, tool.ClassifiedAt));
    }

    [Fact]
    public async Task Store_OtherVerdictOnTheSameDefinition_IsReclassified()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "Reads", Category.Write, Risk.Medium)), None);
        var first = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromHours(5));

        var outcome = await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "Reads", Category.Read, Risk.Low, Facet.Files)), None);

        Assert.Equal(new UpdateOutcome(false, 0, 0, 1, 0, 0), outcome);
        var history = await Reader.ListHistoryAsync(Samples.Notes, "read_note", None);
        Assert.Equal([("Reads", Category.Read, Time.GetUtcNow(), (DateTimeOffset?)null), ("Reads", Category.Write, first, Time.GetUtcNow())], history.Select(Line));
        var tool = await Reader.FindToolOrNullAsync(Samples.Notes, "read_note", None);
        Assert.Equal((first, Time.GetUtcNow()), (tool!.DefinedAt, tool.ClassifiedAt));
        Assert.Equal(1, (await Reader.SearchToolsAsync(new ToolQuery { Facet = Facet.Files }, None)).Total);
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Category = Category.Write }, None)).Total);
    }

    [Fact]
    public async Task Store_MovedLine_IsShownAndIsNoChange()
    {
        var tool = Samples.Tool("read_note");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool), None);
        Time.Advance(TimeSpan.FromHours(1));
        var moved = tool with { Definition = tool.Definition with { Source = tool.Definition.Source! with { Line = 99 } } };

        var outcome = await Writer.StoreAsync(Samples.Update(Samples.Notes, moved), None);

        Assert.Equal(new UpdateOutcome(false, 0, 0, 0, 0, 1), outcome);
        Assert.Equal(99, (await Reader.FindToolOrNullAsync(Samples.Notes, "read_note", None))!.Definition.Source!.Line);
        Assert.Single(await Reader.ListHistoryAsync(Samples.Notes, "read_note", None));
    }

    [Fact]
    public async Task Store_MissingToolThatReturns_EndsAndKeepsItsFirstDate()
    {
        var both = Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("list_notes"));
        await Writer.StoreAsync(both, None);
        var first = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromDays(1));
        var gone = Time.GetUtcNow();
        Assert.Equal(new UpdateOutcome(false, 0, 0, 0, 1, 1), await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), None));
        Assert.Null(await Reader.FindToolOrNullAsync(Samples.Notes, "list_notes", None));
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "list_notes" }, None)).Total);
        Assert.Equal(gone, Assert.Single(await Reader.ListHistoryAsync(Samples.Notes, "list_notes", None)).Until);
        Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new UpdateOutcome(false, 1, 0, 0, 0, 1), await Writer.StoreAsync(both, None));

        var tool = await Reader.FindToolOrNullAsync(Samples.Notes, "list_notes", None);
        Assert.Equal((first, Time.GetUtcNow()), (tool!.FirstSeen, tool.DefinedAt));
        Assert.Equal(2, (await Reader.ListHistoryAsync(Samples.Notes, "list_notes", None)).Count);
    }

    [Fact]
    public async Task Store_SiblingsThatAreNotTheServersTools_AreKeptAsGiven()
    {
        var tool = Samples.Tool("read_note");
        var update = Samples.Update(Samples.Notes, tool) with { Tools = [tool with { Definition = tool.Definition with { Siblings = ["other", "read_note_raw"] } }] };

        await Writer.StoreAsync(update, None);

        Assert.Equal(["other", "read_note_raw"], (await Reader.FindToolOrNullAsync(Samples.Notes, "read_note", None))!.Definition.Siblings);
    }

    [Fact]
    public async Task Store_ToolNamedTwice_StoresNothing()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("a")), None));
        Assert.Null(await Reader.FindServerOrNullAsync(Samples.Notes, None));
    }

    [Fact]
    public async Task Store_ClockSetBack_NeverEndsARowBeforeItBegan()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "one")), None);
        Time.Set(Time.GetUtcNow() - TimeSpan.FromDays(3));
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note", "two")), None);

        Assert.All(await Reader.ListHistoryAsync(Samples.Notes, "read_note", None), entry => Assert.True(entry.Until is null || entry.Until >= entry.From));
    }

    [Fact]
    public async Task Touch_StoredServer_MovesLastSeen()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), None);
        Time.Advance(TimeSpan.FromDays(2));

        Assert.True(await Writer.TouchAsync(Samples.Notes, None));
        Assert.False(await Writer.TouchAsync(ServerKey.Parse("npm:nobody"), None));
        Assert.Equal(Time.GetUtcNow(), (await Reader.FindServerOrNullAsync(Samples.Notes, None))!.LastSeen);
    }

    [Fact]
    public async Task Ledger_Fetches_AreKept()
    {
        var fetch = new FetchRecord { Reference = "npm:x", Servers = [Samples.Notes], Revision = "1", ETag = "\"e\"", ReadBy = "r1", FetchedAt = Samples.Fetched };
        Assert.Null(await Ledger.FindFetchOrNullAsync("npm:x", None));
        await Ledger.RecordFetchAsync(fetch, None);
        await Ledger.RecordFetchAsync(fetch with { Revision = "2", ETag = null }, None);

        Assert.Equal(Samples.Json(fetch with { Revision = "2", ETag = null }), Samples.Json(await Ledger.FindFetchOrNullAsync("npm:x", None)));
        var (reference, found) = Assert.Single(await Ledger.FindFetchesAsync(["npm:x", "npm:y", "npm:x"], None));
        Assert.Equal(("npm:x", "2"), (reference, found.Revision));
    }

    [Fact]
    public async Task Ledger_ListsFetchesOfAScheme_PageByPageInTheOrderOfBytes()
    {
        foreach (var reference in new[] { "github:b/r", "npm:x", "github:a/r#f", "github:B/r", "github:a/r", "git:https://h/r" })
        {
            await Ledger.RecordFetchAsync(new FetchRecord { Reference = reference, Servers = [], Revision = "1", ReadBy = "r", FetchedAt = Samples.Fetched }, None);
        }

        var first = await Ledger.ListFetchesAsync("github:", null, 3, None);
        var second = await Ledger.ListFetchesAsync("github:", first[^1].Reference, 3, None);
        Assert.Equal(["github:B/r", "github:a/r", "github:a/r#f"], first.Select(static f => f.Reference));
        Assert.Equal(["github:b/r"], second.Select(static f => f.Reference));
    }

    [Fact]
    public async Task Disputes_EqualOnesAndTooMany_AreNotKept()
    {
        Assert.True(await Disputes.TryAddAsync(Dispute("why"), None));
        Assert.False(await Disputes.TryAddAsync(Dispute("why"), None));
        for (var i = 1; i < 1000; i++)
        {
            Assert.True(await Disputes.TryAddAsync(Dispute($"reason {i}"), None));
        }

        Assert.False(await Disputes.TryAddAsync(Dispute("one more"), None));
        Assert.True(await Disputes.TryAddAsync(Dispute("one more") with { Tool = "other" }, None));
        Assert.Equal("other", (await Disputes.ListAsync(2, None))[0].Tool);
        Assert.Equal(2, (await Disputes.ListAsync(2, None)).Count);
    }

    public static TheoryData<string> Searches() => [.. SearchCases.Load().Cases.Select(item => item.Note)];

    public static TheoryData<string> HostileTexts() =>
    [
        "\"", "\"\"", "a\" OR \"b", "*", "read*", "^read", "name:read", "-read", "read NOT note", "NEAR(read note)", "(", ")", "{name}: read", "'; DROP TABLE tools; --",
        "\0", "read\0note", "\ud800", "read \udc00", "%", "_", "\\", "🙂", "\u0301", "\u202e", "????", "AND", "OR", "+", "a + b", new string('x', 100_000), string.Concat(Enumerable.Repeat("a ", 5_000)),
        "ᚠ", "\U000323AF", "𝕣ead",
    ];

    /// <summary>Where a store that is not there yet is to be made.</summary>
    protected abstract Task<string> LocateAsync();

    /// <summary>Throws it away.</summary>
    protected abstract Task RemoveAsync();

    private static Dispute Dispute(string reason) => new()
    {
        Id = Guid.NewGuid(),
        Server = Samples.Notes,
        Tool = "read_note",
        Shown = Category.Write,
        Proposed = Category.Read,
        Reason = reason,
        ReceivedAt = Samples.Fetched,
    };

    private static (string?, Category, DateTimeOffset, DateTimeOffset?) Line(ToolHistoryEntry entry) =>
        (entry.Definition.Description, entry.Classification.Category, entry.From, entry.Until);
}
