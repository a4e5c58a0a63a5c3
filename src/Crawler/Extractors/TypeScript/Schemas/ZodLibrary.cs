using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>The functions of zod (3 and 4) that make schemas, as JSON Schema.</summary>
internal sealed class ZodLibrary(int version)
{
    private int _lazy;

    /// <summary>A function of the library; null where it is none that is modelled.</summary>
    public NativeValue? FactoryOrNull(string name) =>
        name is "string" or "number" or "int" or "int32" or "uint32" or "float32" or "float64" or "int64" or "uint64" or "boolean" or "stringbool" or "bigint" or "date" or "any" or "unknown" or "null" or "undefined" or "void"
            or "never" or "nan" or "symbol" or "literal" or "enum" or "nativeEnum" or "object" or "strictObject" or "looseObject" or "interface" or "array" or "tuple" or "record" or "partialRecord"
            or "looseRecord" or "map" or "set" or "union" or "xor" or "discriminatedUnion" or "intersection" or "optional" or "nullable" or "nullish" or "lazy" or "preprocess" or "pipe" or "custom" or "instanceof" or "promise"
            or "readonly" or "email" or "url" or "uuid" or "guid" or "cuid" or "cuid2" or "ulid" or "nanoid" or "ipv4" or "ipv6" or "cidrv4" or "cidrv6" or "base64" or "base64url" or "jwt" or "e164" or "datetime" or "time" or "duration" or "json" or "emoji" or "hostname" or "hex"
            or "_default" or "prefault" or "codec" or "templateLiteral" or "function" or "effect" or "transformer" or "httpUrl" or "keyof" or "strictInterface" or "looseInterface"
            ? new NativeValue(name, (machine, call) => Make(name, machine, call))
            : null;

