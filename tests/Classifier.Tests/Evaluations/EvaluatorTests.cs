using System.Text.Json;
using Catalog.Classifier.Evaluations;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Evaluations;

public sealed class EvaluatorTests
{
    [Fact]
    public void Measure_MixedAnswers_CountsAsTheGuideSays()
    {
        LabelledRow[] rows =
        [
            Row("a", Category.Read), Row("a", Category.Read), Row("a", Category.Write), Row("b", Category.Write),
            Row("b", Category.Destructive), Row("b", Category.Financial, certain: false, alt: Category.Write), Row("c", Category.Execute, stratum: "exe"), Row("c", Category.Write, certain: true, alt: Category.Read),
        ];
        Classification[] answers =
        [
            Answer(Category.Read), Answer(Category.Write), Answer(Category.Write), Answer(Category.Read),
            Answer(Category.Read), Answer(Category.Write), Answer(Category.Unknown), Answer(Category.Read),
        ];

        var report = Evaluator.Measure(rows, answers);

        Assert.Equal(3 / 8.0, report.Accuracy);
        Assert.Equal((7, 2 / 7.0), (report.CertainRows, report.CertainAccuracy));
        Assert.Equal((7, 3 / 7.0), (report.NaturalRows, report.NaturalAccuracy));
        Assert.Equal(((2 / 3.0) + (1 / 3.0) + 0) / 3, report.ServerAccuracy, 12);
        Assert.Equal(3 / 6.0, report.UnsafeAllowRate);
        Assert.Equal(1, report.SevereUnsafeAllows);
        var write = report.Categories.Single(static c => c.Category == Category.Write);
        Assert.Equal((3, 1 / 2.0, 1 / 3.0), (write.Rows, write.Precision, write.Recall));
        Assert.Equal(1, report.Confusion[Category.Financial][Category.Financial]);
        Assert.Equal(2, report.Confusion[Category.Write][Category.Read]);
        Assert.Equal(5, report.Errors.Count);
        Assert.Equal((5, Category.Destructive), (report.Errors[0].Line, report.Errors[0].Label));
    }

    [Fact]
    public void Measure_ConfidenceFarFromTruth_ShowsInTheCalibrationError() =>
        Assert.Equal(0.9, Evaluator.Measure([Row("a", Category.Read)], [Answer(Category.Write)]).CalibrationError, 12);

    [Fact]
    public void Measure_QuoteOfOtherWords_IsCountedAsBroken()
    {
        var evidence = new Evidence { Field = "/tool", Quote = "y", Start = 0, Length = 1, Signal = "s" };
        var report = Evaluator.Measure([Row("a", Category.Read)], [Answer(Category.Read) with { Evidence = [evidence, evidence with { Quote = "x" }] }]);
        Assert.Equal((2, 1), (report.Quotes, report.BrokenQuotes));
    }

    [Fact]
    public void Measure_NoRows_IsAllZero()
    {
        var report = Evaluator.Measure([], []);
        Assert.Equal((0, 0, 0), (report.Rows, report.Accuracy, report.MacroF1));
    }

    [Fact]
    public void Measure_FewerAnswersThanRows_IsRefused() =>
        Assert.Throws<ArgumentException>(static () => Evaluator.Measure([Row("a", Category.Read)], []));

    [Theory]
    [InlineData("/tool", 0, 1, "x", true)]
    [InlineData("/tool", 0, 2, "x", false)]
    [InlineData("/tool", 1, 1, "x", false)]
    [InlineData("/tool", 0, 0, "", false)]
    [InlineData("/title", 0, 1, "x", false)]
    [InlineData("/description", 2, 3, "b\ud83d\ude00c", true)]
    [InlineData("/description", 2, 2, "b\ud83d\ude00c", false)]
    [InlineData("/siblings/1", 0, 3, "two", true)]
    [InlineData("/siblings/2", 0, 3, "two", false)]
    [InlineData("/inputSchema/properties/a~1b", 0, 3, "a/b", true)]
    [InlineData("/inputSchema/properties/a~1b/enum/0", 0, 1, "v", true)]
    [InlineData("/inputSchema/properties/a~1b/enum/1", 0, 1, "v", false)]
    [InlineData("/nowhere", 0, 1, "x", false)]
    public void Holds_Pointer_OnlyForExactlyItsWords(string field, int start, int length, string quote, bool expected)
    {
        using var schema = JsonDocument.Parse("""{"properties":{"a/b":{"enum":["v"]}}}""");
        var tool = new ToolDefinition { Tool = "x", Description = "\ud83d\ude00ab\ud83d\ude00c"[..2] + " b\ud83d\ude00c", Siblings = ["one", "two"], InputSchema = schema.RootElement };
        Assert.Equal(expected, QuoteCheck.Holds(tool, new Evidence { Field = field, Start = start, Length = length, Quote = quote, Signal = "s" }));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"tool\":\"x\"}")]
    [InlineData("{\"tool\":\"x\",\"label\":{\"category\":\"Rea\",\"certain\":true}}")]
    [InlineData("{\"tool\":\"x\",\"label\":{\"category\":\"Read\"}}")]
    [InlineData("[]")]
    public void Parse_NoLabelledRow_IsRefused(string line) => Assert.Throws<JsonException>(() => LabelledRow.Parse(line));

    [Fact]
    public void Parse_LabelledRow_ReadsItsLabel()
    {
        var row = LabelledRow.Parse("""{"tool":"x","stratum":"natural","label":{"category":"Write","certain":false,"alt":["Execute"],"facets":["messages-people"],"facetsEither":[]}}""");
        Assert.Equal((Category.Write, false, "natural"), (row.Label.Category, row.Label.Certain, row.Stratum));
        Assert.Equal([Facet.MessagesPeople], row.Label.Facets);
        Assert.True(row.Label.Accepts(Category.Execute));
    }

    private static LabelledRow Row(string server, Category label, bool certain = true, Category? alt = null, string stratum = "natural") =>
        new(new ToolDefinition { Tool = "x", Server = server }, new RowLabel { Category = label, Certain = certain, Alt = alt is { } other ? [other] : [] }, stratum);

    private static Classification Answer(Category category) =>
        new() { Tool = "x", Category = category, Risk = Risk.Low, Confidence = 0.9, Rationale = "r", Classifier = "c" };
}
