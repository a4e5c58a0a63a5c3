using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Schemas;

/// <summary>Values as JSON, the way that <c>encoding/json</c> and the SDKs write them. What is not constant is left out and makes the result partial.</summary>
internal sealed class GoJson(GoRuntime runtime)
{
    private const int Deepest = 60;
    private const int Most = 50_000;
    private const int LongestText = 1_000_000;
    private int _nodes;

    /// <summary>Writes characters as they are, as Go does but for a few that JSON pages need.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True where something was left out.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>A text as JSON; null where it is none.</summary>
    public static JsonNode? ParseOrNull(string text)
    {
        try
        {
            return text.Length > LongestText ? null : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value as JSON; null where it is nothing, or not known.</summary>
    public JsonNode? Write(Value value, int depth = 0)
    {
        if (depth > Deepest || ++_nodes > Most)
        {
            IsPartial = true;
            return null;
        }

        IsPartial |= value is ChoiceValue { Options: [{ Condition: not null }, ..] } || value.Partial;
        switch (value.Primary)
        {
            case ConstantValue { Content: string text }:
                return JsonValue.Create(text);
            case ConstantValue { Content: double number }:
                return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : double.IsFinite(number) ? JsonValue.Create(number) : null;
            case ConstantValue { Content: bool truth }:
                return JsonValue.Create(truth);
            case ConstantValue:
                return null;
            case ListValue list:
                // What is there only under a condition is not there at a plain start.
                IsPartial |= list.IsOpen || list.Items.Exists(static i => i.Value.Primary is UnknownValue || i.Condition is not null);
                return new JsonArray([.. list.Items.Where(static i => i.Value.Primary is not UnknownValue && i.Condition is null).Select(i => Write(i.Value, depth + 1))]);
            case RecordValue record:
                return Write(record, depth);
            default:
                IsPartial = true;
                return null;
        }
    }

    private JsonObject Write(RecordValue record, int depth)
    {
        IsPartial |= record.IsOpen || record.Keys.Any(key => IsConditional(record, key));
        var json = new JsonObject();
        switch (record.Tag)
        {
            case GoType { Kind: TypeKind.Foreign, Module: { } module, Name: var name } when name != "OrderedMap" && (GoSdk.IsSdk(module) || GoSdk.IsSchema(module)):
                Definition(record, json, depth);
                break;
            case GoType { Kind: not (TypeKind.Foreign or TypeKind.Unknown) } type when runtime.Types.Underlying(type).Kind == TypeKind.Structure:
                Structure(record, type, json, depth);
                break;
            default:
                foreach (var key in record.Keys.Where(key => !IsConditional(record, key)))
                {
                    Member(json, key, record.FindOrNull(key)!, depth);
                }

                break;
        }

        return json;
    }

    private static bool IsConditional(RecordValue record, string key) => record.TryGet(key, out var slot) && slot.Condition is not null && slot.Value is not ChoiceValue;

    private void Member(JsonObject json, string key, Value value, int depth)
    {
        if (value.Primary is UnknownValue or FunctionValue or NativeValue)
        {
            IsPartial |= value.Primary is UnknownValue;
            return;
        }

        json[key] = Write(value, depth + 1);
    }

    /// <summary>Structures of the SDKs and of the libraries of schemas: the field's name with a small letter, nothing for what was not set.</summary>
    private void Definition(RecordValue record, JsonObject json, int depth)
    {
        foreach (var key in record.Keys)
        {
            var value = record.FindOrNull(key)!;
            if (value.IsNothing || value.Primary is ListValue { Items.Count: 0, IsOpen: false } or ConstantValue { Content: "" })
            {
                continue;
            }

            switch (key)
            {
                case "Extra" or "Extras" when value.Primary is RecordValue extra:
                    foreach (var own in extra.Keys)
                    {
                        Member(json, own, extra.FindOrNull(own)!, depth);
                    }

                    break;
                case "Default" or "Const" when value.Primary is ConstantValue { Text: { } text } && ParseOrNull(text) is { } parsed && key == "Default":
                    json["default"] = parsed;
                    break;
                case "PropertyOrder":
                    break;
                default:
                    Member(json, NameOf(key), value, depth);
                    break;
            }
        }

        if (json["additionalProperties"] is JsonObject { Count: 1 } only && only["not"] is JsonObject { Count: 0 })
        {
            json["additionalProperties"] = false;
        }
    }

    private static string NameOf(string field) =>
        field switch
        {
            "ID" => "$id",
            "Schema" or "Version" => "$schema",
            "Ref" => "$ref",
            "Defs" or "Definitions" => "$defs",
            "Comment" or "Comments" => "$comment",
            "Anchor" => "$anchor",
            "Types" => "type",
            _ => char.ToLowerInvariant(field[0]) + field[1..],
        };

    private void Structure(RecordValue record, GoType type, JsonObject json, int depth)
    {
        foreach (var field in runtime.Types.Fields(type))
        {
            var inner = runtime.Types.FieldType(type, field);
            if (StructTag.Json(field) is not { } name || (field.IsEmbedded && !name.HasName))
            {
                if (field.IsEmbedded && StructTag.FindOrNull(field.Tag, "json") != "-" && record.FindOrNull(field.Name)?.Primary is RecordValue embedded && Write(embedded, depth + 1) is { } parts)
                {
                    foreach (var (key, value) in parts)
                    {
                        json[key] = value?.DeepClone();
                    }
                }

                continue;
            }

            var member = record.FindOrNull(field.Name) ?? (record.IsOpen ? UnknownValue.Plain : runtime.Types.Zero(inner));
            var isEmpty = member.Primary is ConstantValue { Truth: false } or ListValue { Items.Count: 0 } || (member.Primary is RecordValue { Keys.Count: 0 } && runtime.Types.Underlying(inner).Kind == TypeKind.Map);
            if (isEmpty && member is not PointerValue && name.Options.Any(static o => o is "omitempty" or "omitzero"))
            {
                continue;
            }

            Member(json, name.Name, member, depth);
        }
    }
}
