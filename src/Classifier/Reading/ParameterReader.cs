using System.Text.Json;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>Reads the arguments of a schema, nested ones too, within bounds: a hostile schema costs no more than a large one.</summary>
internal static class ParameterReader
{
    /// <summary>No more arguments are read than this.</summary>
    public const int MaxParameters = 150;

    private const int MaxDepth = 4;
    private const int MaxValues = 100;

    /// <summary>The arguments that a schema names; empty for what is no schema of an object.</summary>
    public static List<ParameterView> Read(JsonElement? schema, Vocabulary vocabulary)
    {
        var parameters = new List<ParameterView>();
        if (schema is { ValueKind: JsonValueKind.Object } root)
        {
            ReadObject(root, "/inputSchema", 0, parameters, vocabulary);
        }

        return parameters;
    }

    private static void ReadObject(JsonElement schema, string pointer, int depth, List<ParameterView> parameters, Vocabulary vocabulary)
    {
        if (depth > MaxDepth || schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (parameters.Count >= MaxParameters)
                {
                    return;
                }

                var at = $"{pointer}/properties/{Escape(property.Name)}";
                parameters.Add(ReadProperty(property.Name, property.Value, at, vocabulary));
                ReadObject(property.Value, at, depth + 1, parameters, vocabulary);
                if (property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("items", out var items))
                {
                    ReadObject(items, at + "/items", depth + 1, parameters, vocabulary);
                }
            }
        }

        foreach (var union in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema.TryGetProperty(union, out var members) && members.ValueKind == JsonValueKind.Array)
            {
                var i = 0;
                foreach (var member in members.EnumerateArray())
                {
                    ReadObject(member, $"{pointer}/{union}/{i++}", depth + 1, parameters, vocabulary);
                }
            }
        }
    }

    private static ParameterView ReadProperty(string name, JsonElement schema, string pointer, Vocabulary vocabulary)
    {
        var field = TextField.Of(pointer, "", name, vocabulary);
        var description = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("description", out var text) && text.TextOrNull() is { Length: > 0 } said
            ? TextField.Of(pointer, "/description", said, vocabulary)
            : null;
        var values = new List<TextField>();
        ReadValues(schema, pointer, 0, values, vocabulary);
        return new ParameterView(field, 0, name.Length, ParameterNames.KindsOf(name, vocabulary), description, values);
    }

    private static void ReadValues(JsonElement schema, string pointer, int depth, List<TextField> values, Vocabulary vocabulary)
    {
        if (depth > 2 || schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("const", out var only))
        {
            AddValue(only, pointer, "/const", values, vocabulary);
        }

        if (schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var value in list.EnumerateArray())
            {
                AddValue(value, pointer, $"/enum/{i++}", values, vocabulary);
            }
        }

        foreach (var union in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(union, out var members) && members.ValueKind == JsonValueKind.Array)
            {
                var i = 0;
                foreach (var member in members.EnumerateArray())
                {
                    ReadValues(member, $"{pointer}/{union}/{i++}", depth + 1, values, vocabulary);
                }
            }
        }
    }

    private static void AddValue(JsonElement value, string parent, string last, List<TextField> values, Vocabulary vocabulary)
    {
        if (values.Count < MaxValues && value.TextOrNull() is { Length: > 0 } text)
        {
            values.Add(TextField.Of(parent, last, text, vocabulary));
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
