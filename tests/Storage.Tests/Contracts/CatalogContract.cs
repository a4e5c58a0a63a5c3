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
            await _services.DisposeAsync();
            await RemoveAsync();
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

        Assert.Equal(new UpdateOutcome(false, 0, 1, 0, 0, 0), outcome);
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
    public async Task Lists_UnreachedTool_IsLeftOut()
    {
        var hidden = Samples.Tool("internal_note");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), hidden with { Definition = hidden.Definition with { Exposed = Exposure.No } }), None);

        Assert.Single(await Reader.ListToolsAsync(Samples.Notes, false, None));
        Assert.Equal(2, (await Reader.ListToolsAsync(Samples.Notes, true, None)).Count);
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "internal_note" }, None)).Total);
        Assert.Equal(1, (await Reader.CountAsync(None)).Tools);
        Assert.Equal(1, Assert.Single((await Reader.ListServersAsync(new ServerQuery(), None)).Items).Tools);
    }

    [Fact]
    public async Task Search_ExactName_ComesFirst()
    {
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                Samples.Tool("search_notes_search", "search search search notes and search"),
                Samples.Tool("search", "Looks for a note"),
                Samples.Tool("search_all", "search")),
            None);

        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = "Search" }, None);

        Assert.Equal(3, page.Total);
        Assert.Equal("search", page.Items[0].Definition.Tool);
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Search_Case_FindsWhatItSays(string note)
    {
        var cases = SearchCases.Load();
        var search = cases.Cases.Single(item => item.Note == note);
        await Writer.StoreAsync(
            Samples.Update(
                Samples.Notes,
                [
                    .. cases.Tools.Select(tool => Samples.Tool(tool.Name, tool.Description))
                        .Zip(cases.Tools, (made, tool) => made with { Definition = made.Definition with { Title = tool.Title } }),
                ]),
            None);

        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = search.Text }, None);

        Assert.Equal(search.Expected, page.Items.Select(tool => tool.Definition.Tool));
        Assert.Equal(search.Expected.Count, page.Total);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Search_HostileText_IsWordsAndNoSyntax(string text)
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("***")), None);

        var tools = await Reader.SearchToolsAsync(new ToolQuery { Text = text }, None);
        var servers = await Reader.ListServersAsync(new ServerQuery { Text = text }, None);

        Assert.Equal(tools.Total, tools.Items.Count);
        Assert.Equal(servers.Total, servers.Items.Count);
        Assert.Equal(2, (await Reader.CountAsync(None)).Tools);
    }

    [Fact]
    public async Task Search_NameOfSignsAlone_IsFoundByItself()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("***")), None);

        Assert.Equal("***", Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { Text = " *** " }, None)).Items).Definition.Tool);
    }

    [Fact]
    public async Task Search_Filters_AllHoldTogether()
    {
        var other = ServerKey.Parse("pypi:other");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("run", "Runs", Category.Execute, Risk.High, Facet.Shell), Samples.Tool("odd", "Odd", Category.Unknown, Risk.Unknown)), None);
        await Writer.StoreAsync(Samples.Update(other, Samples.Tool("run", "Runs", Category.Execute, Risk.Critical, Facet.Shell, Facet.MessagesPeople)), None);

        Assert.Equal(2, (await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Facet = Facet.Shell }, None)).Total);
        var page = await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Server = other, Category = Category.Execute, Risk = Risk.Critical, Facet = Facet.MessagesPeople }, None);
        Assert.Equal(other, Assert.Single(page.Items).Server);
        Assert.Equal("odd", Assert.Single((await Reader.SearchToolsAsync(new ToolQuery { ReviewOnly = true }, None)).Items).Definition.Tool);
        Assert.Equal(0, (await Reader.SearchToolsAsync(new ToolQuery { Text = "run", Server = other, Risk = Risk.High }, None)).Total);
    }

    [Fact]
    public async Task Search_Pages_AreInOrderAndEndEmpty()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, [.. Enumerable.Range(0, 7).Select(i => Samples.Tool($"tool_{i}"))]), None);

        var first = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4 }, None);
        var second = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4, Offset = 4 }, None);
        var third = await Reader.SearchToolsAsync(new ToolQuery { Limit = 4, Offset = 8 }, None);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"tool_{i}"), first.Items.Concat(second.Items).Select(tool => tool.Definition.Tool));
        Assert.Empty(third.Items);
        Assert.Equal((7, 7, 7), (first.Total, second.Total, third.Total));
    }

    [Fact]
    public async Task ListServers_TextAndOrder_Hold()
    {
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:aaa"), Samples.Tool("sharpen_pencil")), None);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:bbb"), Samples.Tool("read_note", "Reads", Category.Read), Samples.Tool("burn_note", "Burns", Category.Destructive, Risk.Critical)), None);

        Assert.Equal(["npm:aaa", "npm:bbb"], (await Reader.ListServersAsync(new ServerQuery(), None)).Items.Select(item => item.Server.Key.Value));
        Assert.Equal(["npm:bbb", "npm:aaa"], (await Reader.ListServersAsync(new ServerQuery { Order = ServerOrder.Recent }, None)).Items.Select(item => item.Server.Key.Value));
        Assert.Equal("npm:aaa", Assert.Single((await Reader.ListServersAsync(new ServerQuery { Text = "penc" }, None)).Items).Server.Key.Value);
        var counted = Assert.Single((await Reader.ListServersAsync(new ServerQuery { Text = "burn" }, None)).Items);
        Assert.Equal((1, 1, 2), (counted.ByCategory[Category.Destructive], counted.ByRisk[Risk.Critical], counted.Tools));
    }

    [Fact]
    public async Task ListServers_NewTitle_IsFoundAndTheOldOneIsNot()
    {
        var update = Samples.Update(Samples.Notes, Samples.Tool("read_note"));
        await Writer.StoreAsync(update, None);
        await Writer.StoreAsync(update with { Title = "Jotter" }, None);

        Assert.Equal(1, (await Reader.ListServersAsync(new ServerQuery { Text = "jotter" }, None)).Total);
        Assert.Equal(1, (await Reader.SearchToolsAsync(new ToolQuery { Text = "jotter read" }, None)).Total);
        Assert.Equal("Jotter", (await Reader.FindServerOrNullAsync(Samples.Notes, None))!.Title);
    }

    [Fact]
    public async Task Count_EmptyAndFilled_AreRight()
    {
        var empty = await Reader.CountAsync(None);
        Assert.Equal((0, 0, 0, null), (empty.Servers, empty.Tools, empty.Review, empty.LastSeen));
        Assert.Empty(empty.ByCategory);

        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c", null, Category.Unknown, Risk.Unknown)), None);

        var counts = await Reader.CountAsync(None);
        Assert.Equal((1, 3, 1, Time.GetUtcNow()), (counts.Servers, counts.Tools, counts.Review, counts.LastSeen!.Value));
        Assert.Equal((2, 1, 1), (counts.ByCategory[Category.Read], counts.ByCategory[Category.Unknown], counts.ByRisk[Risk.Unknown]));
    }

    [Fact]
    public async Task Ledger_Fetches_AreKept()
    {
        var fetch = new FetchRecord { Reference = "npm:x", Servers = [Samples.Notes], Revision = "1", ETag = "\"e\"", ReadBy = "r1", FetchedAt = Samples.Fetched };
        Assert.Null(await Ledger.FindFetchOrNullAsync("npm:x", None));
        await Ledger.RecordFetchAsync(fetch, None);
        await Ledger.RecordFetchAsync(fetch with { Revision = "2", ETag = null }, None);

        Assert.Equal(Samples.Json(fetch with { Revision = "2", ETag = null }), Samples.Json(await Ledger.FindFetchOrNullAsync("npm:x", None)));
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
