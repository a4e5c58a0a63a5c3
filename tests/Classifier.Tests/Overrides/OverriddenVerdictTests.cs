using System.Text.Json;
using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Overrides;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Classifier.Tests.Overrides;

public sealed class OverriddenVerdictTests
{
    private static readonly ToolDefinition Tool = new() { Server = "npm:fences", Tool = "delete_fence", Description = "Deletes a fence for good." };

    private static readonly VerdictOverride Entry = new()
    {
        Server = "npm:fences",
        Tool = "delete_fence",
        Category = Category.Write,
        Reason = "it only hides the fence from the map",
        By = "Ada",
        On = new DateOnly(2026, 2, 3),
    };

    [Fact]
    public void Classify_Overridden_SaysWhatThePersonSaysAndKeepsItsOwn()
    {
        var own = ClassifierUnderTest.Instance.Classify(Tool);
        var verdict = With(Entry).Classify(Tool);
        Assert.Equal((Category.Write, Risk.Medium, 1.0, false), (verdict.Category, verdict.Risk, verdict.Confidence, verdict.Review));
        Assert.Equal(("Ada", new DateOnly(2026, 2, 3), Entry.Reason), (verdict.Reviewed!.By, verdict.Reviewed.On, verdict.Reviewed.Reason));
        Assert.Equal((own.Category, own.Risk, own.Confidence), (verdict.Reviewed.Category, verdict.Reviewed.Risk, verdict.Reviewed.Confidence));
        Assert.Equal(own.Facets, verdict.Reviewed.Facets);
        Assert.Equal(Category.Destructive, verdict.RunnerUp);
        Assert.StartsWith("Reviewed by hand: It only hides the fence from the map. ", verdict.Rationale, StringComparison.Ordinal);
        Assert.DoesNotContain("came second", verdict.Rationale, StringComparison.Ordinal);
        Assert.NotEmpty(verdict.Evidence);
        Assert.All(verdict.Evidence.Concat(verdict.CounterEvidence), e => Assert.True(QuoteCheck.Holds(Tool, e)));
    }

    [Fact]
    public void Classify_Facets_AreThoseOfThePerson()
    {
        var verdict = With(Entry with { Facets = [Facet.Device, Facet.Access] }).Classify(Tool);
        Assert.Equal([Facet.Access, Facet.Device], verdict.Facets);
        Assert.Contains(verdict.RiskReasons, static r => r.Reason == "it changes who may do what");
        Assert.Empty(With(Entry with { Facets = [] }).Classify(Tool).Facets);
    }

    [Fact]
    public void Classify_Quote_StandsFirst()
    {
        var verdict = With(Entry with { Quote = new OverrideQuote("/description", "a fence") }).Classify(Tool);
        Assert.Equal(("a fence", "override", 8), (verdict.Evidence[0].Quote, verdict.Evidence[0].Signal, verdict.Evidence[0].Start));
        Assert.True(QuoteCheck.Holds(Tool, verdict.Evidence[0]));
    }

    [Theory]
    [InlineData("npm:other", "delete_fence")]
    [InlineData("npm:fences", "Delete_Fence")]
    [InlineData(null, "delete_fence")]
    public void Classify_AnotherTool_IsNotOverridden(string? server, string tool) =>
        Assert.Null(With(Entry).Classify(Tool with { Server = server, Tool = tool }).Reviewed);

    [Fact]
    public void Classify_ChangedDefinition_IsNotOverriddenAndGoesToReview()
    {
        var classifier = With(Entry with { Definition = DefinitionHash.Of(Tool) });
        Assert.NotNull(classifier.Classify(Tool).Reviewed);
        var changed = classifier.Classify(Tool with { Description = "Deletes a fence and its posts for good." });
        Assert.Null(changed.Reviewed);
        Assert.Equal((Category.Destructive, true), (changed.Category, changed.Review));
    }

    [Fact]
    public void Classify_QuoteThatIsNotThere_IsNotOverriddenAndGoesToReview()
    {
        var verdict = With(Entry with { Quote = new OverrideQuote("/description", "Hides") }).Classify(Tool);
        Assert.Null(verdict.Reviewed);
        Assert.True(verdict.Review);
    }

    [Fact]
    public void Classify_OverrideForThisDefinition_ComesBeforeOneForAny()
    {
        var verdict = With(Entry, Entry with { Definition = DefinitionHash.Of(Tool), Category = Category.Execute }).Classify(Tool);
        Assert.Equal(Category.Execute, verdict.Category);
    }

    [Fact]
    public void Classify_MoreSevereThanAllActions_DropsTheTableThatWouldLetThemPass()
    {
        var tool = new ToolDefinition
        {
            Server = "npm:fences",
            Tool = "manage_fence",
            Description = "Works with fences.",
            InputSchema = JsonElement.Parse("""{"type":"object","properties":{"action":{"type":"string","enum":["list","get"]}}}"""),
        };
        var entry = Entry with { Tool = tool.Tool, Category = Category.Destructive };
        Assert.NotEmpty(ClassifierUnderTest.Instance.Classify(tool).Actions);
        Assert.Empty(With(entry).Classify(tool).Actions);
    }

    [Fact]
    public void Version_ChangesWithTheOverrides()
    {
        string[] versions = [With().Version, With(Entry).Version, With(Entry with { Category = Category.Execute }).Version];
        Assert.Equal(3, versions.Distinct().Count());
        Assert.Equal(ClassifierVersion.Value, versions[0]);
        Assert.Equal(ClassifierVersion.Value, With(Entry).Classify(Tool with { Tool = "other" }).Classifier);
        Assert.NotEqual(ClassifierVersion.Value, With(Entry).Classify(Tool).Classifier);
    }

    [Fact]
    public void Classify_RandomOverrides_HaveEvidenceThatHolds()
    {
        string[] texts = ["", "Zorp.", "Pays 😀 a fence\nnow", "Reads everything.", "cafe\u0301"];
        var (random, categories) = (new Random(7), Enum.GetValues<Category>().Where(static c => c != Category.Unknown).ToArray());
        for (var i = 0; i < 200; i++)
        {
            var tool = Tool with { Tool = $"t_{texts[random.Next(texts.Length)]}", Description = texts[random.Next(texts.Length)] };
            var verdict = With(Entry with { Tool = tool.Tool, Category = categories[random.Next(categories.Length)] }).Classify(tool);
            Assert.NotEmpty(verdict.Evidence);
            Assert.All(verdict.Evidence.Concat(verdict.CounterEvidence), e => Assert.True(QuoteCheck.Holds(tool, e), $"{tool.Tool} {e.Field} {e.Quote}"));
        }
    }

    private static IToolClassifier With(params VerdictOverride[] entries)
    {
        var errors = new List<string>();
        var overrides = OverrideSet.Of(errors, entries);
        Assert.Empty(errors);
        return new ServiceCollection().AddClassifier(overrides).BuildServiceProvider().GetRequiredService<IToolClassifier>();
    }
}
