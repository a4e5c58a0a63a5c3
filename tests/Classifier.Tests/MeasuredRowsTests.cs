using System.IO.Compression;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests;

/// <summary>Over every measured row: how often the answer is right, and that every quote is what its field says.</summary>
public sealed class MeasuredRowsTests
{
    [Fact]
    public void Classify_DevRows_RightOnCertainRows()
    {
        var rows = File.ReadLines(SharedData.Require("labels/dev.jsonl")).ToList();
        var certain = 0;
        var right = 0;
        foreach (var line in rows)
        {
            using var json = JsonDocument.Parse(line);
            var label = json.RootElement.GetProperty("label");
            if (label.GetProperty("certain").GetBoolean())
            {
                certain++;
                right += ClassifierUnderTest.Instance.Classify(ToolDefinitionJson.Parse(line)).Category.ToString() == label.GetProperty("category").GetString() ? 1 : 0;
            }
        }

        Assert.True(right / (double)certain >= 0.92, $"{right} of {certain} certain rows are right");
    }

    [Theory]
    [InlineData("labels/dev.jsonl")]
    [InlineData("labels/train.jsonl")]
    [InlineData("catalog/tools.jsonl.gz")]
    public void Classify_EveryRow_QuotesAreExactlyTheirFields(string file)
    {
        foreach (var line in Lines(SharedData.Require(file)))
        {
            var tool = ToolDefinitionJson.Parse(line);
            var answer = ClassifierUnderTest.Instance.Classify(tool);
            Assert.Equal(answer.Category == Category.Unknown, answer.Evidence.Count == 0);
            Assert.False(string.IsNullOrWhiteSpace(answer.Rationale));
            foreach (var evidence in answer.Evidence.Concat(answer.CounterEvidence))
            {
                AssertQuoted.Exactly(tool, evidence);
            }
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
