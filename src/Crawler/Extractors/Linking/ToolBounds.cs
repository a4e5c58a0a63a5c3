using System.Runtime.InteropServices;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>How much of one server is handed on: a source may build texts and schemas of any size, and what reads them later should not have to care. What is cut makes the tool partial.</summary>
internal static class ToolBounds
{
    /// <summary>The longest description, characters.</summary>
    public const int LongestDescription = 100_000;

    /// <summary>The longest title, characters.</summary>
    public const int LongestTitle = 2_000;

    /// <summary>The longest condition, characters.</summary>
    public const int LongestCondition = 2_000;

    /// <summary>The longest schema, bytes of JSON; a longer one is left out.</summary>
    public const int LongestSchema = 512 * 1024;

    /// <summary>The longest annotations, bytes of JSON; longer ones are left out.</summary>
    public const int LongestAnnotations = 16 * 1024;

    /// <summary>The deepest nesting of a schema: with the record around it, it stays within what JSON readers take.</summary>
    public const int DeepestSchema = 52;

    /// <summary>The most of all tools of one server, characters and bytes together.</summary>
    public const int LongestServer = 16 * 1024 * 1024;

    /// <summary>The tools within bounds, in their order; those beyond the bounds of a server are left out, which is reported.</summary>
    public static IReadOnlyList<ToolDefinition> Keep(IReadOnlyList<ToolDefinition> tools, ExtractionContext context)
    {
        var kept = new List<ToolDefinition>(tools.Count);
        var size = 0L;
        foreach (var tool in tools.Select(Keep))
        {
            size += tool.Tool.Length + (tool.Description?.Length ?? 0) + Length(tool.InputSchema) + Length(tool.Annotations) + 200;
            if (size > LongestServer)
            {
                context.Report($"{tools.Count - kept.Count} tools of `{tool.Source?.File}` were left out: the definitions of one server together are longer than {LongestServer / 1024 / 1024} MiB");
                break;
            }

            kept.Add(tool);
        }

        return kept;
    }

    private static ToolDefinition Keep(ToolDefinition tool)
    {
        var schema = tool.InputSchema is { } s && Length(s) <= LongestSchema && IsShallow(s, 0) ? tool.InputSchema : null;
        var annotations = tool.Annotations is { } a && Length(a) <= LongestAnnotations && IsShallow(a, 0) ? tool.Annotations : null;
        var description = Cut(tool.Description, LongestDescription);
        return tool with
        {
            Title = Cut(tool.Title, LongestTitle),
            Description = description,
            Condition = Cut(tool.Condition, LongestCondition),
            InputSchema = schema,
            Annotations = annotations,
            Partial = tool.Partial || description != tool.Description || (tool.InputSchema is not null && schema is null) || (tool.Annotations is not null && annotations is null),
        };
    }

    /// <summary>A text cut between code points.</summary>
    private static string? Cut(string? text, int longest) =>
        text is null || text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static int Length(JsonElement? element) => element is { } json ? JsonMarshal.GetRawUtf8Value(json).Length : 0;

    private static bool IsShallow(JsonElement element, int depth) => depth <= DeepestSchema && element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(m => IsShallow(m.Value, depth + 1)),
        JsonValueKind.Array => element.EnumerateArray().All(i => IsShallow(i, depth + 1)),
        _ => true,
    };
}
