using Catalog.Classifier.Overrides;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Classifier.Tests.Overrides;

public sealed class OverrideCheckTests
{
    private static readonly ToolDefinition Tool = new() { Server = "npm:fences", Tool = "delete_fence", Description = "Deletes a fence for good." };

    [Theory]
    [InlineData(Category.Write, null, OverrideConflictKind.Lowers)]
    [InlineData(Category.Financial, null, OverrideConflictKind.Raises)]
    [InlineData(Category.Destructive, null, OverrideConflictKind.Needless)]
    [InlineData(Category.Write, "0000000000000000000000000000000000000000000000000000000000000000", OverrideConflictKind.Stale)]
    public void Conflicts_OfOneOverride_SayWhichKind(Category category, string? hash, OverrideConflictKind expected)
    {
        var conflict = Assert.Single(Conflicts(Layer(Entry(category, hash))));
        Assert.Equal(expected, conflict.Kind);
        Assert.NotEmpty(conflict.Told);
    }

    [Fact]
    public void Conflicts_OwnFacets_AreNotNeedless() => Assert.Empty(Conflicts(Layer(Entry(Category.Destructive) with { Facets = [Facet.Device] })));

    [Fact]
    public void Conflicts_LaterLayerThatDiffers_IsTold()
    {
        var errors = new List<string>();
        var set = OverrideSet.Of(errors, [Entry(Category.Write)], [Entry(Category.Financial)]);
        Assert.Empty(errors);
        Assert.Equal(Category.Financial, Assert.Single(set.Entries).Category);
        Assert.Equal(OverrideConflictKind.Replaced, Assert.Single(set.Replaced).Kind);
    }

    [Fact]
    public void Of_TwoInOneLayer_IsAnError()
    {
        var errors = new List<string>();
        OverrideSet.Of(errors, [Entry(Category.Write), Entry(Category.Read)]);
        Assert.Equal("`delete_fence` of `npm:fences` has 2 overrides: keep one", Assert.Single(errors));
    }

    private static IReadOnlyList<OverrideConflict> Conflicts(OverrideSet set)
    {
        var classifier = new ServiceCollection().AddClassifier(set).BuildServiceProvider().GetRequiredService<IToolClassifier>();
        return OverrideCheck.Conflicts(set, [(Tool, classifier.Classify(Tool)), (Tool with { Tool = "other" }, classifier.Classify(Tool with { Tool = "other" }))]);
    }

    private static OverrideSet Layer(VerdictOverride entry) => OverrideSet.Of([], [entry]);

    private static VerdictOverride Entry(Category category, string? hash = null) => new()
    {
        Server = Tool.Server!,
        Tool = Tool.Tool,
        Definition = hash,
        Category = category,
        Reason = "It only hides the fence.",
        By = "Ada",
        On = new DateOnly(2026, 2, 3),
    };
}
