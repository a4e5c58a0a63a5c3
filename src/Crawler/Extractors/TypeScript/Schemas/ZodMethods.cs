using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>The methods of zod's schemas.</summary>
internal static class ZodMethods
{
    /// <summary>A member of a schema.</summary>
    public static Value Member(Machine machine, SchemaValue schema, string name)
    {
        switch (name)
        {
            case "shape":
                return schema.Shape is { } shape ? shape : UnknownValue.Plain;
            case "element" or "innerType":
                return schema.Inner is { } inner ? inner : UnknownValue.Plain;
            case "options":
                return schema.Own["enum"] is JsonArray values ? ValueJson.Read(values) : UnknownValue.Plain;
            case "enum" or "Enum" or "Values" or "enums":
                return EnumRecord(schema);
            case "description":
                return schema.Own["description"] is JsonValue text ? ValueJson.Read(text) : ConstantValue.Undefined;
            case "value":
                return schema.Own["const"] is JsonValue constant ? ValueJson.Read(constant) : UnknownValue.Plain;
            case "_def" or "def" or "_zod" or "_type" or "_input" or "_output" or "~standard":
                return UnknownValue.Plain;
            default:
                return new NativeValue(name, (m, call) => Call(m, schema, name, call));
        }
    }

    private static Value EnumRecord(SchemaValue schema)
    {
        var record = new RecordValue();
        foreach (var item in schema.Own["enum"] as JsonArray ?? [])
        {
            if (item is JsonValue value && value.TryGetValue(out string? text))
            {
                record.Set(text, ConstantValue.Of(text));
            }
        }

        return record;
    }

    private static Value Call(Machine machine, SchemaValue schema, string name, CallSite call)
    {
        switch (name)
        {
            case "describe":
                return call[0] is ConstantValue { Text: { } text } description
                    ? schema.With(o => o["description"] = text, isPartial: description.Partial)
                    : schema.With(static _ => { }, isPartial: true);
            case "meta" or "openapi" or "annotations":
                return Meta(machine, schema, call[0]);
            case "title":
                return call[0] is ConstantValue { Text: { } title } ? schema.With(o => o["title"] = title) : schema;
            case "optional" or "exactOptional":
                return schema.With(static _ => { }, isOptional: true);
            case "nullable":
                return Nullable(schema);
            case "nullish":
                return Nullable(schema).With(static _ => { }, isOptional: true);
            case "default" or "prefault":
                return Default(machine, schema, call[0]);
            case "catch":
                return schema.With(static _ => { }, isOptional: true);
            case "pipe" when call.Arguments.Count > 0 && call[0] is NativeValue or FunctionValue:
                return call.Arguments.Aggregate((Value)schema, (value, step) => machine.Call(step, value));
            case "nonoptional" or "unwrap" or "removeDefault" or "required" when schema.Shape is null:
                return schema.Inner is { } inner && schema.Own["items"] is not null && name == "unwrap" ? inner : schema.With(static _ => { }, isOptional: false);
            case "array":
                return ZodLibrary.Array(machine, schema);
            case "or":
                return Or(machine, schema, call[0]);
            case "and":
                return And(machine, schema, call[0]);
            case "keyof":
                return SchemaValue.OfType("string").With(o => o["enum"] = new JsonArray([.. (schema.Shape?.Keys ?? []).Select(static k => (JsonNode)k)]));
            case "pipe":
                return schema.Own.Count == 0 && schema.Shape is null && call[0] is SchemaValue after ? after : schema;
            case "transform" when call[0] is FunctionValue change:
                return schema.WithStep(change, isBefore: false);
            case "parse" or "parseAsync" or "decode":
                return SchemaParsing.Parse(machine, schema, call[0]);
            case "safeParse" or "safeParseAsync" or "spa" or "safeDecode":
                return SchemaParsing.Outcome(machine, schema, call[0]);
            case "isOptional" or "isNullable" or "encode":
                return UnknownValue.Plain;
            case "toJSONSchema" or "toJsonSchema":
                return ValueJson.Read(new SchemaJson(machine).Write(schema));
            default:
                return schema.Shape is not null && ObjectMethod(machine, schema, name, call) is { } changed ? changed : Check(schema, name, call);
        }
    }

