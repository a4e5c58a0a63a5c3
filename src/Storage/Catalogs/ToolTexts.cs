using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>
/// A definition in two texts: what the definition hash covers, and how it was read. A line that moved so is no new definition, and is still kept.
/// </summary>
internal static class ToolTexts
{
    /// <summary>Title, description, schema and annotations.</summary>
    public static string BodyOf(ToolDefinition tool) => ToolDefinitionJson.Write(new ToolDefinition
    {
        Tool = tool.Tool,
        Title = tool.Title,
        Description = tool.Description,
        InputSchema = tool.InputSchema,
        Annotations = tool.Annotations,
    });

    /// <summary>All else but the caller's id.</summary>
    /// <param name="tool">The definition.</param>
    /// <param name="withSiblings">False where the roster holds them.</param>
    public static string ReadingOf(ToolDefinition tool, bool withSiblings) => ToolDefinitionJson.Write(tool with
    {
        Id = null,
        Title = null,
        Description = null,
        InputSchema = null,
        Annotations = null,
        Siblings = withSiblings ? tool.Siblings : null,
    });

    /// <summary>The definition again.</summary>
    /// <param name="body">What <see cref="BodyOf"/> wrote.</param>
    /// <param name="reading">What <see cref="ReadingOf"/> wrote.</param>
    /// <param name="roster">The names of all tools of the server, a JSON array; null where the reading holds the siblings.</param>
    public static ToolDefinition Join(string body, string reading, string? roster)
    {
        var defined = ToolDefinitionJson.Parse(body);
        var read = ToolDefinitionJson.Parse(reading);
        return read with
        {
            Title = defined.Title,
            Description = defined.Description,
            InputSchema = defined.InputSchema,
            Annotations = defined.Annotations,
            Siblings = roster is null ? read.Siblings : [.. Without(NamesOf(roster), read.Tool)],
        };
    }

    /// <summary>A classification as stored.</summary>
    public static string Write(Classification classification) => JsonSerializer.Serialize(classification, ToolDefinitionJson.Options);

    /// <summary>A stored classification.</summary>
    public static Classification ReadClassification(string body) => JsonSerializer.Deserialize<Classification>(body, ToolDefinitionJson.Options)!;

    /// <summary>Whether a stored classification says the same; a member that a newer version of this program writes besides is no difference.</summary>
    public static bool SaysTheSame(string stored, string now) =>
        string.Equals(stored, now, StringComparison.Ordinal) || string.Equals(Write(ReadClassification(stored)), now, StringComparison.Ordinal);

    /// <summary>A list of names as stored.</summary>
    public static string Write(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, ToolDefinitionJson.Options);

    /// <summary>A stored list of names.</summary>
    public static IReadOnlyList<string> NamesOf(string stored) => JsonSerializer.Deserialize<IReadOnlyList<string>>(stored, ToolDefinitionJson.Options)!;

    /// <summary>All names but one.</summary>
    public static IEnumerable<string> Without(IEnumerable<string> names, string name) =>
        names.Where(other => !string.Equals(other, name, StringComparison.Ordinal));
}