    private Value Make(string name, Machine machine, CallSite call)
    {
        switch (name)
        {
            case "string" or "email" or "url" or "httpUrl" or "uuid" or "guid" or "cuid" or "cuid2" or "ulid" or "nanoid" or "ipv4" or "ipv6" or "cidrv4" or "cidrv6" or "base64" or "base64url" or "jwt" or "e164" or "datetime" or "time" or "duration"
                or "emoji" or "hostname" or "hex" or "templateLiteral":
                return Described(ZodMethods.Format(SchemaValue.OfType("string"), name), call);
            case "date":
                return Described(SchemaValue.OfType("string").With(static o => o["format"] = "date-time"), call);
            case "number" or "float32" or "float64" or "nan":
                return Described(SchemaValue.OfType("number"), call);
            case "int" or "int32" or "uint32" or "bigint" or "int64" or "uint64":
                return Described(SchemaValue.OfType("integer"), call);
            case "boolean":
                return Described(SchemaValue.OfType("boolean"), call);
            case "stringbool":
                return SchemaValue.OfType("string");
            case "null" or "undefined" or "void":
                return name == "null" ? SchemaValue.OfType("null") : SchemaValue.OfType(null).With(static o => o["not"] = new JsonObject(), isOptional: true);
            case "any" or "unknown":
                return Described(new SchemaValue { Own = [], IsOptional = version < 4 }, call);
            case "never":
                return SchemaValue.OfType(null).With(static o => o["not"] = new JsonObject());
            case "literal":
                return Literal(call[0]);
            case "enum" or "nativeEnum":
                return Enumeration(call[0], call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, machine);
            case "object" or "strictObject" or "looseObject" or "interface" or "strictInterface" or "looseInterface":
                return Object(name, call);
            case "array" or "set":
                return ArrayOf(machine, call[0]).With(o => _ = name == "set" ? o["uniqueItems"] = true : null);
            case "tuple":
                return Tuple(machine, call[0]);
            case "record" or "partialRecord" or "looseRecord":
                return RecordOf(machine, call);
            case "map":
                return SchemaValue.OfType("array");
            case "union" or "xor":
                return Union(machine, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
            case "discriminatedUnion":
                return Union(machine, call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
            case "intersection":
                return ZodMethods.And(machine, call[0], call[1]);
            case "optional" or "nullish":
                return Inner(call[0]) is { } inner ? name == "optional" ? inner.With(static _ => { }, isOptional: true) : ZodMethods.Nullable(inner).With(static _ => { }, isOptional: true) : Unknown();
            case "nullable":
                return Inner(call[0]) is { } other ? ZodMethods.Nullable(other) : Unknown();
            case "_default" or "prefault":
                return Inner(call[0]) is { } usual ? ZodMethods.Default(machine, usual, call[1]) : Unknown();
            case "readonly" or "promise" or "effect" or "transformer":
                return Inner(call[0]) is { } same ? same : Unknown();
            case "preprocess":
                return Inner(call[1]) is { } after ? call[0] is FunctionValue change ? after.WithStep(change, isBefore: true) : after : Unknown();
            case "pipe" or "codec":
                return Inner(call[0]) is { } first ? first : Unknown();
            case "lazy":
                return Lazy(machine, call[0]);
            default:
                return new SchemaValue { Own = [] };
        }
    }

    private static SchemaValue Unknown() => new() { Own = [], Partial = true };

    private static SchemaValue? Inner(Value value) => value.Primary as SchemaValue;

    /// <summary>Old zod takes the description among the options.</summary>
    private static SchemaValue Described(SchemaValue schema, CallSite call) =>
        call[0] is RecordValue options && options.FindOrNull("description") is ConstantValue { Text: { } text } ? schema.With(o => o["description"] = text) : schema;

    private static SchemaValue Literal(Value value)
    {
        var constants = value is ListValue list ? list.Items.Select(static i => i.Value.Primary).ToList() : [value];
        if (constants.Count == 0 || constants.Exists(static c => c is not ConstantValue))
        {
            return Unknown();
        }

        var nodes = constants.Select(static c => Constant((ConstantValue)c)).ToList();
        var type = Types(constants);
        return SchemaValue.OfType(null).With(own =>
        {
            if (type is not null)
            {
                own["type"] = type;
            }

            if (nodes.Count == 1)
            {
                own["const"] = nodes[0];
            }
            else
            {
                own["enum"] = new JsonArray([.. nodes]);
            }
        });
    }

    private static SchemaValue Enumeration(Value value, Value written, Machine machine)
    {
        var items = value is RecordValue record
            ? [.. EnumValues(record, machine)]
            : machine.ItemsOrNull(written)?.Select(static i => i.Value.Primary).ToList();
        if (items is null || items.Exists(static i => i is not ConstantValue))
        {
            return SchemaValue.OfType("string").With(static _ => { }, isPartial: true);
        }

        var type = Types(items);
        var isOpen = value is ListValue { IsOpen: true };
        return SchemaValue.OfType(type).With(o => o["enum"] = new JsonArray([.. items.Select(static i => Constant((ConstantValue)i))]), isPartial: isOpen);
    }

    private static IEnumerable<Value> EnumValues(RecordValue record, Machine machine) => record.Keys.Select(k => machine.GetMember(record, k).Primary);

    private static string? Types(List<Value> constants)
    {
        var types = constants.Select(static c => ((ConstantValue)c).Content switch { string => "string", double => "number", bool => "boolean", _ => "null" }).Distinct(StringComparer.Ordinal).ToList();
        return types.Count == 1 ? types[0] : null;
    }

    internal static JsonNode? Constant(ConstantValue constant) =>
        constant.Content switch
        {
            string text => JsonValue.Create(text),
            double number => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : double.IsFinite(number) ? JsonValue.Create(number) : null,
            bool truth => JsonValue.Create(truth),
            _ => null,
        };

    private static SchemaValue Object(string name, CallSite call)
    {
        var own = new JsonObject();
        if (name.StartsWith("strict", StringComparison.Ordinal))
        {
            own["additionalProperties"] = false;
        }

        if (call[1] is RecordValue options && options.FindOrNull("description") is ConstantValue { Text: { } text })
        {
            own["description"] = text;
        }

        return call[0] switch
        {
            RecordValue shape => new SchemaValue { Own = own, Shape = shape },
            ConstantValue { IsNothing: true } => new SchemaValue { Own = own, Shape = new RecordValue() },
            _ => new SchemaValue { Own = own, Shape = new RecordValue { IsOpen = true }, Partial = true },
        };
    }

    private static SchemaValue ArrayOf(Machine machine, Value items)
    {
        var inner = Inner(items);
        var writer = new SchemaJson(machine);
        var own = new JsonObject { ["type"] = "array" };
        if (inner is not null)
        {
            own["items"] = writer.Write(inner);
        }

        return new SchemaValue { Own = own, Inner = inner, Partial = inner is null || writer.IsPartial };
    }

    internal static SchemaValue Array(Machine machine, SchemaValue items) => ArrayOf(machine, items);

    private static SchemaValue Tuple(Machine machine, Value items)
    {
        if (items is not ListValue list)
        {
            return SchemaValue.OfType("array").With(static _ => { }, isPartial: true);
        }

        var writer = new SchemaJson(machine);
        var parts = list.Items.Select(i => Inner(i.Value) is { } s ? (JsonNode)writer.Write(s) : new JsonObject()).ToArray();
        return SchemaValue.OfType("array").With(
            o =>
            {
                o["prefixItems"] = new JsonArray(parts);
                o["minItems"] = parts.Length;
                o["maxItems"] = parts.Length;
            },
            isPartial: writer.IsPartial);
    }

    private static SchemaValue RecordOf(Machine machine, CallSite call)
    {
        var value = Inner(call.Arguments.Count > 1 ? call[1] : call[0]);
        var writer = new SchemaJson(machine);
        return SchemaValue.OfType("object").With(o => o["additionalProperties"] = value is null ? new JsonObject() : writer.Write(value), isPartial: writer.IsPartial);
    }

    private static SchemaValue Union(Machine machine, Value options)
    {
        if (machine.ItemsOrNull(options) is not { } items)
        {
            return Unknown();
        }

        var writer = new SchemaJson(machine);
        var schemas = items.Select(static i => Inner(i.Value)).ToList();
        var parts = schemas.Select(s => s is null ? new JsonObject() : writer.Write(s)).ToArray<JsonNode>();
        return SchemaValue.OfType(null).With(o => o["anyOf"] = new JsonArray(parts), isOptional: schemas.Exists(static s => s is { IsOptional: true }), isPartial: writer.IsPartial || schemas.Contains(null));
    }

    /// <summary>A schema may name itself: one level is written, the next is left open.</summary>
    private SchemaValue Lazy(Machine machine, Value function)
    {
        if (_lazy > 2)
        {
            return new SchemaValue { Own = [] };
        }

        _lazy++;
        var result = Inner(machine.Call(function)) ?? Unknown();
        _lazy--;
        return result;
    }
}
