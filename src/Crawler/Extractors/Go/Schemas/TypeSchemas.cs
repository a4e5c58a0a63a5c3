using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Schemas;

/// <summary>Types as JSON Schema, by the rules of the library that does it when the program runs.</summary>
internal sealed class TypeSchemas(GoRuntime runtime, SchemaStyle style)
{
    private const int Deepest = 16;
    private const int Most = 5_000;
    private readonly Stack<object> _open = [];
    private readonly FieldTags _tags = new(style);
    private int _made;

    /// <summary>True where a part is not known: a type of a dependency, or one that holds itself.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The schema of a tool's arguments; null where the type is no structure and no map of the source.</summary>
    public JsonObject? ArgumentsOrNull(GoType type)
    {
        var target = runtime.Types.Pointee(type);
        var kind = runtime.Types.Underlying(target);
        if (kind.Kind is TypeKind.Structure or TypeKind.Map)
        {
            return Of(target, 0);
        }

        return kind is { Kind: TypeKind.Basic, Name: "any" } or { Kind: TypeKind.Interface } ? new JsonObject { ["type"] = "object" } : null;
    }

    /// <summary>The schema of a type.</summary>
    public JsonObject Of(GoType type, int depth)
    {
        if (depth > Deepest || ++_made > Most)
        {
            IsPartial = true;
            return [];
        }

        if (type.Kind == TypeKind.Named && type.Node is { } declaration)
        {
            if (_open.Contains(declaration))
            {
                IsPartial = true;
                return [];
            }

            if (type.Methods.ContainsKey("MarshalText") || type.Methods.ContainsKey("MarshalJSON"))
            {
                return type.Methods.ContainsKey("MarshalText") ? new JsonObject { ["type"] = "string" } : [];
            }

            _open.Push(declaration);
            var named = OfUnderlying(runtime.Types.Underlying(type), type, depth);
            _open.Pop();
            return named;
        }

        return OfUnderlying(type, type, depth);
    }

    private JsonObject OfUnderlying(GoType inner, GoType type, int depth)
    {
        switch (inner.Kind)
        {
            case TypeKind.Basic:
                return Basic(inner.Name);
            case TypeKind.Pointer:
                var pointed = Of(inner.Element ?? GoType.Unknown, depth + 1);
                return style == SchemaStyle.Google ? OrNull(pointed) : pointed;
            case TypeKind.Slice or TypeKind.Array when style != SchemaStyle.Google && runtime.Types.Element(inner) is { Kind: TypeKind.Basic, Name: "byte" or "uint8" }:
                return new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };
            case TypeKind.Slice or TypeKind.Array:
                var list = new JsonObject { ["type"] = "array", ["items"] = Of(runtime.Types.Element(inner), depth + 1) };
                return style == SchemaStyle.Google && inner.Kind == TypeKind.Slice ? OrNull(list) : list;
            case TypeKind.Map:
                var map = new JsonObject { ["type"] = "object" };
                if (Of(runtime.Types.Element(inner), depth + 1) is { Count: > 0 } values)
                {
                    map["additionalProperties"] = values;
                }

                return map;
            case TypeKind.Structure:
                return Structure(type, depth);
            case TypeKind.Foreign:
                return Foreign(inner);
            case TypeKind.Interface:
                return [];
            default:
                IsPartial = true;
                return [];
        }
    }

    private static JsonObject Basic(string name) =>
        name switch
        {
            "string" => new JsonObject { ["type"] = "string" },
            "bool" => new JsonObject { ["type"] = "boolean" },
            "float32" or "float64" => new JsonObject { ["type"] = "number" },
            "any" or "error" => [],
            _ when name.StartsWith('u') || name == "byte" => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            _ => new JsonObject { ["type"] = "integer" },
        };

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray("null", type.GetValue<string>());
        }

        return schema;
    }

    private JsonObject Foreign(GoType type)
    {
        switch (type.Module, type.Name)
        {
            case ("time", "Time"):
                return style == SchemaStyle.Google ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["format"] = "date-time" };
            case ("time", "Duration" or "Month" or "Weekday"):
                return new JsonObject { ["type"] = "integer" };
            case ("encoding/json", "RawMessage"):
                return [];
            case ("encoding/json", "Number"):
                return new JsonObject { ["type"] = "number" };
            case ("net/url", "URL") or ("net", "IP") or ("log/slog", "Level") or ("math/big", "Int" or "Float" or "Rat") or (_, "UUID"):
                return new JsonObject { ["type"] = "string" };
            default:
                IsPartial = true;
                return [];
        }
    }

    private JsonObject Structure(GoType type, int depth)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        Add(type, properties, required, depth);
        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            json["required"] = required;
        }

        if (style != SchemaStyle.TagEach)
        {
            json["additionalProperties"] = false;
        }

        return json;
    }

    private void Add(GoType type, JsonObject properties, JsonArray required, int depth)
    {
        foreach (var field in runtime.Types.Fields(type))
        {
            var inner = runtime.Types.FieldType(type, field);
            if (field.IsEmbedded && StructTag.FindOrNull(field.Tag, "json")?.Split(',')[0] is null or "")
            {
                AddEmbedded(runtime.Types.Pointee(inner), properties, required, depth);
                continue;
            }

            if (StructTag.Json(field) is not { } name || properties.ContainsKey(name.Name) || runtime.Types.Underlying(inner).Kind is TypeKind.Function or TypeKind.Channel)
            {
                continue;
            }

            var schema = Of(inner, depth + 1);
            var isOptional = name.Options.Any(static o => o is "omitempty" or "omitzero");
            if (_tags.Apply(field.Tag, schema, isOptional))
            {
                required.Add((JsonNode)name.Name);
            }

            properties[name.Name] = schema;
            ExtractionTrace.Current?.Made(name.Name, type.Scope?.Module.Path ?? "", field.Type.Line, $"the field `{field.Name}` of `{type.Name}`");
        }
    }

    /// <summary>The fields of an embedded structure are the outer one's.</summary>
    private void AddEmbedded(GoType type, JsonObject properties, JsonArray required, int depth)
    {
        if (runtime.Types.Underlying(type).Kind == TypeKind.Structure && depth < Deepest)
        {
            Add(type, properties, required, depth + 1);
        }
        else
        {
            IsPartial |= type.Kind is TypeKind.Foreign or TypeKind.Unknown;
        }
    }
}
