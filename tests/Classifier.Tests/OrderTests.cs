using System.Text.Json;
using Catalog.Classifier.Tests.Signals;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests;

/// <summary>Neither the order of the signals, nor that of the tools, nor threads change an answer.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Classify_SignalsShuffled_SameAnswers()
    {
        var random = new Random(7);
        var expected = Texts(new ToolClassifier(AllSignals.Instances), Tools);
        for (var i = 0; i < 5; i++)
        {
            var signals = AllSignals.Instances.ToArray();
            random.Shuffle(signals);
            Assert.Equal(expected, Texts(new ToolClassifier(signals), Tools));
        }
    }

    [Fact]
    public void Classify_ToolsShuffledAndInParallel_SameAnswers()
    {
        var classifier = new ToolClassifier(AllSignals.Instances);
        var expected = Tools.ToDictionary(static t => t, t => JsonSerializer.Serialize(classifier.Classify(t), ToolDefinitionJson.Options));
        var shuffled = Enumerable.Repeat(Tools, 20).SelectMany(static t => t).ToArray();
        new Random(11).Shuffle(shuffled);
        Assert.All(shuffled.AsParallel().Select(t => (t, text: JsonSerializer.Serialize(classifier.Classify(t), ToolDefinitionJson.Options))), pair => Assert.Equal(expected[pair.t], pair.text));
    }

    [Fact]
    public void New_SameSignalTwice_IsRefused() =>
        Assert.Throws<InvalidOperationException>(static () => new ToolClassifier(AllSignals.Instances.Append(AllSignals.Instances[0])));

    private static ToolDefinition[] Tools { get; } =
    [
        .. Directory.EnumerateFiles(CaseFiles.Folder("Signals"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(static path => CaseFiles.Read<SignalCase>(path))
            .Select(static (c, i) => c.Tool with { Id = $"{i}" }),
    ];

    private static List<string> Texts(ToolClassifier classifier, IEnumerable<ToolDefinition> tools) =>
        [.. tools.Select(t => JsonSerializer.Serialize(classifier.Classify(t), ToolDefinitionJson.Options))];
}
