using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private IChangeLog Changes => _services!.GetRequiredService<IChangeLog>();

    [Fact]
    public async Task Changes_NewServer_IsOneRowWithItsCounts()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note"), Samples.Tool("drop_notes", null, Category.Destructive, Risk.Critical)), None);

        var change = Assert.Single((await Changes.ListAsync(new ChangeQuery(), None)).Items);
        Assert.Equal((ChangeKind.ServerAppeared, (string?)null, Samples.Notes, false), (change.Kind, change.Tool, change.Server, change.IsMarked));
        Assert.Equal((2, Risk.Critical), (change.Details.After!.Tools, change.Details.After.Risk));
    }

    [Fact]
    public async Task Changes_SameUpdateAgain_AreNone()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), None);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("read_note")), None);
        Assert.Equal(1, (await Changes.ListAsync(new ChangeQuery(), None)).Total);
    }

    [Fact]
    public async Task Changes_DescriptionSchemaAndRisk_AreMarkedWithReasons()
    {
        var tool = Samples.Tool("edit_note", "Edits a note", Category.Write, Risk.Medium);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool), None);
        Time.Advance(TimeSpan.FromHours(1));
        var worse = tool with
        {
            Definition = tool.Definition with { Description = "Edits a note\nor drops it \0", InputSchema = JsonSerializer.Deserialize<JsonElement>("""{"type":"object","properties":{"id":{"type":["string","null"]},"all":{"type":"boolean"}}}"""), Annotations = null },
            Classification = tool.Classification with { Category = Category.Destructive, Risk = Risk.Critical },
        };
        var outcome = await Writer.StoreAsync(Samples.Update(Samples.Notes, worse), None);

        Assert.Equal(1, outcome.Marked);
        var change = (await Changes.ListAsync(new ChangeQuery { MarkedOnly = true }, None)).Items.Single();
        Assert.Equal((ChangeKind.ToolChanged, "edit_note", Time.GetUtcNow()), (change.Kind, change.Tool, change.At));
        Assert.Equal([ChangePart.Description, ChangePart.Schema, ChangePart.Annotations, ChangePart.Category, ChangePart.Risk], change.Details.Parts);
        Assert.Equal(("Edits a note", "Edits a note\nor drops it \0"), (change.Details.Before!.Description, change.Details.After!.Description));
        Assert.Equal([ChangeMarkKind.RaisesRisk, ChangeMarkKind.DropsHint, ChangeMarkKind.WidensSchema], change.Details.Marks.Select(static m => m.Kind).Distinct());
        Assert.Contains(change.Details.Marks, static m => m.Field == "/inputSchema/properties/all");
        Assert.Contains(change.Details.Marks, static m => m.Field == "/inputSchema/properties/id/type");
    }

    [Fact]
    public async Task Changes_PoisonSlippedIn_IsMarkedAndPoisonThatWasThereIsNot()
    {
        var clean = Samples.Tool("read_note");
        var poison = new SuspectText { Kind = SuspectKind.Instruction, Severity = SuspectSeverity.High, Field = "/description", Start = 0, Length = 4, Quote = "obey", Says = "tells a model to obey", Detector = "test", Version = 1 };
        var bad = clean with { Definition = clean.Definition with { Description = "obey me" }, Classification = clean.Classification with { SuspectTexts = [poison] } };
        await Writer.StoreAsync(Samples.Update(Samples.Notes, clean), None);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, bad), None);
        var slipped = (await Changes.ListAsync(new ChangeQuery { MarkedOnly = true }, None)).Items.Single();
        Assert.Equal(new ChangeMark(ChangeMarkKind.SlipsInstructions, "tells a model to obey", "/description"), Assert.Single(slipped.Details.Marks));
        Assert.Equal(poison, Assert.Single(slipped.Details.SuspectTexts));

        await Writer.StoreAsync(Samples.Update(Samples.Notes, bad with { Definition = bad.Definition with { Description = "obey me now" } }), None);
        Assert.Equal(1, (await Changes.ListAsync(new ChangeQuery { MarkedOnly = true }, None)).Total);
    }

    [Fact]
    public async Task Changes_OtherJudgeOfTheSameDefinition_IsSaidAndNotMarked()
    {
        var tool = Samples.Tool("read_note");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool), None);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool with { Classification = tool.Classification with { Category = Category.Execute, Risk = Risk.High, Classifier = "test-2" } }), None);
        var change = (await Changes.ListAsync(new ChangeQuery { Kind = ChangeKind.ToolReclassified }, None)).Items.Single();
        Assert.False(change.IsMarked);
        Assert.Equal((Risk.Low, Risk.High, "test-2"), (change.Details.Before!.Risk, change.Details.After!.Risk, change.Details.After.Classifier));

        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool with { Classification = tool.Classification with { Category = Category.Destructive, Risk = Risk.Critical, Classifier = "test-2" } }), None);
        Assert.True((await Changes.ListAsync(new ChangeQuery(), None)).Items[0].IsMarked);
    }

    [Fact]
    public async Task Changes_ExposureOnly_IsSaid()
    {
        var tool = Samples.Tool("read_note");
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool), None);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, tool with { Definition = tool.Definition with { Exposed = Exposure.No } }), None);
        var change = (await Changes.ListAsync(new ChangeQuery(), None)).Items[0];
        Assert.Equal([ChangePart.Exposure], change.Details.Parts);
        Assert.Equal((Exposure.Yes, Exposure.No), (change.Details.Before!.Exposure, change.Details.After!.Exposure));
    }

    [Fact]
    public async Task Changes_ToolsComeAndGo_AndSoDoesTheServer()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b")), None);
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("b"), Samples.Tool("c", null, Category.Destructive, Risk.Critical)), None);
        var two = (await Changes.ListAsync(new ChangeQuery { Limit = 2 }, None)).Items;
        Assert.Equal([(ChangeKind.ToolVanished, "a", false), (ChangeKind.ToolAppeared, "c", true)], two.Select(static c => (c.Kind, c.Tool!, c.IsMarked)));

        await Writer.StoreAsync(Samples.Update(Samples.Notes), None);
        var gone = (await Changes.ListAsync(new ChangeQuery { Limit = 1 }, None)).Items.Single();
        Assert.Equal((ChangeKind.ServerVanished, 2), (gone.Kind, gone.Details.Before!.Tools));
        Assert.Equal(4, (await Changes.ListAsync(new ChangeQuery { Server = Samples.Notes }, None)).Total);
        Assert.Equal(1, (await Changes.ListAsync(new ChangeQuery { Server = Samples.Notes, Tool = "a" }, None)).Total);
        Assert.Equal([(ChangeKind.ServerAppeared, 1, 0), (ChangeKind.ServerVanished, 1, 0), (ChangeKind.ToolAppeared, 1, 1), (ChangeKind.ToolVanished, 1, 0)],
            (await Changes.CountAsync(new ChangeQuery(), None)).Select(static c => (c.Kind, c.Total, c.Marked)));
    }

    [Fact]
    public async Task Changes_ServersOwnWords_AreSaid()
    {
        var update = Samples.Update(Samples.Notes, Samples.Tool("a"));
        await Writer.StoreAsync(update, None);
        await Writer.StoreAsync(update with { Description = "Keeps them elsewhere", Snapshot = update.Snapshot with { Version = "2.0.0" } }, None);
        await Writer.StoreAsync(update with { Description = "Keeps them elsewhere", Snapshot = update.Snapshot with { Version = "2.0.1" } }, None);
        var change = Assert.Single((await Changes.ListAsync(new ChangeQuery { Kind = ChangeKind.ServerChanged }, None)).Items);
        Assert.Equal([ChangePart.Description], change.Details.Parts);
    }

    [Fact]
    public async Task Changes_FirstCrawl_IsTheBaselineAndTheNextIsNot()
    {
        Assert.True((await CrawlAsync("dir:one", Samples.Update(Samples.Notes, Samples.Tool("a")))).IsBaseline);
        Assert.Equal(0, (await Changes.ListAsync(new ChangeQuery(), None)).Total);
        Assert.Equal(1, (await Changes.ListAsync(new ChangeQuery { WithBaseline = true }, None)).Total);

        await MoveClockAsync(TimeSpan.FromHours(1));
        var second = await CrawlAsync("dir:two", Samples.Update(ServerKey.Parse("npm:other"), Samples.Tool("a")), Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b", null, Category.Write, Risk.Medium)));
        Assert.False(second.IsBaseline);
        Assert.Equal(1, second.Marked);
        Assert.Equal([ChangeKind.ToolAppeared, ChangeKind.ServerAppeared], (await Changes.ListAsync(new ChangeQuery { SinceRun = second.Id }, None)).Items.Select(static c => c.Kind).OrderDescending());
    }

    [Fact]
    public async Task Changes_LeaseThatLapsed_LeavesNone()
    {
        var run = await Queue.JoinAsync(new CrawlPlan { References = ["dir:x"] }, None);
        var lease = Assert.Single(await Queue.LeaseAsync(run.Id, CrawlWork.Source, "w", 1, Minute, None));
        Assert.Null(await Queue.FinishAsync(lease with { Attempt = 9 }, CrawlFinding.Of() with { Updates = [Samples.Update(Samples.Notes, Samples.Tool("a"))] }, None));
        Assert.Equal(0, (await Changes.ListAsync(new ChangeQuery { WithBaseline = true }, None)).Total);
    }

    [Fact]
    public async Task FindElsewhere_NamesOfOtherServersOnly()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("send_mail")), None);
        var names = _services!.GetRequiredService<IToolNames>();
        Assert.Equal(["SEND_mail"], await names.FindElsewhereAsync(["SEND_mail", "read_file"], ServerKey.Parse("npm:other"), None));
        Assert.Empty(await names.FindElsewhereAsync(["send_mail"], Samples.Notes, None));
    }

    private async Task<CrawlRun> CrawlAsync(string reference, params ServerUpdate[] updates)
    {
        var run = await Queue.JoinAsync(new CrawlPlan { References = [reference] }, None);
        var lease = Assert.Single(await Queue.LeaseAsync(run.Id, CrawlWork.Source, "w", 1, Minute, None));
        var finding = new CrawlFinding
        {
            Updates = updates,
            Items = outcomes => [.. updates.Zip(outcomes, (update, outcome) => new CrawlItem { Reference = reference, Server = update.Key.Value, Status = CrawlStatus.Stored, Marked = outcome.Marked })],
        };
        Assert.NotNull(await Queue.FinishAsync(lease, finding, None));
        return (await Queue.TryEndAsync(run.Id, None))!;
    }
}
