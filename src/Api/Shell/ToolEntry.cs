using Catalog.Core.Classifications;
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
    public static ToolEntry Of(ToolRecord tool) => new(
        tool.Server.Value,
        tool.Definition.Tool,
        Words.Summary(tool.Definition.Description),
        tool.Classification.Category,
        tool.Classification.Risk,
        tool.Classification.Facets,
        tool.Classification.Review,
        Links.Tool(tool.Server, tool.Definition.Tool).Value);
}
