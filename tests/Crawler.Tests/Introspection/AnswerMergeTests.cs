using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Introspection;
using Catalog.Crawler.Tests.Doubles;

namespace Catalog.Crawler.Tests.Introspection;

public sealed class AnswerMergeTests
{
    public static TheoryData<string> Notes => [.. Cases.Select(static c => c.Note)];

    private static IReadOnlyList<MergeCase> Cases => CaseFiles.Read<MergeCase>("Introspection", "Cases", "merge", "merge.json");

    [Theory]
    [MemberData(nameof(Notes))]
    public void Merge_ReadAndAsked_TheAnswerHoldsAndDifferencesAreNoted(string note)
    {
        var one = Cases.Single(c => c.Note == note);
        var merged = AnswerMerge.Merge([.. one.Read.Select(Parse)], [.. one.Asked.Select(Parse)]);
        Assert.Equal(one.Expected.Select(static e => e.Tool), merged.Select(static tool => tool.Tool));
        foreach (var (expected, tool) in one.Expected.Zip(merged))
        {
            Assert.Equal(expected.Exposed, tool.Exposed.ToString().ToLowerInvariant());
            Assert.Equal(expected.File, tool.Source?.File);
            Assert.Equal(expected.Differences.Count, tool.Differences?.Count ?? 0);
            Assert.All(expected.Differences.Zip(tool.Differences ?? []), static pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
            Assert.True(expected.Description is null || expected.Description == tool.Description);
            Assert.True(expected.Condition is null || expected.Condition == tool.Condition);
        }
    }

    private static ToolDefinition Parse(JsonElement tool) => ToolDefinitionJson.Parse(tool.GetRawText());

    public sealed record MergeCase(string Note, IReadOnlyList<JsonElement> Read, IReadOnlyList<JsonElement> Asked, IReadOnlyList<MergedTool> Expected);

    public sealed record MergedTool(string Tool, string Exposed, string? Description, string? Condition, string? File, IReadOnlyList<string> Differences);
}
