using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Decisions;
using Catalog.Policy.Recommending;

namespace Catalog.Policy.Tests.Recommending;

/// <summary>Tools whose argument selects the action: the harmless values pass, and nothing else does.</summary>
public sealed class ActionTests
{
    private static readonly (string Value, Category Category)[] Desk =
        [("list", Category.Read), ("create", Category.Write), ("run", Category.Execute), ("delete", Category.Destructive), ("zorp", Category.Unknown)];

    [Theory]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Balanced, "list,create,run", DecisionKind.Pending)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Balanced, "list,create,run", DecisionKind.Deny)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.Strict, "list,create", DecisionKind.Deny)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.Strict, "list,create", DecisionKind.Deny)]
    [InlineData(PolicyDialect.Gateway, PolicyProfile.ReadOnly, "list", DecisionKind.Deny)]
    [InlineData(PolicyDialect.Portable, PolicyProfile.ReadOnly, "list", DecisionKind.Deny)]
    public void ForServer_ToolOfSeveralActions_HoldsAllButTheHarmless(PolicyDialect dialect, PolicyProfile profile, string passing, DecisionKind held)
    {
        var policy = Sample.Load(PolicyRecommender.ForServer([Tool(Category.Destructive, Desk)], Sample.Options(dialect, profile)));
        foreach (var (value, _) in Desk)
        {
            var expected = passing.Split(',').Contains(value) ? DecisionKind.Allow : held;
            Assert.Equal((value, expected), (value, Sample.Decide(policy, "desk", $$"""{"action":"{{value}}"}""").Kind));
        }

        // What the schema does not name, no value, and another spelling are not among the values that pass; what is no text is an error, and denies.
        Assert.Equal(held, Sample.Decide(policy, "desk", """{"action":"LIST"}""").Kind);
        Assert.Equal(held, Sample.Decide(policy, "desk", """{"action":"purge"}""").Kind);
        Assert.Equal(held, Sample.Decide(policy, "desk").Kind);
        Assert.Equal(held, Sample.Decide(policy, "desk", """{"action":null}""").Kind);
        Assert.Equal(DecisionKind.Deny, Sample.Decide(policy, "desk", """{"action":["list"]}""").Kind);
        Assert.Equal(DecisionKind.Deny, Sample.Decide(policy, "desk", """{"action":7}""").Kind);
    }

    [Fact]
    public void ForServer_PassingValues_AreLimitedLikeTheirMostSevere()
    {
        var policy = Sample.Load(PolicyRecommender.ForServer([Tool(Category.Destructive, Desk)], Sample.Options(PolicyDialect.Gateway)));
        var caps = Sample.Decide(policy, "desk", """{"action":"list"}""").Draws.SelectMany(static d => d.Caps.Select(static c => c.MaxNanos / 1_000_000_000));
        Assert.Equal([10], caps);
    }

    [Fact]
    public void ForServer_DangerThatNoValueExplains_HoldsTheWholeTool()
    {
        // The tool is Financial, and none of its values is: the danger lies elsewhere.
        var policy = Sample.Load(PolicyRecommender.ForServer([Tool(Category.Financial, Desk)], Sample.Options(PolicyDialect.Gateway)));
        Assert.Equal(DecisionKind.Pending, Sample.Decide(policy, "desk", """{"action":"list"}""").Kind);
    }

    [Fact]
    public void ForServer_Dispatcher_IsHeldWhatEverItsValuesSay()
    {
        var tool = Tool(Category.Execute, Desk);
        tool = tool with { Classification = tool.Classification with { Dispatcher = true } };
        var policy = Sample.Load(PolicyRecommender.ForServer([tool], Sample.Options(PolicyDialect.Portable)));
        Assert.Equal(DecisionKind.Deny, Sample.Decide(policy, "desk", """{"action":"list"}""").Kind);
    }

    private static ClassifiedTool Tool(Category category, (string Value, Category Category)[] actions)
    {
        var values = string.Join(',', actions.Select(static a => $"\"{a.Value}\""));
        var tool = Sample.Tool("desk", category, $$$$"""{"type":"object","properties":{"action":{"type":"string","enum":[{{{{values}}}}]}}}""");
        return tool with
        {
            Classification = tool.Classification with
            {
                Actions = [.. actions.Select(static a => new ActionVerdict
                {
                    Argument = "action",
                    Value = a.Value,
                    Category = a.Category,
                    Risk = Risk.Medium,
                    Evidence = [new Evidence { Field = "/inputSchema/properties/action/enum/0", Quote = a.Value, Start = 0, Length = a.Value.Length, Signal = "action-value" }],
                })],
            },
        };
    }
}
