using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>Schemas and raw shapes as JSON Schema 2020-12.</summary>
internal sealed class SchemaJson(Machine machine)
{
    private const int Deepest = 40;

    /// <summary>The most nodes of one schema: a source may use one part in the next twice, over and over.</summary>
    private const int MostNodes = 20_000;

    private int _depth;
    private int _nodes;

    public bool IsPartial { get; private set; }

    /// <summary>The arguments' schema of a tool, in whichever form the source gives it; null where it is not known.</summary>
    public JsonObject? Arguments(Value value)
    {
        if (value is ChoiceValue choice)
        {
            IsPartial = true;
            value = choice.Options.Select(static o => o.Value).FirstOrDefault(static v => v is SchemaValue or RecordValue) ?? choice.Primary;
        }

        switch (value)
        {
            case SchemaValue schema:
                return AsObject(Write(schema));
            case RecordValue record when IsShape(record):
                return Write(new SchemaValue { Own = new JsonObject { ["type"] = "object" }, Shape = record });
            case RecordValue record:
                return JsonSchema(record);
            case ConstantValue { IsNothing: true }:
                return new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
            default:
                IsPartial = true;
                return null;
        }
    }

    /// <summary>True for an object whose members are schemas of a library.</summary>
    public bool IsShape(RecordValue record) =>
        record.Keys.Any(k => machine.GetMember(record, k).Primary is SchemaValue) && record.FindOrNull("type") is not ConstantValue { Text: "object" };

    public JsonObject Write(SchemaValue schema)
    {
        IsPartial |= schema.Partial;
        if ((_nodes += schema.Weight) > MostNodes)
        {
            IsPartial = true;
            return [];
        }

        if (schema.Shape is null)
        {
            return (JsonObject)schema.Own.DeepClone();
        }

        var json = new JsonObject { ["type"] = "object" };
        if (++_depth > Deepest)
        {
            IsPartial = true;
            _depth--;
            return json;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var key in schema.Shape.Keys)
        {
            var member = machine.GetMember(schema.Shape, key);
            var (written, isOptional) = Member(member);
            properties[key] = written;
            if (!isOptional)
            {
                required.Add((JsonNode)key);
            }
        }

        IsPartial |= schema.Shape.IsOpen;
        json["properties"] = properties;
        if (required.Count > 0)
        {
            json["required"] = required;
        }

        foreach (var (key, value) in schema.Own)
        {
            json[key] = value?.DeepClone();
        }

        _depth--;
        return json;
    }

    private (JsonObject Schema, bool IsOptional) Member(Value value)
    {
        switch (value.Primary)
        {
            case SchemaValue schema:
                IsPartial |= value is ChoiceValue;
                return (Write(schema), schema.IsOptional);
            case RecordValue record when IsShape(record):
                return (Write(new SchemaValue { Own = [], Shape = record }), false);
            default:
                IsPartial = true;
                return ([], false);
        }
    }

    private JsonObject? JsonSchema(RecordValue record)
    {
        var writer = new ValueJson(machine, Special);
        var json = writer.Write(record) as JsonObject;
        IsPartial |= writer.IsPartial;
        return json is null ? null : AsObject(json);
    }

    private JsonObject? Special(Value value) => value.Primary is SchemaValue schema ? Write(schema) : null;

    /// <summary>A tool's arguments are an object; a schema that says nothing of its type is taken as one.</summary>
    private static JsonObject AsObject(JsonObject json)
    {
        if (!json.ContainsKey("type") && !json.ContainsKey("anyOf") && !json.ContainsKey("oneOf") && !json.ContainsKey("allOf") && !json.ContainsKey("$ref"))
        {
            json.Insert(0, "type", "object");
        }

        json.Remove("$schema");
        return json;
    }
}
