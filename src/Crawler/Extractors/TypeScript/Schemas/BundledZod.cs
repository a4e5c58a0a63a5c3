using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>
/// zod inside a bundle, also a minified one: its schemas are made by <c>new</c> with a definition record, whose members keep their names. The record is read instead of the library's own
/// code, which would cost thousands of steps for each schema.
/// </summary>
internal sealed class BundledZod(ZodLibrary zod)
{
    private const int MostOfDefinition = 24;

    /// <summary>The schema that a <c>new</c> of zod 3 or 4 makes; null for every other call.</summary>
    public SchemaValue? MakeOrNull(Machine machine, Value callee, CallSite call)
    {
        if (!call.IsNew || call[0] is not RecordValue definition || definition.Keys.Count > MostOfDefinition)
        {
            return null;
        }

        return callee switch
        {
            ClassValue type when Text(definition, "typeName") is { } name && IsZod3(type) => Described(Third(machine, name, definition), definition),
            FunctionValue function when Text(definition, "type") is { } name && function.Members.TryGet("init", out _) => Fourth(machine, name, definition),
            _ => null,
        };
    }

    private static bool IsZod3(ClassValue type) =>
        type.Chain().Any(static c => c.Methods.ContainsKey("_parse")) && type.Chain().Any(static c => c.Methods.ContainsKey("safeParse") && c.Methods.ContainsKey("describe"));

    private static string? Text(RecordValue definition, string name) => (definition.FindOrNull(name)?.Primary as ConstantValue)?.Text;

    private static SchemaValue? Described(SchemaValue? schema, RecordValue definition) =>
        schema is not null && Text(definition, "description") is { } words ? schema.With(o => o["description"] = words) : schema;

    private SchemaValue? Third(Machine machine, string name, RecordValue definition)
    {
        Value Get(string member) => machine.GetMember(definition, member);
        return name switch
        {
            "ZodString" => Make(machine, "string"),
            "ZodNumber" => Make(machine, "number"),
            "ZodBigInt" => Make(machine, "bigint"),
            "ZodBoolean" => Make(machine, "boolean"),
            "ZodDate" => Make(machine, "date"),
            "ZodAny" => Make(machine, "any"),
            "ZodUnknown" => Make(machine, "unknown"),
            "ZodNull" => Make(machine, "null"),
            "ZodUndefined" or "ZodVoid" => Make(machine, "undefined"),
            "ZodNever" => Make(machine, "never"),
            "ZodObject" => Closed(Make(machine, "object", machine.Call(Get("shape"))), Text(definition, "unknownKeys")),
            "ZodArray" => Make(machine, "array", Get("type")),
            "ZodSet" => Make(machine, "set", Get("valueType")),
            "ZodTuple" => Make(machine, "tuple", Get("items")),
            "ZodRecord" => Make(machine, "record", Get("keyType"), Get("valueType")),
            "ZodMap" => Make(machine, "map"),
            "ZodUnion" or "ZodDiscriminatedUnion" => Make(machine, "union", Get("options")),
            "ZodIntersection" => Make(machine, "intersection", Get("left"), Get("right")),
            "ZodEnum" or "ZodNativeEnum" => Make(machine, "enum", Get("values")),
            "ZodLiteral" => Make(machine, "literal", Get("value")),
            "ZodOptional" => Make(machine, "optional", Get("innerType")),
            "ZodNullable" => Make(machine, "nullable", Get("innerType")),
            "ZodDefault" => Make(machine, "_default", Get("innerType"), machine.Call(Get("defaultValue"))),
            "ZodCatch" => Make(machine, "optional", Get("innerType")),
            "ZodReadonly" => Make(machine, "readonly", Get("innerType")),
            "ZodPromise" or "ZodBranded" => Make(machine, "readonly", Get("type")),
            "ZodEffects" => Make(machine, "readonly", Get("schema")),
            "ZodPipeline" => Make(machine, "readonly", Get("in")),
            "ZodLazy" => Make(machine, "lazy", Get("getter")),
            _ => null,
        };
    }

    private SchemaValue? Fourth(Machine machine, string name, RecordValue definition)
    {
        Value Get(string member) => machine.GetMember(definition, member);
        return name switch
        {
            "string" => Make(machine, "string") is { } text && Text(definition, "format") is { } format ? ZodMethods.Format(text, format) : Make(machine, "string"),
            "number" => Make(machine, Text(definition, "format") is "safeint" or "int32" or "uint32" ? "int" : "number"),
            "boolean" or "bigint" or "date" or "any" or "unknown" or "never" or "null" or "undefined" or "void" or "nan" or "symbol" or "map" => Make(machine, name),
            "object" => Closed(Make(machine, "object", Get("shape")), Get("catchall").Primary is SchemaValue rest ? rest.Own["not"] is not null ? "strict" : "passthrough" : null),
            "array" => Make(machine, "array", Get("element")),
            "set" => Make(machine, "set", Get("valueType")),
            "tuple" => Make(machine, "tuple", Get("items")),
            "record" => Make(machine, "record", Get("keyType"), Get("valueType")),
            "union" => Make(machine, "union", Get("options")),
            "intersection" => Make(machine, "intersection", Get("left"), Get("right")),
            "enum" => Make(machine, "enum", Get("entries")),
            "literal" => Make(machine, "literal", Get("values")),
            "optional" or "nullable" or "readonly" or "promise" => Make(machine, name, Get("innerType")),
            "default" or "prefault" => Make(machine, "_default", Get("innerType"), Get("defaultValue")),
            "catch" => Make(machine, "optional", Get("innerType")),
            "nonoptional" => Get("innerType").Primary is SchemaValue inner ? inner.With(static _ => { }, isOptional: false) : null,
            "pipe" => Make(machine, "readonly", Get("in").Primary is SchemaValue { Own.Count: > 0 } or SchemaValue { Shape: not null } ? Get("in") : Get("out")),
            "lazy" => Make(machine, "lazy", Get("getter")),
            "template_literal" => Make(machine, "string"),
            "transform" or "custom" or "file" => Make(machine, "any"),
            _ => null,
        };
    }

    private static SchemaValue? Closed(SchemaValue? schema, string? kind) => kind switch
    {
        "strict" => schema?.With(static o => o["additionalProperties"] = false),
        "passthrough" => schema?.With(static o => o["additionalProperties"] = new JsonObject()),
        _ => schema,
    };

    private SchemaValue? Make(Machine machine, string factory, params IReadOnlyList<Value> arguments) =>
        zod.FactoryOrNull(factory)?.Call(machine, new CallSite { Node = FactNode.Absent, File = "", This = ConstantValue.Undefined, Arguments = arguments }) as SchemaValue;
}