    private static SchemaValue Meta(Machine machine, SchemaValue schema, Value value)
    {
        if (value is not RecordValue record)
        {
            return schema;
        }

        return schema.With(own =>
        {
            foreach (var key in new[] { "title", "description", "examples" })
            {
                if (record.FindOrNull(key) is { } member && new ValueJson(machine).Write(member) is { } json)
                {
                    own[key] = json;
                }
            }
        });
    }

    public static SchemaValue Default(Machine machine, SchemaValue schema, Value value)
    {
        var writer = new ValueJson(machine);
        var constant = value is FunctionValue ? machine.Call(value) : value;
        var json = constant is UnknownValue ? null : writer.Write(constant);
        return schema.With(o => _ = json is null ? null : o["default"] = json, isOptional: true, isPartial: json is null && constant is not ConstantValue);
    }

    public static SchemaValue Nullable(SchemaValue schema)
    {
        if (schema.Shape is null && schema.Own["type"] is JsonValue single && single.TryGetValue(out string? type) && schema.Own["enum"] is null && schema.Own["const"] is null)
        {
            return schema.With(o => o["type"] = new JsonArray(type, "null"));
        }

        return schema.Shape is not null
            ? schema.With(static o => o["type"] = new JsonArray("object", "null"))
            : schema.With(o =>
            {
                var description = o["description"]?.DeepClone();
                o.Remove("description");
                var inner = (JsonObject)o.DeepClone();
                o.Clear();
                o["anyOf"] = new JsonArray(inner, new JsonObject { ["type"] = "null" });
                if (description is not null)
                {
                    o["description"] = description;
                }
            });
    }

    private static SchemaValue Or(Machine machine, SchemaValue schema, Value other)
    {
        var writer = new SchemaJson(machine);
        var second = other.Primary as SchemaValue;
        var parts = new JsonArray(writer.Write(schema), second is null ? new JsonObject() : writer.Write(second));
        return new SchemaValue { Own = new JsonObject { ["anyOf"] = parts }, Partial = second is null || writer.IsPartial };
    }

    public static SchemaValue And(Machine machine, Value first, Value second)
    {
        if (first.Primary is SchemaValue { Shape: not null } a && second.Primary is SchemaValue { Shape: not null } b)
        {
            return a.WithShape(Merge(machine, a.Shape, b.Shape));
        }

        var writer = new SchemaJson(machine);
        var parts = new[] { first, second }.Select(v => v.Primary is SchemaValue s ? (JsonNode)writer.Write(s) : new JsonObject()).ToArray();
        return new SchemaValue { Own = new JsonObject { ["allOf"] = new JsonArray(parts) }, Partial = writer.IsPartial };
    }

    private static RecordValue Merge(Machine machine, RecordValue first, RecordValue second)
    {
        var shape = new RecordValue { Depth = machine.Depth };
        machine.Spread(shape, first);
        machine.Spread(shape, second);
        return shape;
    }

    private static SchemaValue? ObjectMethod(Machine machine, SchemaValue schema, string name, CallSite call)
    {
        var shape = schema.Shape!;
        switch (name)
        {
            case "extend" or "safeExtend" or "augment" or "setKey":
                return call[0] switch
                {
                    RecordValue more => schema.WithShape(Merge(machine, shape, more)),
                    SchemaValue { Shape: not null } other => schema.WithShape(Merge(machine, shape, other.Shape)),
                    _ => schema.With(static _ => { }, isPartial: true),
                };
            case "merge":
                return call[0] is SchemaValue { Shape: not null } merged ? schema.WithShape(Merge(machine, shape, merged.Shape)) : schema.With(static _ => { }, isPartial: true);
            case "pick" or "omit":
                return call[0] is RecordValue names ? schema.WithShape(Select(machine, shape, names, isPick: name == "pick")) : schema.With(static _ => { }, isPartial: true);
            case "partial" or "deepPartial":
                return schema.WithShape(Each(machine, shape, call[0] as RecordValue, static s => s.With(static _ => { }, isOptional: true)));
            case "required":
                return schema.WithShape(Each(machine, shape, call[0] as RecordValue, static s => s.With(static _ => { }, isOptional: false)));
            case "strict":
                return schema.With(static o => o["additionalProperties"] = false);
            case "passthrough" or "loose" or "nonstrict":
                return schema.With(static o => o["additionalProperties"] = new JsonObject());
            case "strip":
                return schema.With(static o => o.Remove("additionalProperties"));
            case "catchall":
                var rest = call[0] as SchemaValue;
                return schema.With(o => o["additionalProperties"] = rest is null ? new JsonObject() : new SchemaJson(machine).Write(rest));
            default:
                return null;
        }
    }

