using Catalog.Api.Tools;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Api.Shell;

/// <summary>A tool in a list.</summary>
/// <param name="Server">The key of its server.</param>
/// <param name="Name">The name that a client calls.</param>
/// <param name="Summary">The start of its description; empty where it has none.</param>
/// <param name="Category">What a call can do.</param>
/// <param name="Risk">How bad a wrong call can be.</param>
/// <param name="Facets">What a call touches beside.</param>
/// <param name="Review">True where a person should look.</param>
/// <param name="Page">Its page.</param>
internal sealed record ToolEntry(
    string Server,
    string Name,
    string Summary,
    Category Category,
    Risk Risk,
    IReadOnlyList<Facet> Facets,
    bool Review,
    string Page)
{
    /// <summary>Whether a start offers it.</summary>
    public Exposure Exposed { get; init; }

    /// <summary>Under which condition it is offered, as the source writes it; null where there is none or it is not known.</summary>
    public string? Condition { get; init; }

    /// <summary>The file and line where it is defined, <c>src/index.ts:120</c>; null in lists over many servers, and where it was not read from source.</summary>
    public string? Location { get; init; }

    /// <summary>That line on the repository's site; null where there is no commit.</summary>
    public string? LocationUrl { get; init; }

    public static ToolEntry Of(ToolRecord tool) => new(
        tool.Server.Value,
        tool.Definition.Tool,
        Words.Summary(tool.Definition.Description),
        tool.Classification.Category,
        tool.Classification.Risk,
        tool.Classification.Facets,
        tool.Classification.Review,
        Links.Tool(tool.Server, tool.Definition.Tool).Value)
    {
        Exposed = tool.Definition.Exposed,
        Condition = tool.Definition.Condition,
    };

    /// <summary>The entry on the page of its own server: with the place where it is defined.</summary>
    public static ToolEntry Of(ToolRecord tool, ServerRecord server) => Of(tool) with
    {
        Location = SourceLinks.PlaceOrNull(tool.Definition.Source),
        LocationUrl = SourceLinks.LineOrNull(server, tool.Definition.Source),
    };
}
