using System.Text.Json;
using Catalog.Classifier.SecondOpinions;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Classifier.Tests.SecondOpinions;

public sealed class LanguageModelOpinionTests
{
    private static readonly ToolDefinition Tool = new() { Tool = "drop_shelf", Description = "Removes a shelf for good.", InputSchema = JsonElement.Parse("""{"type":"object","properties":{"id":{"type":"string","description":"The shelf to remove"}}}""") };

    private readonly MemoryOpinions _cache = new();

    [Fact]
    public async Task ReviewAsync_ModelAgrees_IsShownAndLeavesTheVerdict()
    {
        var model = new ModelDouble(static (_, _) => Task.FromResult(Answer("Destructive", "for good", "/description")));
        var joined = await Opinion(model).ReviewAsync(Tool, Verdict(review: true), CancellationToken.None);
        Assert.Equal(Category.Destructive, joined.Category);
        Assert.True(joined.Review);
        Assert.Equal("for good", joined.SecondOpinion!.Evidence.Single().Quote);
        AssertQuoted.Exactly(Tool, joined.SecondOpinion.Evidence.Single());
        Assert.NotNull(model.Options!.ResponseFormat);
        Assert.Equal(0, model.Options.Temperature);
    }

    [Fact]
    public async Task ReviewAsync_ModelDiffers_AsksForAPersonAndChangesNothingElse()
    {
        var before = Verdict(review: false);
        var joined = await Opinion(new ModelDouble(static (_, _) => Task.FromResult(Answer("Read", "shelf", "/description"))), all: true).ReviewAsync(Tool, before, CancellationToken.None);
        Assert.True(joined.Review);
        Assert.Equal(before with { Review = true, SecondOpinion = joined.SecondOpinion }, joined);
    }

