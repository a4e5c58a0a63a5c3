using Catalog.Core.Caching;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Tests.Catalogs;

/// <summary>What is prepared once for all copies of a tool is what would be prepared for each of them.</summary>
public sealed class SharedTextsTests
{
    private static readonly ServerKey[] Servers = [ServerKey.Parse("npm:one"), ServerKey.Parse("npm:two"), ServerKey.Parse("npm:three")];

    /// <summary>Whom the classification says the tool is of; <c>own</c> is the server that has it.</summary>
    [Theory]
    [InlineData("own", "own", "own")]
    [InlineData("own", null, "own")]
    [InlineData(null, null, "own")]
    [InlineData("npm:elsewhere", "npm:elsewhere", "npm:one")]
    [InlineData("npm:two", "npm:two", "npm:two")]
    public void Of_CopiesOnThreeServers_SaysWhatEachWouldAlone(string? first, string? second, string? third)
    {
        var shared = new SharedTexts();
        foreach (var (server, named) in Servers.Concat(Servers).Zip([first, second, third, first, second, third]))
        {
            var tool = Tool(named == "own" ? server.Value : named, key: true);
            var (definition, classification) = shared.Of(tool, server);
            var (aloneDefinition, aloneClassification) = SharedTexts.Make(tool, server);

            Assert.Equal((aloneDefinition.Key, aloneDefinition.Body, aloneDefinition.Hash), (definition.Key, definition.Body, definition.Hash));
            Assert.Equal((aloneDefinition.Name, aloneDefinition.Words, aloneDefinition.Title, aloneDefinition.Description), (definition.Name, definition.Words, definition.Title, definition.Description));
            Assert.Equal((aloneClassification.Key, aloneClassification.TextOf(server), aloneClassification.NamesServer), (classification.Key, classification.TextOf(server), classification.NamesServer));
            Assert.Equal((aloneClassification.Category, aloneClassification.Risk, aloneClassification.Review, aloneClassification.Classifier), (classification.Category, classification.Risk, classification.Review, classification.Classifier));
            Assert.Equal(aloneClassification.Facets, classification.Facets);
        }
    }

    [Fact]
    public void Of_SameKey_IsMadeOnceAndKeptWithoutItsBodies()
    {
        var shared = new SharedTexts();
        var first = shared.Of(Tool("npm:one", key: true), Servers[0]);
        var (definition, classification) = shared.Of(Tool("npm:two", key: true), Servers[1]);

        Assert.NotNull(first.Definition.Text);
        Assert.Null(definition.Text);
        Assert.Null(classification.Text);
        Assert.Same(definition, shared.Of(Tool("npm:three", key: true), Servers[2]).Definition);
    }

    [Fact]
    public void Of_NoKeyOrAnotherClassifier_IsMadeForItAlone()
    {
        var shared = new SharedTexts();
        shared.Of(Tool("npm:one", key: true), Servers[0]);

        Assert.NotNull(shared.Of(Tool("npm:one", key: false), Servers[0]).Definition.Text);
        var newer = Tool("npm:one", key: true);
        Assert.Contains("newer", shared.Of(newer with { Classification = newer.Classification with { Classifier = "newer" } }, Servers[0]).Classification.Body, StringComparison.Ordinal);
    }

    public static TheoryData<IReadOnlyList<string>?, bool> SiblingLists => new()
    {
        { null, false },
        { [], false },
        { ["a", "c"], true },
        { ["c", "a"], false },
        { ["a", "d"], false },
        { ["a", "b", "c"], false },
        { new SiblingNames(["a", "b", "c"], 1), true },
        { new SiblingNames(["a", "b", "c"], 0), false },
        { new SiblingNames(["a", "x", "c"], 1), true },
        { new SiblingNames(["a", "b", "d"], 1), false },
    };

    [Theory]
    [MemberData(nameof(SiblingLists))]
    public void All_Siblings_AreOfTheRosterWhereTheyAreAllOthersInTheirOrder(IReadOnlyList<string>? siblings, bool expected)
    {
        var tools = PreparedTool.All(new ServerUpdate
        {
            Key = Servers[0],
            Snapshot = new Snapshot { Source = "file:rows", ContentHash = new string('0', 64), Origin = SnapshotOrigin.Imported, FetchedAt = DateTimeOffset.UnixEpoch },
            Tools = [Named("a", new SiblingNames(["a", "b", "c"], 0)), Named("b", siblings), Named("c", new SiblingNames(["a", "b", "c"], 2))],
        });

        Assert.Equal([true, expected, true], tools.Select(static tool => tool.HasRoster));
    }

    private static ClassifiedTool Named(string name, IReadOnlyList<string>? siblings)
    {
        var tool = Tool("npm:one", key: false);
        return tool with { Definition = tool.Definition with { Tool = name, Siblings = siblings } };
    }

    private static ClassifiedTool Tool(string? server, bool key) => new(
        new ToolDefinition { Server = server, Repo = $"ada/{server}", Tool = "deleteFence", Title = "Delete", Description = "Deletes a fence.", Siblings = ["list_fences"] },
        new Classification
        {
            Server = server,
            Tool = "deleteFence",
            Category = Category.Destructive,
            Risk = Risk.Critical,
            Confidence = 0.9,
            Facets = [Facet.Files, Facet.Files],
            Rationale = "It deletes.",
            Evidence = [new Evidence { Field = "/tool", Quote = "delete", Start = 0, Length = 6, Signal = "s" }],
            Classifier = "older",
        })
    {
        Key = key ? ContentKey.Of("the same"u8) : null,
    };
}
