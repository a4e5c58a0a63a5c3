using System.Text.Json;

namespace Catalog.Core.Tools;

/// <summary>Every string of a definition that a model may read: name, title, description, and all values and member names of schema and annotations.</summary>
public static class DefinitionStrings
{
    /// <summary>The strings in their order, each with the JSON Pointer to it; a member's name has the pointer to the member. What is no valid text (an escaped half of a pair) is left out.</summary>
    /// <param name="tool">The definition.</param>
    public static IReadOnlyList<DefinitionString> Of(ToolDefinition tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var texts = new List<DefinitionString>(Plain(tool));
        AddUnder(texts, "/inputSchema", tool.InputSchema);
        AddUnder(texts, "/annotations", tool.Annotations);
        return texts;
    }

    private static IEnumerable<DefinitionString> Plain(ToolDefinition tool)
    {
        yield return new DefinitionString("/tool", tool.Tool, IsName: true);
        if (tool.Title is { Length: > 0 } title)
        {
            yield return new DefinitionString("/title", title, IsName: false);
        }

        if (tool.Description is { Length: > 0 } description)
        {
            yield return new DefinitionString("/description", description, IsName: false);
        }
    }

    private static void AddUnder(List<DefinitionString> texts, string pointer, JsonElement? element)
    {
        switch (element?.ValueKind)
        {
            case JsonValueKind.String when TextOrNull(element.Value, static value => value.GetString()) is { Length: > 0 } text:
                texts.Add(new DefinitionString(pointer, text, IsName: false));
                break;
            case JsonValueKind.Object:
                foreach (var member in element.Value.EnumerateObject())
                {
                    if (TextOrNull(member, static member => member.Name) is not { } name)
                    {
                        continue;
                    }

                    var own = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                    if (name.Length > 0)
                    {
                        texts.Add(new DefinitionString(own, name, IsName: true));
                    }

                    AddUnder(texts, own, member.Value);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.Value.EnumerateArray())
                {
                    AddUnder(texts, $"{pointer}/{index}", item);
                    index++;
                }

                break;
        }
    }

    private static string? TextOrNull<T>(T from, Func<T, string?> read)
    {
        try
        {
            return read(from);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