    [Fact]
    public async Task ReviewAsync_SureVerdict_AsksNobodyUnlessToldTo()
    {
        var model = new ModelDouble(static (_, _) => Task.FromResult(Answer("Read", "shelf", "/description")));
        Assert.Null((await Opinion(model).ReviewAsync(Tool, Verdict(review: false), CancellationToken.None)).SecondOpinion);
        Assert.Empty(model.Asked);
        Assert.NotNull((await Opinion(model, all: true).ReviewAsync(Tool, Verdict(review: false), CancellationToken.None)).SecondOpinion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"category":"Read"}""")]
    [InlineData("""{"category":"Unknown","quote":"shelf","field":"/description"}""")]
    [InlineData("""{"category":"read","quote":"shelf","field":"/description"}""")]
    [InlineData("""{"category":"1","quote":"shelf","field":"/description"}""")]
    [InlineData("""{"category":"Read, Write","quote":"shelf","field":"/description"}""")]
    [InlineData("""{"category":"Read","quote":"harmless","field":"/description"}""")]
    [InlineData("""{"category":"Read","quote":"Shelf","field":"/description"}""")]
    [InlineData("""{"category":"Read","quote":"shelf","field":"/title"}""")]
    [InlineData("""{"category":"Read","quote":"shelf","field":"/annotations/title"}""")]
    [InlineData("""{"category":"Read","quote":"shelf","field":"/inputSchema/properties/none/description"}""")]
    [InlineData("""{"category":"Read","quote":"","field":"/description"}""")]
    [InlineData("""{"category":"Read","quote":7,"field":"/description"}""")]
    [InlineData("""{"category":"Read","quote":"shelf","field":"/description","extra":1}""")]
    [InlineData("""{"category":"Read","quote":"shelf","field":"/description"} and more""")]
    [InlineData("""{"category":"Read","quote":"\ud800abc","field":"/description"}""")]
    public async Task ReviewAsync_AnswerThatIsNotAsAskedFor_IsDroppedAndNotKept(string answer)
    {
        var before = Verdict(review: true);
        var joined = await Opinion(new ModelDouble((_, _) => Task.FromResult(answer))).ReviewAsync(Tool, before, CancellationToken.None);
        Assert.Same(before, joined);
        Assert.Empty(_cache.Answers);
    }

    [Fact]
    public async Task ReviewAsync_WordsOfAnArgument_AreFoundThere()
    {
        var model = new ModelDouble(static (_, _) => Task.FromResult(Answer("Destructive", "shelf to remove", "/inputSchema/properties/id/description")));
        var joined = await Opinion(model).ReviewAsync(Tool, Verdict(review: true), CancellationToken.None);
        AssertQuoted.Exactly(Tool, joined.SecondOpinion!.Evidence.Single());
    }

    [Fact]
    public async Task ReviewAsync_SameDefinitionAgain_IsAnsweredFromTheCache()
    {
        var model = new ModelDouble(static (_, _) => Task.FromResult(Answer("Destructive", "for good", "/description")));
        var opinion = Opinion(model);
        var first = await opinion.ReviewAsync(Tool, Verdict(review: true), CancellationToken.None);
        var second = await opinion.ReviewAsync(Tool, Verdict(review: true), CancellationToken.None);
        Assert.Equal(first.SecondOpinion!.Evidence, second.SecondOpinion!.Evidence);
        Assert.Single(model.Asked);
        await opinion.ReviewAsync(Tool with { Description = Tool.Description + " Now." }, Verdict(review: true), CancellationToken.None);
        Assert.Equal(2, model.Asked.Count);
    }

    [Theory]
    [InlineData(3, 1_000_000, 100L, 3)]
    [InlineData(100, 4_000, 1_000L, 3)]
    [InlineData(100, 1, null, 0)]
    public async Task ReviewAsync_BudgetSpent_AsksNoMore(int calls, long tokens, long? each, int expected)
    {
        var model = new ModelDouble(static (_, _) => Task.FromResult(Answer("Destructive", "for good", "/description")), each);
        var opinion = new LanguageModelOpinion(
            model, _cache, new SecondOpinionOptions { Model = "m", MaxCalls = calls, MaxTokens = tokens }, TimeProvider.System, NullLogger<LanguageModelOpinion>.Instance);
        for (var i = 0; i < 10; i++)
        {
            var joined = await opinion.ReviewAsync(Tool with { Tool = $"drop_{i}" }, Verdict(review: true), CancellationToken.None);
            Assert.Equal(i < expected, joined.SecondOpinion is not null);
        }

        Assert.Equal(expected, model.Asked.Count);
    }

    [Fact]
    public async Task ReviewAsync_CallsAtTheSameTime_DoNotSpendTheSameTokens()
    {
        var answered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var model = new ModelDouble((_, _) => answered.Task, 1_000);
        var opinion = new LanguageModelOpinion(
            model, _cache, new SecondOpinionOptions { Model = "m", MaxTokens = 4_000 }, TimeProvider.System, NullLogger<LanguageModelOpinion>.Instance);
        var reviews = Enumerable.Range(0, 10).Select(i => opinion.ReviewAsync(Tool with { Tool = $"drop_{i}" }, Verdict(review: true), CancellationToken.None)).ToList();
        answered.SetResult(Answer("Destructive", "for good", "/description"));
        var joined = await Task.WhenAll(reviews);
        Assert.InRange(model.Asked.Count, 2, 4);
        Assert.Equal(model.Asked.Count, joined.Count(static c => c.SecondOpinion is not null));
    }

    [Fact]
    public async Task ReviewAsync_ModelThatHangs_IsGivenUp()
    {
        var model = new ModelDouble(static async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return "";
        });
        var before = Verdict(review: true);
        var opinion = new LanguageModelOpinion(
            model, _cache, new SecondOpinionOptions { Model = "m", Timeout = TimeSpan.FromMilliseconds(50) }, TimeProvider.System, NullLogger<LanguageModelOpinion>.Instance);
        Assert.Same(before, await opinion.ReviewAsync(Tool, before, CancellationToken.None));
    }

    [Fact]
    public async Task ReviewAsync_CallerWhoLeaves_EndsIt()
    {
        using var stop = new CancellationTokenSource();
        var model = new ModelDouble(async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Opinion(model).ReviewAsync(Tool, Verdict(review: true), stop.Token));
    }

    [Fact]
    public async Task ReviewAsync_EndpointThatFails_LeavesTheVerdict()
    {
        var before = Verdict(review: true);
        var model = new ModelDouble(static (_, _) => throw new SecondOpinionFailedException("the endpoint answered 500"));
        Assert.Same(before, await Opinion(model).ReviewAsync(Tool, before, CancellationToken.None));
    }

    private static string Answer(string category, string quote, string field) => JsonSerializer.Serialize(new { category, quote, field });

    private static Classification Verdict(bool review) => new()
    {
        Tool = Tool.Tool, Category = Category.Destructive, Risk = Risk.Critical, Confidence = 0.6, Rationale = "Said so.", Review = review, Classifier = "test",
    };

    private LanguageModelOpinion Opinion(ModelDouble model, bool all = false) =>
        new(model, _cache, new SecondOpinionOptions { Model = "m", AsksAboutAll = all }, TimeProvider.System, NullLogger<LanguageModelOpinion>.Instance);
}
