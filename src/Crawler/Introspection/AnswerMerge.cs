using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Crawler.Introspection;

/// <summary>Where a server was both read and asked: the answer holds, for it is what a client gets; the source adds where a tool is defined, and what else there is.</summary>
internal static class AnswerMerge
{
    private const string NotOffered = "defined in the source and not offered by the server as it was run, with nothing set";

    /// <summary>The tools of both, in ordinal order of their names.</summary>
    public static IReadOnlyList<ToolDefinition> Merge(IReadOnlyList<ToolDefinition> read, IReadOnlyList<ToolDefinition> asked)
    {
        var inSource = read.ToDictionary(static tool => tool.Tool, StringComparer.Ordinal);
        var answered = asked.Select(static tool => tool.Tool).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. asked.Select(tool => inSource.TryGetValue(tool.Tool, out var source) ? Both(tool, source) : OnlyAsked(tool, read.Count > 0))
                .Concat(read.Where(tool => !answered.Contains(tool.Tool)).Select(OnlyRead))
                .OrderBy(static tool => tool.Tool, StringComparer.Ordinal),
        ];
    }

    private static ToolDefinition Both(ToolDefinition asked, ToolDefinition read)
    {
        var differences = new List<string>();
        if (!read.Partial && !SameText(asked.Description, read.Description))
        {
            differences.Add("the running server gives another description than the source");
        }

        var before = Parameters(read.InputSchema);
        var now = Parameters(asked.InputSchema);
        if (before is not null && now is not null)
        {
            Add(differences, "parameters that the source does not define", now.Except(before, StringComparer.Ordinal));
            Add(differences, "parameters that the running server does not offer", before.Except(now, StringComparer.Ordinal));
        }

        if (read.Exposed == Exposure.No)
        {
            differences.Add("the source seems never to offer it, and the running server does");
        }

        return asked with
        {
            // What the source makes conditional stays so, though it was offered: the question claims every ability that a client may have.
            Exposed = read.Exposed == Exposure.Conditional ? read.Exposed : asked.Exposed,
            Condition = read.Exposed == Exposure.Conditional ? read.Condition : asked.Condition,
            Source = read.Source ?? asked.Source,
            Differences = differences.Count > 0 ? differences : null,
        };
    }

    private static ToolDefinition OnlyAsked(ToolDefinition asked, bool wasRead) =>
        wasRead ? asked with { Differences = ["offered by the running server and not found in the source"] } : asked;

    private static ToolDefinition OnlyRead(ToolDefinition read) => read.Exposed switch
    {
        // What the source itself makes conditional stays so: the sandbox sets no condition.
        Exposure.Conditional or Exposure.No => read,
        _ => read with { Exposed = Exposure.Conditional, Condition = NotOffered, Differences = ["found in the source and not offered by the running server"] },
    };

    private static void Add(List<string> differences, string what, IEnumerable<string> names)
    {
        var list = names.Order(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            differences.Add($"{what}: {string.Join(", ", list.Take(10))}{(list.Count > 10 ? $" and {list.Count - 10} more" : "")}");
        }
    }

    private static HashSet<string>? Parameters(JsonElement? schema) =>
        schema is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? [.. properties.EnumerateObject().Select(static member => member.Name)]
            : null;

    private static bool SameText(string? left, string? right) => string.Equals(Collapse(left), Collapse(right), StringComparison.Ordinal);

    private static string Collapse(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
