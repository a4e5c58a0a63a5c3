using System.Globalization;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Model;

/// <summary>
/// What this version says of definitions of our own: <c>Cases/golden.txt</c>. Who changes a verdict raises <see cref="ClassifierVersion"/> and writes the file anew with <c>CATALOG_WRITE_DOCS=1</c>;
/// the version stands in its first line, so a changed file with an old version shows in review and fails here.
/// </summary>
public sealed class GoldenVerdictsTests
{
    private static readonly string[] Verbs = ["list", "get", "create", "update", "delete", "send", "run", "pay", "deploy", "archive", "stop", "zorp"];
    private static readonly string[] Things = ["fence", "invoice", "server", "memory"];

    [Fact]
    public void Classify_GoldenDefinitions_ChangesOnlyWithARaisedVersion()
    {
        var now = new[] { ClassifierVersion.Value }.Concat(Definitions().Select(Said)).ToArray();
        var source = Path.Combine(SharedData.Repository, "tests", "Classifier.Tests", "Model", "Cases", "golden.txt");
        if (Environment.GetEnvironmentVariable("CATALOG_WRITE_DOCS") == "1")
        {
            var before = File.Exists(source) ? File.ReadAllLines(source) : [];
            Assert.True(before.Length == 0 || before[0] != now[0] || before.SequenceEqual(now), $"a verdict changed: raise ClassifierVersion above {now[0]} first");
            File.WriteAllText(source, string.Join('\n', now) + "\n");
        }

        Assert.Equal(File.ReadAllLines(source), now);
    }

    private static IEnumerable<ToolDefinition> Definitions() =>
        from verb in Verbs
        from thing in Things
        from described in new[] { false, true }
        select new ToolDefinition { Tool = $"{verb}_{thing}", Description = described ? $"{verb} the {thing} that the caller names" : null };

    private static string Said(ToolDefinition tool)
    {
        var answer = ClassifierUnderTest.Instance.Classify(tool);
        var quotes = JsonSerializer.Serialize(answer.Evidence.Select(static e => e.Quote));
        return string.Create(CultureInfo.InvariantCulture, $"{tool.Tool} | {tool.Description} | {answer.Category} {answer.Risk} {answer.Confidence:F2} {quotes}");
    }
}
