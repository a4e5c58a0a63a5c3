using Catalog.Core.Caching;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;

namespace Catalog.Storage.Catalogs;

/// <summary>What was prepared of tools that other servers have as well: copies need no text made for them again. Any thread.</summary>
internal sealed class SharedTexts
{
    // The bodies are not kept: the writer asks for them where it does not know their keys. What they were made from is kept by whoever said that there are copies.
    private const int MostEntries = 1 << 15;
    private const long MostBytes = 32 << 20;
    private const int Whole = 1000;

    private readonly RecentValues<Pair> _pairs = new(MostEntries, MostBytes, static pair => Whole + (2 * pair.Definition.Words.Length));

    /// <summary>Definition and classification of a tool as they are stored.</summary>
    /// <param name="tool">The tool; what has no <see cref="ClassifiedTool.Key"/> is made for it alone.</param>
    /// <param name="server">The server that has it.</param>
    public (PreparedDefinition Definition, PreparedClassification Classification) Of(ClassifiedTool tool, ServerKey server)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(server);
        if (tool.Key is not { } key)
        {
            return Make(tool, server);
        }

        if (_pairs.FindOrNull(key) is { } kept && kept.IsOf(tool, server))
        {
            return (kept.Definition, kept.Classification);
        }

        var (definition, classification) = Make(tool, server);
        _pairs.Keep(key, new Pair(definition.WithoutText(), classification.WithoutText()));
        return (definition, classification);
    }

    /// <summary>The same, made for this tool alone.</summary>
    public static (PreparedDefinition Definition, PreparedClassification Classification) Make(ClassifiedTool tool, ServerKey server) =>
        (PreparedDefinition.Of(tool.Definition, tool.Hash), PreparedClassification.Of(tool.Classification, server));

    private sealed record Pair(PreparedDefinition Definition, PreparedClassification Classification)
    {
        /// <summary>Whether it is good for a tool: a classification that names another server than the one that has the tool, or none, has another text, and so has one of another classifier.</summary>
        public bool IsOf(ClassifiedTool tool, ServerKey server)
        {
            var said = tool.Classification;
            var namesServer = string.Equals(said.Server, server.Value, StringComparison.Ordinal);
            return namesServer == Classification.NamesServer
                && (namesServer || string.Equals(said.Server, Classification.Source.Server, StringComparison.Ordinal))
                && string.Equals(said.Classifier, Classification.Classifier, StringComparison.Ordinal);
        }
    }
}
