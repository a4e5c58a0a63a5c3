using System.Text.Json;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Quoting;

/// <summary>Finds words that a person or a language model quotes, so that only what stands in the definition is shown as standing there.</summary>
internal static class QuotedWords
{
    /// <summary>The words with their place; null where that string of the definition does not have them.</summary>
    /// <param name="tool">The definition.</param>
    /// <param name="field">A JSON Pointer to one of its strings.</param>
    /// <param name="words">The words, 1 UTF-16 unit or more.</param>
    /// <param name="signal">The id under which they stand.</param>
    public static Evidence? FindOrNull(ToolDefinition tool, string field, string words, string signal)
    {
        var text = field switch
        {
            "/tool" => tool.Tool,
            "/title" => tool.Title,
            "/description" => tool.Description,
            _ => InSchemaOrNull(tool.InputSchema, field),
        };
        var start = text?.IndexOf(words, StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : new Evidence
        {
            Field = field,
            Quote = words,
            Start = CodePoints.Count(text.AsSpan(0, start)),
            Length = CodePoints.Count(words),
            Signal = signal,
        };
    }

    private static string? InSchemaOrNull(JsonElement? schema, string pointer)
    {
        const string Root = "/inputSchema/";
        if (schema is not { } element || !pointer.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var part in pointer[Root.Length..].Split('/'))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.TextOrNull();
    }
}