    private static RecordValue Select(Machine machine, RecordValue shape, RecordValue names, bool isPick)
    {
        var selected = new RecordValue { Depth = machine.Depth, IsOpen = shape.IsOpen };
        foreach (var key in shape.Keys.Where(k => names.TryGet(k, out _) == isPick))
        {
            selected.Set(key, machine.GetMember(shape, key));
        }

        return selected;
    }

    private static RecordValue Each(Machine machine, RecordValue shape, RecordValue? only, Func<SchemaValue, SchemaValue> change)
    {
        var changed = new RecordValue { Depth = machine.Depth, IsOpen = shape.IsOpen };
        foreach (var key in shape.Keys)
        {
            var member = machine.GetMember(shape, key);
            changed.Set(key, member.Primary is SchemaValue schema && (only is null || only.TryGet(key, out _)) ? change(schema) : member);
        }

        return changed;
    }

    /// <summary>Checks that say something in JSON Schema; all others leave the schema as it is.</summary>
    private static SchemaValue Check(SchemaValue schema, string name, CallSite call)
    {
        var number = call[0] is ConstantValue { Content: double n } ? JsonNumber(n) : null;
        var type = schema.Own["type"] is JsonValue single && single.TryGetValue(out string? t) ? t : schema.Own["type"] is JsonArray several ? several[0]?.GetValue<string>() : null;
        return (name, type) switch
        {
            ("min" or "nonempty", "string") => Bound(schema, "minLength", number ?? 1),
            ("max", "string") => Bound(schema, "maxLength", number),
            ("min" or "nonempty", "array") => Bound(schema, "minItems", number ?? 1),
            ("max", "array") => Bound(schema, "maxItems", number),
            ("length", "string") => Bound(Bound(schema, "minLength", number), "maxLength", number),
            ("length", "array") => Bound(Bound(schema, "minItems", number), "maxItems", number),
            ("min" or "gte" or "minimum", _) => Bound(schema, "minimum", number),
            ("max" or "lte" or "maximum", _) => Bound(schema, "maximum", number),
            ("gt", _) => Bound(schema, "exclusiveMinimum", number),
            ("lt", _) => Bound(schema, "exclusiveMaximum", number),
            ("positive", _) => Bound(schema, "exclusiveMinimum", 0),
            ("negative", _) => Bound(schema, "exclusiveMaximum", 0),
            ("nonnegative", _) => Bound(schema, "minimum", 0),
            ("nonpositive", _) => Bound(schema, "maximum", 0),
            ("multipleOf" or "step", _) => Bound(schema, "multipleOf", number),
            ("int" or "safe", "number" or "integer") => schema.With(static o => o["type"] = o["type"] is JsonArray ? new JsonArray("integer", "null") : "integer"),
            (_, "string") => Format(schema, name),
            _ => schema,
        };
    }

    public static SchemaValue Format(SchemaValue schema, string name) =>
        name switch
        {
            "email" => Set(schema, "email"),
            "url" or "httpUrl" => Set(schema, "uri"),
            "uuid" or "guid" => Set(schema, "uuid"),
            "datetime" => Set(schema, "date-time"),
            "date" => Set(schema, "date"),
            "time" => Set(schema, "time"),
            "duration" => Set(schema, "duration"),
            "ip" or "ipv4" => Set(schema, "ipv4"),
            "ipv6" => Set(schema, "ipv6"),
            _ => schema,
        };

    private static SchemaValue Set(SchemaValue schema, string format) => schema.With(o => o["format"] = format);

    private static SchemaValue Bound(SchemaValue schema, string keyword, JsonNode? value) => value is null ? schema : schema.With(o => o[keyword] = value.DeepClone());

    private static JsonNode? JsonNumber(double number) => ZodLibrary.Constant(ConstantValue.Of(number));
}
