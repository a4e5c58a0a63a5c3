using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>The texts of one tool as they are stored; made before the writer's turn, for making them costs more than storing them.</summary>
internal sealed record PreparedTool
{
    /// <summary>What it was prepared from.</summary>
    public required ClassifiedTool Tool { get; init; }

    /// <summary>The server that has it.</summary>
    public required ServerKey Server { get; init; }

    /// <summary>What its copies have as well.</summary>
    public required PreparedDefinition Definition { get; init; }

    /// <summary>What is said of it.</summary>
    public required PreparedClassification Classification { get; init; }

    /// <summary>Where and how it was read: what each copy has for itself.</summary>
    public required string Reading { get; init; }

    /// <summary>True where the server's roster says its siblings, so that the reading does not.</summary>
    public required bool HasRoster { get; init; }

    public required bool IsOffered { get; init; }

    public string Name => Definition.Name;

    public string Words => Definition.Words;

    public string? Title => Definition.Title;

    public string? Description => Definition.Description;

    public string Hash => Definition.Hash;

    public string Body => Definition.Body;

    /// <summary>The whole text of what is said of it; made anew each time.</summary>
    public string Verdict => Classification.TextOf(Server);

    public string Category => Classification.Category;

    public string Risk => Classification.Risk;

    public bool Review => Classification.Review;

    public string Classifier => Classification.Classifier;

    public IReadOnlyList<string> Facets => Classification.Facets;

    /// <summary>The tools of an update; to be made before the writer's turn.</summary>
    /// <param name="update">The update.</param>
    /// <param name="shared">What was prepared before; null for nothing.</param>
    /// <exception cref="ArgumentException">The update names a tool twice.</exception>
    public static IReadOnlyList<PreparedTool> All(ServerUpdate update, SharedTexts? shared = null)
    {
        ArgumentNullException.ThrowIfNull(update);
        var unique = new HashSet<string>(StringComparer.Ordinal);
        if (update.Tools.FirstOrDefault(tool => !unique.Add(tool.Definition.Tool)) is { } twice)
        {
            throw new ArgumentException($"`{update.Key}` names the tool `{twice.Definition.Tool}` twice", nameof(update));
        }

        var names = update.Tools.Select(static tool => tool.Definition.Tool).ToList();
        var tools = new List<PreparedTool>(update.Tools.Count);
        IReadOnlyList<string>? roster = null;
        for (var i = 0; i < update.Tools.Count; i++)
        {
            tools.Add(Of(update.Key, update.Tools[i], shared, AreAllBut(update.Tools[i].Definition.Siblings, names, i, ref roster)));
        }

        return tools;
    }

    /// <summary>Makes the texts.</summary>
    /// <param name="server">Its server.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="shared">What was prepared before.</param>
    /// <param name="hasRoster">Whether its siblings are all other tools of its server, in their order.</param>
    private static PreparedTool Of(ServerKey server, ClassifiedTool tool, SharedTexts? shared, bool hasRoster)
    {
        var (definition, classification) = shared?.Of(tool, server) ?? SharedTexts.Make(tool, server);
        return new PreparedTool
        {
            Tool = tool,
            Server = server,
            Definition = definition,
            Classification = classification,
            Reading = ToolTexts.ReadingOf(tool.Definition, withSiblings: !hasRoster),
            HasRoster = hasRoster,
            IsOffered = tool.Definition.Exposed != Exposure.No,
        };
    }

    /// <summary>Whether siblings are all names but the one at a place.</summary>
    /// <param name="siblings">The siblings; null where they are not known.</param>
    /// <param name="names">The names of all tools of the server, in order.</param>
    /// <param name="place">The place.</param>
    /// <param name="roster">A list that was compared with all names already and has them; the tools of most servers share one.</param>
    private static bool AreAllBut(IReadOnlyList<string>? siblings, List<string> names, int place, ref IReadOnlyList<string>? roster)
    {
        if (siblings is SiblingNames list && list.Without == place && (ReferenceEquals(list.Names, roster) || list.Names.SequenceEqual(names, StringComparer.Ordinal)))
        {
            roster = list.Names;
            return true;
        }

        return siblings is not null && siblings.Count == names.Count - 1 && siblings.SequenceEqual(names.Where((_, i) => i != place), StringComparer.Ordinal);
    }
}
