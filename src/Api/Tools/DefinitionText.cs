using System.Globalization;
using System.Text.Json;
using Catalog.Core.Tools;

namespace Catalog.Api.Tools;

/// <summary>Finds the string of a definition that a JSON Pointer names.</summary>
internal static class DefinitionText
{
    /// <summary>The string; where the pointer leads to something else, the name of the member that it ends in; null where it leads nowhere.</summary>
    public static string? FindOrNull(ToolDefinition tool, string pointer)
    {
        var parts = pointer.Split('/');
        if (parts.Length < 2 || parts[0].Length > 0)
        {
            return null;
        }

        var names = parts.Skip(1).Select(static p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        return names[0] switch
        {
            "tool" when names.Length == 1 => tool.Tool,
            "title" when names.Length == 1 => tool.Title,
            "description" when names.Length == 1 => tool.Description,
            "siblings" when names.Length == 2 && int.TryParse(names[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
                tool.Siblings is { } siblings && index < siblings.Count ? siblings[index] : null,
            "inputSchema" => Walk(tool.InputSchema, names),
            "annotations" => Walk(tool.Annotations, names),
            _ => null,
        };
    }

    /// <summary>A pointer in words: <c>description of parameter cmd</c>.</summary>
    public static string Label(string pointer)
    {
        var names = pointer.Split('/').Skip(1).Select(static p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        if (names.Length <= 1)
        {
            return names is ["tool"] ? "name" : names.FirstOrDefault() ?? pointer;
        }

        if (names[0] == "siblings")
        {
            return "name of another tool of this server";
        }

        if (names[0] == "annotations")
        {
            return $"annotation {names[^1]}";
        }

        var parameters = names.Select(static (n, i) => (n, i)).Where(p => p.i > 0 && names[p.i - 1] == "properties").Select(static p => p.n).ToList();
        var last = names[^1];
        return parameters.Count == 0 ? "input schema"
            : names[^2] == "properties" ? "name of a parameter"
            : last == "description" ? $"description of parameter {string.Join('.', parameters)}"
            : names.Contains("enum", StringComparer.Ordinal) ? $"a value of parameter {string.Join('.', parameters)}"
            : $"{last} of parameter {string.Join('.', parameters)}";
    }

    private static string? Walk(JsonElement? root, string[] names)
    {
        if (root is not { } at)
        {
            return null;
        }

        foreach (var name in names.Skip(1))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : names[^1];
    }
}
