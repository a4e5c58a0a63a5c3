using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Retention;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private IHistoryPruning Pruning => _services!.GetRequiredService<IHistoryPruning>();

    [Fact]
    public async Task Prune_OldHistory_GoesAndWhatIsInForceStays()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Reads"), Samples.Tool("b"), Samples.Tool("gone")), None);
        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("x")), None);
        await MoveClockAsync(TimeSpan.FromDays(10));
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Writes", Category.Write, Risk.Medium), Samples.Tool("b", null, Category.Write, Risk.Medium)) with { License = "ISC" }, None);
        await MoveClockAsync(TimeSpan.FromDays(10));
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Deletes", Category.Destructive, Risk.Critical), Samples.Tool("b", null, Category.Write, Risk.Medium)) with { License = "ISC" }, None);
        var before = Samples.Json(await StateAsync());
        var limits = Limits(TimeSpan.FromDays(5));

        var counted = await Pruning.PruneAsync(limits, isDryRun: true, None);
        Assert.Equal(before, Samples.Json(await StateAsync()));
        Assert.Equal(3, (await Reader.ListHistoryAsync(Samples.Notes, "a", None)).Count);
        var pruned = await Pruning.PruneAsync(limits, isDryRun: false, None);

        // Of day 0: two definitions (`a` as it was, and `gone`), three verdicts, one snapshot; readings also of `b`, whose list of siblings changed. What ended today is young.
        Assert.Equal((2L, 3L, 1L), (pruned.Definitions, pruned.Classifications, pruned.Snapshots));
        Assert.Equal(counted, pruned);
        Assert.Equal(before, Samples.Json(await StateAsync()));
        Assert.Equal(["Deletes", "Writes"], (await Reader.ListHistoryAsync(Samples.Notes, "a", None)).Select(static h => h.Definition.Description));
        Assert.Equal(Category.Write, Assert.Single(await Reader.ListHistoryAsync(Samples.Notes, "b", None)).Classification.Category);
        Assert.Empty(await Reader.ListHistoryAsync(Samples.Notes, "gone", None));
        Assert.Equal(0, (await Pruning.PruneAsync(limits, isDryRun: false, None)).Total);

        // What is stored afterwards stands on what stayed; a tool that comes back is known by its first day.
        var outcome = await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a", "Reads"), Samples.Tool("b"), Samples.Tool("gone")), None);
        Assert.Equal((1, 1, 1), (outcome.Added, outcome.Changed, outcome.Reclassified));
    }

    [Fact]
    public async Task Prune_OldChanges_AreNoLongerListed()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a")), None);
        await MoveClockAsync(TimeSpan.FromDays(10));
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b")), None);

        Assert.Equal(1, (await Pruning.PruneAsync(Limits(TimeSpan.FromDays(5)), isDryRun: false, None)).Changes);
        Assert.Equal(ChangeKind.ToolAppeared, Assert.Single((await Changes.ListAsync(new ChangeQuery { WithBaseline = true }, None)).Items).Kind);
    }

    private RetentionLimits Limits(TimeSpan age)
    {
        var before = Time.GetUtcNow() - age;
        return new RetentionLimits(before, before, before);
    }

    private async Task<object> StateAsync() => new
    {
        Notes = await Reader.FindServerOrNullAsync(Samples.Notes, None),
        Tools = await Reader.ListToolsAsync(Samples.Notes, true, None),
        Other = await Reader.ListToolsAsync(Fork, true, None),
        Counts = await Reader.CountAsync(None),
        Found = await Reader.SearchToolsAsync(new ToolQuery { Text = "delete" }, None),
    };
}
