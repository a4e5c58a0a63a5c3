using Catalog.Classifier.Caching;
using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Cli.Importing;

/// <summary>What a line says of a tool, whichever server offers it: read once for all lines that say the same.</summary>
/// <param name="tool">The definition; what it says of its server and repository is not to be looked at.</param>
internal sealed class KnownRow(ToolDefinition tool)
{
    private Derived? _derived;

    /// <summary>The definition; what it says of its server and repository is that of the first line.</summary>
    public ToolDefinition Tool => tool;

    /// <summary>See <see cref="DefinitionKey.OwnOf"/>.</summary>
    public ContentKey Key => (_derived ??= Derived.Of(tool)).Key;

    /// <summary>See <see cref="DefinitionHash"/>.</summary>
    public string Hash => (_derived ??= Derived.Of(tool)).Hash;

    /// <summary>The definition as a server offers it.</summary>
    /// <param name="server">The server that the line names.</param>
    /// <param name="siblings">Its other tools, where the line does not say them.</param>
    public ToolDefinition Of(RowServer server, IReadOnlyList<string> siblings) => tool with { Id = null, Server = server.Name, Repo = server.Repo, Siblings = tool.Siblings ?? siblings };

    // Not looked at when lines are only checked.
    private sealed record Derived(ContentKey Key, string Hash)
    {
        public static Derived Of(ToolDefinition tool) => new(DefinitionKey.OwnOf(tool), DefinitionHash.Of(tool));
    }
}
