using System.Globalization;
using System.Text.Json;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Evaluations;

/// <summary>Looks a quote up in its definition by its pointer and its code points.</summary>
public static class QuoteCheck
{
    /// <summary>True if the quote is exactly those code points of that field.</summary>
    public static bool Holds(ToolDefinition tool, Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(evidence);
        if (evidence.Length < 1 || Resolve(tool, evidence.Field) is not { } text)
        {
            return false;
        }

        var start = Advance(text, 0, evidence.Start);
        var end = Advance(text, start, evidence.Length);
        return start >= 0 && end >= 0 && text.AsSpan(start, end - start).SequenceEqual(evidence.Quote);
    }

    private static int Advance(string text, int from, int codePoints)
    {
        var at = from;
        for (var i = 0; i < codePoints; i++)
        {
            if (at < 0 || at >= text.Length)
            {
                return -1;
            }

            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    private static string? Resolve(ToolDefinition tool, string pointer)
    {
        var parts = pointer.Split('/').Select(static p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        return parts switch
        {
            ["", "tool"] => tool.Tool,
            ["", "title"] => tool.Title,
            ["", "description"] => tool.Description,
            ["", "siblings", var index] => int.TryParse(index, CultureInfo.InvariantCulture, out var i) && i < tool.Siblings?.Count ? tool.Siblings[i] : null,
            ["", "inputSchema", .. var path] when tool.InputSchema is { } schema => Resolve(schema, path),
            _ => null,
        };
    }

    private static string? Resolve(JsonElement element, string[] path)
    {
        foreach (var part in path)
        {
            JsonElement? next = element.ValueKind switch
            {
                JsonValueKind.Object when element.TryGetProperty(part, out var member) => member,
                JsonValueKind.Array when int.TryParse(part, CultureInfo.InvariantCulture, out var i) && i < element.GetArrayLength() => element[i],
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            element = next.Value;
        }

        // A pointer to anything but a string is to the member's own name.
        return element.ValueKind == JsonValueKind.String ? element.TextOrNull() : path.LastOrDefault();
    }
}
