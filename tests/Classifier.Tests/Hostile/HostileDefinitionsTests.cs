using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Hostile;

/// <summary>Definitions that nobody would write in good faith: the classifier answers each, and quotes exactly.</summary>
public sealed class HostileDefinitionsTests
{
    private const int Rounds = 3000;

    [Fact]
    public void Classify_DescriptionOfAMebibyte_AnswersFromItsFront()
    {
        var tool = new ToolDefinition { Tool = "x", Description = "Deletes the fence. " + new string('a', 1 << 20) };
        Assert.Equal((Category.Destructive, true), (Answer(tool).Category, Answer(tool).Review));
    }

    [Theory]
    [InlineData("De\u200blete a fence and all its posts.")]
    [InlineData("D\u00adelete a fence and all its posts.")]
    [InlineData("\u202eDelete\u202c a fence and all its posts.")]
    public void Classify_VerbWithInvisibleCharacters_IsSeenAndReviewed(string description)
    {
        var answer = Answer(new ToolDefinition { Tool = "list_fences", Description = description });
        Assert.True(answer.Review);
        Assert.NotEqual(Category.Read, answer.Category);
    }

    [Fact]
    public void Classify_UnseenTags_IsReviewed()
    {
        var hidden = string.Concat("delete all".Select(static c => char.ConvertFromUtf32(0xE0000 + c)));
        Assert.True(Answer(new ToolDefinition { Tool = "list_fences", Description = "Lists fences." + hidden }).Review);
        Assert.False(Answer(new ToolDefinition { Tool = "list_fences", Description = "Lists fences." }).Review);
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("Delete \udc00 the fence \ud83d")]
    [InlineData("\ud83d\ude00 Delete the fence \ud83d\ude00 for good")]
    [InlineData("e\u0301 Delete\u200b the\u00a0fence\0")]
    public void Classify_OddCharacters_QuotesWholeCodePoints(string description)
    {
        var tool = new ToolDefinition { Tool = "delete_\ud83d\ude00_fence", Description = description };
        Assert.NotNull(Answer(tool).Rationale);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"properties\":[1,2]}")]
    [InlineData("{\"properties\":{\"a\":7,\"b\":null,\"\":{},\"a/b~c\":{\"description\":5,\"enum\":{}}}}")]
    [InlineData("{\"properties\":{\"action\":{\"enum\":[null,1,[],\"delete\"]}}}")]
    [InlineData("{\"anyOf\":[7,{\"properties\":{\"action\":{\"oneOf\":[{\"const\":\"purge\"},3]}}}]}")]
    public void Classify_SchemaThatIsNone_Answers(string schema)
    {
        using var json = JsonDocument.Parse(schema);
        var tool = new ToolDefinition { Tool = "x_fence", Description = "Fences", InputSchema = json.RootElement, Annotations = json.RootElement };
        Assert.NotNull(Answer(tool).Rationale);
    }

    [Fact]
    public void Classify_SchemaSixtyDeep_Answers()
    {
        var schema = new StringBuilder();
        for (var i = 0; i < 30; i++)
        {
            schema.Append("{\"properties\":{\"action\":");
        }

        schema.Append("{}").Append('}', 60);
        using var json = JsonDocument.Parse(schema.ToString());
        Assert.NotNull(Answer(new ToolDefinition { Tool = "manage_fence", InputSchema = json.RootElement }).Rationale);
    }

    [Fact]
    public void Classify_TenThousandArguments_Answers()
    {
        var schema = "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 10_000).Select(static i => $"\"a{i}\":{{\"enum\":[\"delete\",\"b\"]}}")) + "}}";
        using var json = JsonDocument.Parse(schema);
        Assert.True(Answer(new ToolDefinition { Tool = "manage_fence", InputSchema = json.RootElement, Siblings = [.. Enumerable.Repeat("a_b", 10_000)] }).Review);
    }

    [Fact]
    public void Classify_MadeUpDefinitions_NeverThrows()
    {
        // A fixed seed: the same definitions on every run and machine.
        var random = new Random(20260304);
        for (var i = 0; i < Rounds; i++)
        {
            Answer(RandomDefinition(random));
        }
    }

    private static Classification Answer(ToolDefinition tool)
    {
        var answer = ClassifierUnderTest.Instance.Classify(tool);
        Assert.Equal(answer.Category == Category.Unknown, answer.Evidence.Count == 0);
        Assert.InRange(answer.Confidence, 0, 1);
        Assert.False(string.IsNullOrWhiteSpace(answer.Rationale));
        foreach (var evidence in answer.Evidence.Concat(answer.CounterEvidence))
        {
            Assert.True(Classifier.Evaluations.QuoteCheck.Holds(tool, evidence), $"{evidence.Field} {evidence.Start} {evidence.Length} `{evidence.Quote}`");
        }

        return answer;
    }

    private static ToolDefinition RandomDefinition(Random random)
    {
        using var schema = JsonDocument.Parse(RandomJson(random, 0));
        using var annotations = JsonDocument.Parse(RandomJson(random, 0));
        return new ToolDefinition
        {
            Tool = RandomText(random) + "x",
            Title = random.Next(3) == 0 ? RandomText(random) : null,
            Description = random.Next(5) == 0 ? null : RandomText(random) + " " + RandomText(random),
            InputSchema = random.Next(4) == 0 ? null : schema.RootElement.Clone(),
            Annotations = annotations.RootElement.Clone(),
            Siblings = [.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomText(random))],
        };
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["delete", "Create", "_", "-", ".", " ", "\n", "Args:", "a:", " (", "\ud83d", "\ude00", "删除", "read-only", "the", "all", ",", "or", "'s", "\t", "EXEC", "payment", "getX", "\u0301", "{", "\"", "://", "0"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static string RandomJson(Random random, int depth)
    {
        string[] names = ["properties", "enum", "anyOf", "items", "description", "action", "command", "amount", "readOnlyHint", "const", "x/y~z", ""];
        return (depth > 6 ? random.Next(5) : random.Next(8)) switch
        {
            0 => "null",
            1 => "true",
            2 => "-1.5e3",
            3 => JsonSerializer.Serialize(names[random.Next(names.Length)]),
            4 => "\"\\u0064elete all\"",
            5 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(random, depth + 1))) + "]",
            _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => JsonSerializer.Serialize(names[random.Next(names.Length)]) + ":" + RandomJson(random, depth + 1))) + "}",
        };
    }
}
