using System.Text.Json;
using Catalog.Classifier.Caching;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Caching;

public sealed class DefinitionKeyTests
{
    private static readonly string[] Siblings = ["list_fences", "paint_fence"];

    private static readonly ToolDefinition Tool = new()
    {
        Tool = "delete_fence",
        Title = "Delete",
        Description = "Deletes a fence.",
        InputSchema = Json("""{"type":"object","properties":{"id":{"type":"string"}}}"""),
        Annotations = Json("""{"readOnlyHint":false}"""),
        Siblings = Siblings,
        Exposed = Exposure.Conditional,
        Condition = "FENCES=1",
    };

    /// <summary>One change for each member that the classifier may look at, and those that move a text across the border of two.</summary>
    public static TheoryData<string, ToolDefinition> Others => new()
    {
        { nameof(ToolDefinition.Tool), Tool with { Tool = "delete_Fence" } },
        { nameof(ToolDefinition.Title), Tool with { Title = "delete" } },
        { nameof(ToolDefinition.Title), Tool with { Title = null } },
        { nameof(ToolDefinition.Title), Tool with { Title = "" } },
        { nameof(ToolDefinition.Title), Tool with { Title = "DeleteD", Description = "eletes a fence." } },
        { nameof(ToolDefinition.Description), Tool with { Description = "Deletes a fence!" } },
        { nameof(ToolDefinition.Description), Tool with { Description = "Deletes a fence\u200B." } },
        { nameof(ToolDefinition.InputSchema), Tool with { InputSchema = Json("""{"type":"object","properties":{"id":{"type":"number"}}}""") } },
        { nameof(ToolDefinition.InputSchema), Tool with { InputSchema = Json("""{"properties":{"id":{"type":"string"}},"type":"object"}""") } },
        { nameof(ToolDefinition.InputSchema), Tool with { InputSchema = null } },
        { nameof(ToolDefinition.InputSchema), Tool with { InputSchema = default(JsonElement) } },
        { nameof(ToolDefinition.InputSchema), Tool with { InputSchema = Tool.Annotations, Annotations = Tool.InputSchema } },
        { nameof(ToolDefinition.Annotations), Tool with { Annotations = Json("""{"readOnlyHint":true}""") } },
        { nameof(ToolDefinition.Siblings), Tool with { Siblings = ["list_fences", "paint_fencf"] } },
        { nameof(ToolDefinition.Siblings), Tool with { Siblings = ["paint_fence", "list_fences"] } },
        { nameof(ToolDefinition.Siblings), Tool with { Siblings = ["list_fencesp", "aint_fence"] } },
        { nameof(ToolDefinition.Siblings), Tool with { Siblings = [] } },
        { nameof(ToolDefinition.Siblings), Tool with { Siblings = null } },
        { nameof(ToolDefinition.Exposed), Tool with { Exposed = Exposure.Yes } },
        { nameof(ToolDefinition.Condition), Tool with { Condition = null } },
        { nameof(ToolDefinition.Partial), Tool with { Partial = true } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Of_AnotherDefinition_IsAnotherKey(string member, ToolDefinition other) =>
        Assert.False(DefinitionKey.Of(Tool) == DefinitionKey.Of(other), $"another `{member}` has the same key");

    [Fact]
    public void Of_SameDefinitionElsewhere_IsTheSameKey()
    {
        var copy = new ToolDefinition
        {
            Id = "7",
            Server = "npm:other",
            Repo = "ada/fences",
            Tool = "delete_fence",
            Title = "Delete",
            Description = "Deletes a fence.",
            InputSchema = Json("""{"type":"object","properties":{"id":{"type":"string"}}}"""),
            Annotations = Json("""{"readOnlyHint":false}"""),
            Siblings = ["list_fences", "paint_fence"],
            Exposed = Exposure.Conditional,
            Condition = "FENCES=1",
            Source = new SourceLocation { File = "src/a.ts", Line = 3, Extractor = "typescript@1" },
            Differences = ["the running server adds a tool"],
        };
        Assert.Equal(DefinitionKey.Of(Tool), DefinitionKey.Of(copy));
    }

    [Fact]
    public void Of_PlacesInOneListOfNames_AreTheirOwnKeys()
    {
        string[] names = ["a", "b", "c"];
        var keys = names.Select((_, i) => DefinitionKey.Of(Tool with { Siblings = new SiblingNames(names, i) })).ToList();
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys[1], DefinitionKey.Of(Tool with { Siblings = new SiblingNames(["a", "b", "c"], 1) }));
        Assert.NotEqual(keys[1], DefinitionKey.Of(Tool with { Siblings = new SiblingNames(["a", "b", "d"], 1) }));
    }

    [Fact]
    public void WithSiblings_OfTheOwnKey_IsTheKey()
    {
        foreach (var siblings in new IReadOnlyList<string>?[] { null, [], Siblings, new SiblingNames(["a", "b", "c"], 1) })
        {
            Assert.Equal(DefinitionKey.Of(Tool with { Siblings = siblings }), DefinitionKey.WithSiblings(DefinitionKey.OwnOf(Tool), siblings));
        }

        Assert.NotEqual(DefinitionKey.Of(Tool with { Siblings = null }), DefinitionKey.OwnOf(Tool));
    }

    // A member that is added to definitions is either part of the key or named here as one that no verdict depends on.
    [Fact]
    public void Of_EveryMember_IsInTheKeyOrSaysNothing()
    {
        string[] saysNothing = [nameof(ToolDefinition.Id), nameof(ToolDefinition.Server), nameof(ToolDefinition.Repo), nameof(ToolDefinition.Source), nameof(ToolDefinition.Differences)];
        Assert.Equal(
            typeof(ToolDefinition).GetProperties().Select(static p => p.Name).Except(saysNothing).Order(StringComparer.Ordinal),
            Others.Select(static row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
