using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Catalog.Crawler.Extractors;

/// <summary>YAML as strangers write it, as the JSON that it stands for: the first document, plain scalars by the core schema.</summary>
internal static class SourceYaml
{
    private const int Deepest = 60;

    /// <summary>Aliases may make a short text stand for an endless one.</summary>
    private const int MostNodes = 50_000;

    /// <summary>The content of a text; null where it is no YAML, or stands for more than 50,000 nodes or a nesting of more than 60.</summary>
    public static JsonNode? ParseOrNull(string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new Parser(new StringReader(text)));
            var left = MostNodes;
            return yaml.Documents.Count == 0 ? null : Copy(yaml.Documents[0].RootNode, 0, ref left);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // The library's scanner gives up on some texts with an error that is not its own.
            return null;
        }
    }

    private static JsonNode? Copy(YamlNode node, int depth, ref int left)
    {
        if (depth > Deepest || --left < 0)
        {
            throw new InvalidOperationException("more than is read");
        }

        switch (node)
        {
            case YamlMappingNode map:
                var members = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    if (key is YamlScalarNode { Value: { } name })
                    {
                        members[name] = Copy(value, depth + 1, ref left);
                    }
                }

                return members;
            case YamlSequenceNode list:
                var items = new JsonArray();
                foreach (var item in list.Children)
                {
                    items.Add(Copy(item, depth + 1, ref left));
                }

                return items;
            default:
                return node is YamlScalarNode { Value: { } text } scalar ? Scalar(text, scalar.Style) : null;
        }
    }

    private static JsonValue? Scalar(string text, ScalarStyle style) =>
        style != ScalarStyle.Plain ? JsonValue.Create(text)
        : text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !char.IsLetter(text[^1]) ? JsonValue.Create(number)
                : JsonValue.Create(text),
        };
}
