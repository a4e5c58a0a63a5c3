using System.IO.Compression;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Decisions;
using Catalog.Core.Tools;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Recommending;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Policy.Tests.Recommending;

/// <summary>Every tool and every server that was measured: its recommended policy loads, and decides as promised.</summary>
public sealed class WholeCatalogTests
{
    private static readonly Lazy<IReadOnlyList<ClassifiedTool>> Measured = new(Read);

    [Theory]
    [InlineData(PolicyDialect.Portable)]
    [InlineData(PolicyDialect.Gateway)]
    public void ForTool_EveryMeasuredTool_LoadsAndDecidesAsPromised(PolicyDialect dialect)
    {
        SharedData.Require("catalog/tools.jsonl.gz");
        foreach (var tool in Measured.Value)
        {
            var policy = Sample.Load(PolicyRecommender.ForTool(tool, Sample.Options(dialect)));
            AssertAsPromised(policy, tool, dialect);
            Assert.Equal("(default deny)", Sample.Decide(policy, tool.Definition.Tool + "_").Rule);
        }
    }

    [Theory]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Strict)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Strict)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.ReadOnly)]
    public void ForServer_EveryMeasuredServer_LoadsAndDecidesAsPromised(PolicyDialect dialect, PolicyProfile profile)
    {
        SharedData.Require("catalog/tools.jsonl.gz");
        foreach (var server in Measured.Value.GroupBy(static t => t.Definition.Server))
        {
            var policy = Sample.Load(PolicyRecommender.ForServer([.. server], Sample.Options(dialect, profile)));
            AssertNoDoubtfulRule(policy, [.. server]);
            foreach (var name in server.Where(static t => t.Definition.Exposed != Exposure.No).GroupBy(static t => t.Definition.Tool).Where(static g => g.Count() == 1))
            {
                AssertAsPromised(policy, name.Single(), dialect, profile);
            }
        }
    }

    [Theory]
    [InlineData("catalog/tools.jsonl.gz")]
    public void Measured_Tools_AreAllThere(string file)
    {
        SharedData.Require(file);
        Assert.True(Measured.Value.Count > 19_000);
        Assert.Equal(Enum.GetValues<Category>(), Measured.Value.Select(static t => t.Classification.Category).Distinct().Order());
    }

    // Two warnings are true of every such policy and say nothing against it: that other methods pass, and that a rule on what may be left out has nothing to say then.
    private static void AssertNoDoubtfulRule(PolicySet policy, IReadOnlyCollection<ClassifiedTool> server)
    {
        var schemas = server.GroupBy(static t => t.Definition.Tool, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Definition.InputSchema, StringComparer.Ordinal);
        if (schemas.Count == server.Count)
        {
            Assert.DoesNotContain(PolicyWarnings.Check(policy, schemas), static w => w.Pointer != "/default" && !w.Message.StartsWith("a call without ", StringComparison.Ordinal));
        }
    }

    private static void AssertAsPromised(PolicySet policy, ClassifiedTool tool, PolicyDialect dialect, PolicyProfile profile = PolicyProfile.Balanced)
    {
        var decision = Sample.Decide(policy, tool.Definition.Tool);
        var treatment = PolicyRecommender.TreatmentOf(tool.Classification, profile, dialect);
        var expected = !PolicyRecommender.CanBeListed(tool.Definition.Tool) ? DecisionKind.Deny : treatment.Kind switch
        {
            TreatmentKind.Denied => DecisionKind.Deny,
            TreatmentKind.Approval => DecisionKind.Pending,
            _ => DecisionKind.Allow,
        };
        Assert.True(expected == decision.Kind, $"{tool.Definition.Server} {tool.Definition.Tool}: {decision.Kind} by {decision.Rule}, {expected} was promised");
        Assert.Equal(treatment.PerMinute is null || expected == DecisionKind.Deny ? 0 : 1, decision.Draws.Count);
        Assert.Empty(decision.Errors);
        foreach (var value in expected is DecisionKind.Deny or DecisionKind.Pending && PolicyRecommender.CanBeListed(tool.Definition.Tool) ? treatment.Passing : [])
        {
            var arguments = JsonSerializer.Serialize(new Dictionary<string, string> { [treatment.Selector!] = value });
            var passing = Sample.Decide(policy, tool.Definition.Tool, arguments);
            Assert.True(passing.Kind == DecisionKind.Allow, $"{tool.Definition.Server} {tool.Definition.Tool} {arguments}: {passing.Kind} by {passing.Rule}");
        }
    }

    private static IReadOnlyList<ClassifiedTool> Read()
    {
        using var services = new ServiceCollection().AddClassifier().BuildServiceProvider();
        var classifier = services.GetRequiredService<IToolClassifier>();
        using var file = new GZipStream(File.OpenRead(SharedData.Require("catalog/tools.jsonl.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(file);
        var tools = new List<ClassifiedTool>();
        while (lines.ReadLine() is { } line)
        {
            var definition = JsonSerializer.Deserialize<ToolDefinition>(line, ToolDefinitionJson.Options)!;
            tools.Add(new ClassifiedTool(definition, classifier.Classify(definition)));
        }

        return tools;
    }
}
