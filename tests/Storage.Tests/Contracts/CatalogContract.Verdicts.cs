using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private IVerdictStore Verdicts => _services!.GetRequiredService<IVerdictStore>();

    [Fact]
    public async Task Verdicts_ByClassifier_AreCountedAndListedInPages()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), By(Samples.Tool("b"), "test-2"), Samples.Tool("c")), None);
        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("d")), None);

        Assert.Equal([("test-1", 3), ("test-2", 1)], (await Verdicts.CountByClassifierAsync(None)).Select(static pair => (pair.Key, pair.Value)));
        var first = await Verdicts.ListAsync("test-1", 0, 2, None);
        var second = await Verdicts.ListAsync("test-1", first[^1].Position, 2, None);
        Assert.Equal(["@acme/notes a", "@acme/notes c", "@other/notes d"], first.Concat(second).Select(static v => $"{v.Server.Name} {v.Tool.Definition.Tool}"));
        Assert.Equal(Samples.Json((await Reader.FindToolOrNullAsync(Samples.Notes, "a", None))!.Definition), Samples.Json(first[0].Tool.Definition));
        Assert.Empty(await Verdicts.ListAsync("test-3", 0, 2, None));
        Assert.Null(await Verdicts.FindOrNullAsync(Samples.Notes, "d", None));
    }

    [Fact]
    public async Task Replace_OtherVerdict_IsInForceFromThenOnAndIsNotTheServersChange()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", null, Category.Read, Risk.Low, Facet.Files), Samples.Tool("b")) with { IsBaseline = true }, None);
        var first = Time.GetUtcNow();
        var seen = (await Reader.FindServerOrNullAsync(Samples.Notes, None))!.LastSeen;
        Time.Advance(TimeSpan.FromHours(5));

        var counts = await Verdicts.ReplaceAsync(
            [await ReplacedAsync("a", static v => v with { Category = Category.Write, Risk = Risk.Medium, Facets = [Facet.Network], Review = true, Classifier = "test-2" }), await ReplacedAsync("b", static v => v with { Classifier = "test-2" })],
            None);

        Assert.Equal(new VerdictCounts(2, 1, 1, 0), counts);
        Assert.Equal(["test-2"], (await Verdicts.CountByClassifierAsync(None)).Keys);
        var tool = (await Reader.FindToolOrNullAsync(Samples.Notes, "a", None))!;
        Assert.Equal((Category.Write, "test-2", first, Time.GetUtcNow()), (tool.Classification.Category, tool.Classification.Classifier, tool.DefinedAt, tool.ClassifiedAt));
        Assert.Equal([(Category.Write, (DateTimeOffset?)null), (Category.Read, Time.GetUtcNow())], (await Reader.ListHistoryAsync(Samples.Notes, "a", None)).Select(static h => (h.Classification.Category, h.Until)));
        Assert.Equal((1, 0, 1), (await CountAsync(new ToolQuery { Category = Category.Write }), await CountAsync(new ToolQuery { Facet = Facet.Files }), await CountAsync(new ToolQuery { Facet = Facet.Network })));
        Assert.Equal(seen, (await Reader.FindServerOrNullAsync(Samples.Notes, None))!.LastSeen);
        var change = Assert.Single((await Changes.ListAsync(new ChangeQuery(), None)).Items);
        Assert.Equal((ChangeKind.ToolReclassified, "a", false, null), (change.Kind, change.Tool, change.IsMarked, change.Run));
        Assert.Equal("judged otherwise by a new classifier (test-1 → test-2), its definition is the same: Read, Low risk, is now Write, Medium risk", ChangeWords.Of(change));

        async Task<int> CountAsync(ToolQuery query) => (await Reader.SearchToolsAsync(query, None)).Total;
    }

    [Fact]
    public async Task Replace_DefinitionThatChangedMeanwhile_IsLeftAlone()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Reads"), Samples.Tool("b"), Samples.Tool("c")), None);
        VerdictReplacement[] read = [await ReplacedAsync("a", Raised), await ReplacedAsync("b", Raised), await ReplacedAsync("c", Raised)];
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Wipes", Category.Destructive, Risk.Critical), Samples.Tool("b")), None);

        Assert.Equal(new VerdictCounts(3, 1, 1, 2), await Verdicts.ReplaceAsync(read, None));

        Assert.Equal([Category.Destructive, Category.Execute], (await Reader.ListToolsAsync(Samples.Notes, true, None)).Select(static tool => tool.Classification.Category));
    }

    [Fact]
    public async Task Replace_TwiceOrTheSame_StoresOnce()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a")), None);
        var same = await ReplacedAsync("a", static v => v);
        var raised = await ReplacedAsync("a", Raised);

        Assert.Equal(new VerdictCounts(1, 0, 0, 0), await Verdicts.ReplaceAsync([same], None));
        Assert.Equal(new VerdictCounts(1, 1, 1, 0), await Verdicts.ReplaceAsync([raised], None));
        Assert.Equal(new VerdictCounts(1, 0, 0, 1), await Verdicts.ReplaceAsync([raised], None));
        Assert.Equal(2, (await Reader.ListHistoryAsync(Samples.Notes, "a", None)).Count);

        // What a crawl stores afterwards stands on what was stored here.
        Assert.Equal(1, (await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a")), None)).Reclassified);
    }

    private static Classification Raised(Classification verdict) => verdict with { Category = Category.Execute, Risk = Risk.High, Classifier = "test-2" };

    private static ClassifiedTool By(ClassifiedTool tool, string classifier) => tool with { Classification = tool.Classification with { Classifier = classifier } };

    private async Task<VerdictReplacement> ReplacedAsync(string tool, Func<Classification, Classification> now)
    {
        var stored = (await Verdicts.FindOrNullAsync(Samples.Notes, tool, None))!;
        return new VerdictReplacement(stored, now(stored.Tool.Classification));
    }
}
