using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Pipeline;

/// <summary>The tools of one server, brought into the form in which they are stored.</summary>
internal static class ToolList
{
    /// <summary>Tools with their server, repository and siblings; one for each name, the offered one first; in ordinal order of names.</summary>
    public static IReadOnlyList<ToolDefinition> Complete(IEnumerable<ToolDefinition> tools, ServerKey server, string? repository)
    {
        var unique = tools.GroupBy(static tool => tool.Tool, StringComparer.Ordinal)
            .Select(static same => same.OrderBy(static tool => Rank(tool.Exposed)).First())
            .OrderBy(static tool => tool.Tool, StringComparer.Ordinal)
            .ToList();
        var offered = unique.Where(static tool => tool.Exposed != Exposure.No).Select(static tool => tool.Tool).ToList();
        var places = offered.Select(static (name, place) => (name, place)).ToDictionary(static pair => pair.name, static pair => pair.place, StringComparer.Ordinal);
        return
        [
            .. unique.Select(tool => tool with
            {
                Id = null,
                Server = server.Value,
                Repo = repository,
                Siblings = places.TryGetValue(tool.Tool, out var place) ? new SiblingNames(offered, place) : offered,
            }),
        ];
    }

    /// <summary>SHA-256 over the definitions in ordinal order of their names: what a live server's answer is told by.</summary>
    public static string Hash(IEnumerable<ToolDefinition> tools) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(tools.OrderBy(static tool => tool.Tool, StringComparer.Ordinal).Select(static tool => DefinitionHash.Of(tool) + "\n")))));

    private static int Rank(Exposure exposure) => exposure switch
    {
        Exposure.Yes => 0,
        Exposure.Conditional => 1,
        Exposure.Unknown => 2,
        _ => 3,
    };
}
