using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Values that are written as JSON in a text.</summary>
internal static class JsonTexts
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The value that a text holds; something unknown where it is no JSON.</summary>
    public static Value Parsed(Value text) => text.Primary is ConstantValue { Text: { } json } ? Parsed(json, text.Primary.Partial) : UnknownValue.Plain;

    public static Value Parsed(string json, bool partial = false) => ParsedOrNull(json) is { } node ? ValueJson.Read(node, partial) : UnknownValue.Plain;

    /// <summary>The JSON in a text; null where it is none.</summary>
    public static JsonNode? ParsedOrNull(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Options);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            // A key that stands twice is told in this way.
            return null;
        }
    }

    public static Value? Written(Machine machine, Value value) =>
        value.Primary is RecordValue or ListValue && new ValueJson(machine).Write(value) is { } json ? ConstantValue.Of(json.ToJsonString()) : null;
}
