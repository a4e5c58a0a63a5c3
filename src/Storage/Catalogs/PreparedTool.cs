using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>The texts of one tool as they are stored; made before the writer's turn, for making them costs more than storing them.</summary>
internal sealed record PreparedTool
{
    /// <summary>What it was prepared from.</summary>
    public required ClassifiedTool Tool { get; init; }

    public required string Name { get; init; }

    /// <summary>The name with the parts of its words.</summary>
    public required string Words { get; init; }

    public required string? Title { get; init; }

    public required string? Description { get; init; }

    public required string Hash { get; init; }

    public required string Body { get; init; }

    public required string Reading { get; init; }

    /// <summary>True where the server's roster says its siblings, so that the reading does not.</summary>
    public required bool HasRoster { get; init; }

    public required bool IsOffered { get; init; }

    public required string Verdict { get; init; }

    public required string Category { get; init; }

    public required string Risk { get; init; }

    public required bool Review { get; init; }

    public required string Classifier { get; init; }

    public required IReadOnlyList<string> Facets { get; init; }

    /// <summary>The tools of an update; to be made before the writer's turn.</summary>
    /// <exception cref="ArgumentException">The update names a tool twice.</exception>
    public static IReadOnlyList<PreparedTool> All(ServerUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        var unique = new HashSet<string>(StringComparer.Ordinal);
        if (update.Tools.FirstOrDefault(tool => !unique.Add(tool.Definition.Tool)) is { } twice)
        {
            throw new ArgumentException($"`{update.Key}` names the tool `{twice.Definition.Tool}` twice", nameof(update));
        }

        var names = update.Tools.Select(static tool => tool.Definition.Tool).ToList();
        var tools = new List<PreparedTool>(update.Tools.Count);
        for (var i = 0; i < update.Tools.Count; i++)
        {
            tools.Add(Of(update.Tools[i], names, i));
        }

        return tools;
    }

    /// <summary>Makes the texts.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="names">The names of all tools of its server, in order.</param>
    /// <param name="place">Which of them is its own.</param>
    private static PreparedTool Of(ClassifiedTool tool, List<string> names, int place)
    {
        var (definition, classification) = (tool.Definition, tool.Classification);
        var hasRoster = definition.Siblings is { } siblings && AreAllBut(siblings, names, place);
        return new PreparedTool
        {
            Tool = tool,
            Name = definition.Tool,
            Words = SearchText.Words(definition.Tool),
            Title = definition.Title,
            Description = definition.Description,
            Hash = tool.Hash ?? DefinitionHash.Of(definition),
            Body = ToolTexts.BodyOf(definition),
            Reading = ToolTexts.ReadingOf(definition, withSiblings: !hasRoster),
            HasRoster = hasRoster,
            IsOffered = definition.Exposed != Exposure.No,
            Verdict = ToolTexts.Write(classification with { Id = null }),
            Category = classification.Category.ToString(),
            Risk = classification.Risk.ToString(),
            Review = classification.Review,
            Classifier = classification.Classifier,
            Facets = [.. classification.Facets.Distinct().Select(FacetIds.Of)],
        };
    }

    private static bool AreAllBut(IReadOnlyList<string> siblings, List<string> names, int place)
    {
        if (siblings.Count != names.Count - 1)
        {
            return false;
        }

        for (var i = 0; i < siblings.Count; i++)
        {
            if (!string.Equals(siblings[i], names[i < place ? i : i + 1], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
