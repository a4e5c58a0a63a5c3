using System.IO.Compression;
using System.Text.Json;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Tests.Signals;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests;

/// <summary>Over every measured row: how often the signals are right by themselves, and that every quote is what its field says.</summary>
public sealed class MeasuredRowsTests
{
    // The shipped model has learned from these rows, so they say nothing of it; the signals have to carry them by themselves.
    [Fact]
    public void Judge_DevRowsBySignalsAlone_RightOnCertainRows()
    {
        var panel = new SignalPanel(AllSignals.Instances);
        var scorer = new Scorer(ScoringTable.Embedded, panel.Signals);
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
                right += scorer.Judge(panel.Ask(ToolView.Of(ToolDefinitionJson.Parse(line), Vocabulary.Embedded))).Category.ToString() == label.GetProperty("category").GetString() ? 1 : 0;
            }
        }

        Assert.True(right / (double)certain >= 0.92, $"{right} of {certain} certain rows are right by signals alone");
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
