using Catalog.Core.Classifications;

namespace Catalog.Api.Tests.Tools;

public sealed class ToolWhyTests
{
    private const string Page = "/servers/npm:notes/tools/add_note";

    [Fact]
    public async Task Page_ReviewedByHand_SaysByWhomAndWhatTheClassifierSaid()
    {
        var page = await PageOfAsync(static c => c with
        {
            Confidence = 1,
            Rationale = "Reviewed by hand: It only hides <b>it</b>.",
            Reviewed = new HandReview { By = "Ada <i>E</i>", On = new DateOnly(2026, 2, 3), Reason = "It only hides it.", Category = Category.Destructive, Risk = Risk.Critical, Confidence = 0.77 },
            RunnerUp = Category.Destructive,
        });
        Assert.Contains("<strong>Reviewed by hand</strong> by Ada &lt;i&gt;E&lt;/i&gt; on <time datetime=\"2026-02-03\">3 February 2026</time>", page, StringComparison.Ordinal);
        Assert.Contains("The classifier itself says Destructive, risk Critical, confidence 77 %", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Reviewed by hand</dt>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>Confidence</dt>", page, StringComparison.Ordinal);
        Assert.Contains("Why Write and not Destructive", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_RunnerUpWithWords_ShowsThemInTheOpen()
    {
        var page = await PageOfAsync(static c => c with
        {
            RunnerUp = Category.Read,
            CounterEvidence = [new Evidence { Field = "/description", Quote = "notebook", Start = 19, Length = 8, Signal = "trained-model" }],
        });
        Assert.Contains("<h3>Why Write and not Read</h3>", page, StringComparison.Ordinal);
        Assert.Contains("<mark>notebook</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_BoundDecides_SaysSoAndNotThatWordsWeighLess()
    {
        var page = await PageOfAsync(static c => c with
        {
            RunnerUp = Category.Read,
            ModelChoice = Category.Read,
            CounterEvidence = [new Evidence { Field = "/description", Quote = "notebook", Start = 19, Length = 8, Signal = "trained-model" }],
        });
        Assert.Contains("The trained model alone would say Read; signals and bounds, which lean to the riskier side, make it Write.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("weigh less", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Category.Write, 2)]
    [InlineData(Category.Unknown, 0)]
    public async Task Page_Verdict_LinksTheAccuracy(Category category, int links)
    {
        var page = await PageOfAsync(c => c with { Category = category });
        Assert.Equal(links, page[..page.IndexOf("<footer", StringComparison.Ordinal)].Split("href=\"/accuracy\"").Length - 1);
    }

    private static async Task<string> PageOfAsync(Func<Classification, Classification> change)
    {
        var tool = Samples.Tool("add_note");
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:notes", tool with { Classification = change(tool.Classification) }));
        return await site.TextAsync(Page);
    }
}
