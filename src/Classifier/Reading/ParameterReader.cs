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
    private const int MaxUnions = 2;

    private static readonly List<TextField> NoValues = [];

    /// <summary>The arguments that a schema names; empty for what is no schema of an object.</summary>
    public static List<ParameterView> Read(JsonElement? schema, Vocabulary vocabulary)
    {
        var parameters = new List<ParameterView>();
        if (schema is { ValueKind: JsonValueKind.Object } root)
        {
            ReadObject(SchemaMembers.Of(root), "/inputSchema", 0, parameters, vocabulary);
        }

        return parameters;
    }

    private static void ReadObject(in SchemaMembers schema, string pointer, int depth, List<ParameterView> parameters, Vocabulary vocabulary)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        if (schema.Properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in schema.Properties.EnumerateObject())
            {
                if (parameters.Count >= MaxParameters)
                {
                    return;
                }

                var (name, members) = (property.Name, SchemaMembers.Of(property.Value));
                var at = $"{pointer}/properties/{Escape(name)}";
                parameters.Add(ReadProperty(name, members, at, vocabulary));
                ReadObject(members, at, depth + 1, parameters, vocabulary);
                if (members.Items.ValueKind == JsonValueKind.Object)
                {
                    ReadObject(SchemaMembers.Of(members.Items), at + "/items", depth + 1, parameters, vocabulary);
                }
            }
        }

        ReadUnion(schema.AnyOf, pointer, "anyOf", depth, parameters, vocabulary);
        ReadUnion(schema.OneOf, pointer, "oneOf", depth, parameters, vocabulary);
        ReadUnion(schema.AllOf, pointer, "allOf", depth, parameters, vocabulary);
    }

    private static void ReadUnion(JsonElement union, string pointer, string kind, int depth, List<ParameterView> parameters, Vocabulary vocabulary)
    {
        if (depth >= MaxDepth || union.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var i = 0;
        foreach (var member in union.EnumerateArray())
        {
            ReadObject(SchemaMembers.Of(member), $"{pointer}/{kind}/{i++}", depth + 1, parameters, vocabulary);
        }
    }

    private static ParameterView ReadProperty(string name, in SchemaMembers schema, string pointer, Vocabulary vocabulary)
    {
        var field = TextField.Of(pointer, "", name, vocabulary);
        var description = schema.Description.TextOrNull() is { Length: > 0 } said ? TextField.Of(pointer, "/description", said, vocabulary) : null;
        List<TextField>? values = null;
        ReadValues(schema, pointer, 0, ref values, vocabulary);
        return new ParameterView(field, 0, name.Length, ParameterNames.KindsOf(name, vocabulary), description, values ?? NoValues);
    }

    private static void ReadValues(in SchemaMembers schema, string pointer, int depth, ref List<TextField>? values, Vocabulary vocabulary)
    {
        AddValue(schema.Const, pointer, "/const", ref values, vocabulary);
        if (schema.Enum.ValueKind == JsonValueKind.Array)
        {
            var i = 0;
            foreach (var value in schema.Enum.EnumerateArray())
            {
                AddValue(value, pointer, $"/enum/{i++}", ref values, vocabulary);
            }
        }

        ReadValues(schema.AnyOf, pointer, "anyOf", depth, ref values, vocabulary);
        ReadValues(schema.OneOf, pointer, "oneOf", depth, ref values, vocabulary);
    }

    private static void ReadValues(JsonElement union, string pointer, string kind, int depth, ref List<TextField>? values, Vocabulary vocabulary)
    {
        if (depth >= MaxUnions || union.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var i = 0;
        foreach (var member in union.EnumerateArray())
        {
            ReadValues(SchemaMembers.Of(member), $"{pointer}/{kind}/{i++}", depth + 1, ref values, vocabulary);
        }
    }

    private static void AddValue(JsonElement value, string parent, string last, ref List<TextField>? values, Vocabulary vocabulary)
    {
        if ((values?.Count ?? 0) < MaxValues && value.TextOrNull() is { Length: > 0 } text)
        {
            (values ??= []).Add(TextField.Of(parent, last, text, vocabulary));
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
