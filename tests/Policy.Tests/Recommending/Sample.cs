using System.Text;
using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Decisions;
using Catalog.Core.Tools;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Tests.Recommending;

/// <summary>Classified tools, and what the engine makes of a recommended policy.</summary>
internal static class Sample
{
    internal static ClassifiedTool Tool(string name, Category category, string schema = "{}", bool dispatcher = false, Exposure exposed = Exposure.Yes, params Facet[] facets) => new(
        new ToolDefinition { Tool = name, InputSchema = JsonElement.Parse(schema), Exposed = exposed },
        new Classification
        {
            Tool = name,
            Category = category,
            Risk = Risk.Medium,
            Confidence = 0.9,
            Facets = facets,
            Rationale = "Said so.",
            Dispatcher = dispatcher,
            Classifier = "test",
        });

    internal static RecommendationOptions Options(PolicyDialect dialect, PolicyProfile profile = PolicyProfile.Balanced) => new() { Server = "npm:example", Dialect = dialect, Profile = profile };

    internal static PolicySet Load(PolicyFile file)
    {
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(PolicyWriter.Write(file)), "recommended");
        Assert.Empty(loaded.Errors);
        return loaded.Policy!;
    }

    internal static Decision Decide(PolicySet policy, string tool, string arguments = "{}") => PolicyDecisionPoint.Decide(policy, new ToolCall
    {
        Server = "example",
        Tool = tool,
        Arguments = JsonElement.Parse(arguments),
        Grant = new GrantFacts { Id = "g", Label = "tester" },
    });

    internal static DecisionKind Kind(PolicyFile file, string tool, string arguments = "{}") => Decide(Load(file), tool, arguments).Kind;
}
