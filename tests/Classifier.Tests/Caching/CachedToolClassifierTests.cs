using System.Text.Json;
using Catalog.Classifier.Caching;
using Catalog.Classifier.Overrides;
using Catalog.Classifier.Suspicions;
using Catalog.Classifier.Tests.Signals;
using Catalog.Classifier.Tests.Suspicions;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Caching;

public sealed class CachedToolClassifierTests
{
    [Fact]
    public void Classify_EveryCaseOfManyServers_IsWhatTheClassifierSays()
    {
        var classifier = new ToolClassifier(AllSignals.Instances);
        var cached = new CachedToolClassifier(classifier, OverrideSet.None);
        foreach (var server in new[] { null, "npm:one", "npm:two" })
        {
            foreach (var tool in Tools.Select(tool => tool with { Server = server, Id = server }))
            {
                Assert.Equal(Text(classifier.Classify(tool)), Text(cached.Classify(tool)));
            }
        }
    }

    [Fact]
    public void Classify_SameDefinitionTwice_IsJudgedOnce()
    {
        var cached = new CachedToolClassifier(new ToolClassifier(AllSignals.Instances), OverrideSet.None);
        var tool = new ToolDefinition { Server = "npm:one", Tool = "delete_fence", Description = "Deletes a fence for good." };
        Assert.Same(cached.Classify(tool).Rationale, cached.Classify(tool with { Server = "npm:two", Repo = "ada/two" }).Rationale);
        Assert.NotSame(cached.Classify(tool).Rationale, cached.Classify(tool with { Siblings = ["list_fences"] }).Rationale);
    }

    [Fact]
    public void Classify_OverriddenForOneServer_IsThatServersAlone()
    {
        var entry = new VerdictOverride { Server = "npm:one", Tool = "delete_fence", Category = Category.Write, Reason = "it only hides it", By = "Ada", On = new DateOnly(2026, 2, 3) };
        var errors = new List<string>();
        var overrides = OverrideSet.Of(errors, [entry]);
        Assert.Empty(errors);
        var cached = new CachedToolClassifier(new ToolClassifier(AllSignals.Instances, overrides), overrides);
        var tool = new ToolDefinition { Tool = "delete_fence", Description = "Deletes a fence for good." };
        Assert.Equal(
            [Category.Destructive, Category.Write, Category.Destructive, Category.Write],
            new[] { "npm:two", "npm:one", "npm:three", "npm:one" }.Select(server => cached.Classify(tool with { Server = server }).Category));
        Assert.Equal(
            [(Category.Destructive, true), (Category.Write, false), (Category.Destructive, true)],
            new[] { "npm:two", "npm:one", "npm:three" }.Select(server => (cached.Classify(tool with { Server = server }, DefinitionKey.Of(tool), out var isShared).Category, isShared)));
    }

    [Fact]
    public void FindSteered_EveryCaseTwice_IsWhatTheScanSays()
    {
        var cached = new CachedSuspectScan(SuspectScan.Shared);
        foreach (var tool in SuspectScanTests.Steered.Concat(SuspectScanTests.Steered).Select(static row => row.Data.Tool))
        {
            Assert.Equal(SuspectScan.Shared.FindSteered(tool), cached.FindSteered(tool));
        }
    }

    private static IEnumerable<ToolDefinition> Tools =>
        Directory.EnumerateFiles(CaseFiles.Folder("Signals"), "*.json").Order(StringComparer.Ordinal)
            .SelectMany(static path => CaseFiles.Read<SignalCase>(path))
            .Select(static c => c.Tool);

    private static string Text(Classification verdict) => JsonSerializer.Serialize(verdict, ToolDefinitionJson.Options);
}
