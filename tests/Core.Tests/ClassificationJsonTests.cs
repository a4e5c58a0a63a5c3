using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Suspicions;
using Catalog.Core.Tools;

namespace Catalog.Core.Tests;

public sealed class ClassificationJsonTests
{
    [Fact]
    public void Write_FacetOfTwoWords_IsInKebabCase()
    {
        var classification = new Classification
        {
            Tool = "send",
            Category = Category.Write,
            Risk = Risk.Medium,
            Confidence = 0.5,
            Facets = [Facet.MessagesPeople],
            Rationale = "It sends.",
            Classifier = "1",
        };
        var line = JsonSerializer.Serialize(classification, ToolDefinitionJson.Options);
        Assert.Contains("\"facets\":[\"messages-people\"]", line, StringComparison.Ordinal);
        Assert.Equal(Facet.MessagesPeople, Assert.Single(JsonSerializer.Deserialize<Classification>(line, ToolDefinitionJson.Options)!.Facets));
    }

    public static TheoryData<Classification> Verdicts =>
    [
        Plain,
        Plain with { Id = "row 1", Server = "npm:fences", RunnerUp = Category.Execute, ModelChoice = Category.Financial, Review = true, Dispatcher = true },
        Plain with { Category = Category.Unknown, Risk = Risk.Unknown, Confidence = 0, Rationale = "“Quotes”, <b>tags</b>, \"\\\", 日本, 😀, \u0001 and a line\nend" },
        Plain with { Facets = Enum.GetValues<Facet>(), Contradictions = ["One says so.", "The other says no."], Confidence = 1.0 / 3 },
        Plain with { Evidence = [Words, Words with { Field = "/tool", Start = 3 }], CounterEvidence = [Words] },
        Plain with { RiskReasons = [.. Enum.GetValues<RiskWeight>().Select(static (weight, i) => new RiskReason { Step = i - 1, Weight = weight, Reason = $"it is {weight}", Evidence = i % 2 == 0 ? Words : null })] },
        Plain with { Actions = [.. Enum.GetValues<Risk>().Select(static risk => new ActionVerdict { Argument = "action", Value = "drop", Category = Category.Destructive, Risk = risk, Evidence = [Words] })] },
        Plain with { SuspectTexts = [new SuspectText { Kind = SuspectKind.Instruction, Severity = SuspectSeverity.High, Field = "/description", Start = 0, Length = 6, Quote = "Paints", Says = "it tells a model to paint", Detector = "d", Version = 1 }] },
        Plain with { SecondOpinion = new SecondOpinion { Category = Category.Read, Evidence = [Words], Model = "m" } },
        Plain with { Reviewed = new HandReview { By = "somebody", On = new DateOnly(2026, 1, 2), Reason = "it paints", Category = Category.Write, Risk = Risk.Low, Confidence = 0.5, Facets = [Facet.Files] } },
    ];

    private static Classification Plain => new() { Tool = "paint_fence", Category = Category.Write, Risk = Risk.Medium, Confidence = 0.9871, Rationale = "It paints.", Classifier = "1" };

    private static Evidence Words => new() { Field = "/description", Quote = "Paints a “fence”", Start = 0, Length = 16, Signal = "lead-write-verb" };

    [Theory]
    [MemberData(nameof(Verdicts), DisableDiscoveryEnumeration = true)]
    public void Write_AnyVerdict_IsWhatTheSerializerWrites(Classification verdict)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ToolDefinitionJson.Options.Encoder }))
        {
            ClassificationJson.Write(writer, verdict);
        }

        Assert.Equal(JsonSerializer.Serialize(verdict, ToolDefinitionJson.Options), Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public void Write_EveryMemberOfAVerdict_IsKnown() =>
        Assert.Equal(21, typeof(Classification).GetProperties().Length);
}
