using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests;

/// <summary>Looks a quote up in its definition, by its pointer and its code points, without the code under test.</summary>
internal static class AssertQuoted
{
    public static void Exactly(ToolDefinition tool, Evidence evidence)
    {
        var field = Resolve(tool, evidence.Field);
        var runes = field.EnumerateRunes().ToArray();
        Assert.InRange(evidence.Length, 1, runes.Length);
        Assert.InRange(evidence.Start, 0, runes.Length - evidence.Length);
        var expected = new StringBuilder();
        foreach (var rune in runes.AsSpan(evidence.Start, evidence.Length))
        {
            expected.Append(rune.ToString());
        }

        Assert.Equal(expected.ToString(), evidence.Quote);
    }

    private static string Resolve(ToolDefinition tool, string pointer)
    {
        var parts = pointer.Split('/').Skip(1).Select(static p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        switch (parts[0])
        {
            case "tool":
                return tool.Tool;
            case "title":
                return tool.Title!;
            case "description":
                return tool.Description!;
            case "siblings":
                return tool.Siblings![int.Parse(parts[1])];
            default:
                Assert.Equal("inputSchema", parts[0]);
                return InSchema(tool.InputSchema!.Value, parts[1..]);
        }
    }

    private static string InSchema(JsonElement element, string[] parts)
    {
        foreach (var part in parts)
        {
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(part)] : element.GetProperty(part);
        }

        // A pointer to anything but a string is to the member's own name.
        return element.ValueKind == JsonValueKind.String ? element.GetString()! : parts[^1];
    }
}
