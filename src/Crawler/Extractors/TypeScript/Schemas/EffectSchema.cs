using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>The schemas of effect: members of <c>Schema</c> that are schemas already, functions that put them together, and <c>annotations</c> that say what they mean.</summary>
internal static class EffectSchema
{
    private static readonly string[] Filters = ["int", "positive", "nonNegative", "between", "minLength", "maxLength", "nonEmptyString", "greaterThan", "greaterThanOrEqualTo", "lessThan", "lessThanOrEqualTo", "pattern", "trimmed"];

    public static bool IsIts(UnknownValue value) =>
        value.Module is "effect" or "@effect/schema" or "effect/Schema" or "@effect/schema/Schema" && (value.Path.StartsWith("Schema.", StringComparison.Ordinal) || value.Module.EndsWith("/Schema", StringComparison.Ordinal));

    /// <summary>A schema that is a member, <c>Schema.String</c>; null for other members.</summary>
    public static SchemaValue? MemberOrNull(string name) => name switch
    {
        "String" or "NonEmptyString" or "Trim" or "NonEmptyTrimmedString" => SchemaValue.OfType("string"),
        "Number" or "NumberFromString" or "Positive" or "NonNegative" or "Finite" or "JsonNumber" => SchemaValue.OfType("number"),
        "Int" => SchemaValue.OfType("integer"),
        "Boolean" => SchemaValue.OfType("boolean"),
        "Null" => SchemaValue.OfType("null"),
        "Any" or "Unknown" => SchemaValue.OfType(null),
        "UUID" => ZodMethods.Format(SchemaValue.OfType("string"), "uuid"),
        "Date" or "DateFromString" or "DateTimeUtc" => ZodMethods.Format(SchemaValue.OfType("string"), "datetime"),
        _ => null,
    };

    /// <summary>The schema that a function of the module makes; null for functions that are not modelled.</summary>
    public static SchemaValue? MakeOrNull(Machine machine, string name, CallSite call)
    {
        var inner = call[0] as SchemaValue;
        switch (name)
        {
            case "Struct" or "TaggedStruct":
                return call[name == "Struct" ? 0 : 1] is RecordValue shape ? new SchemaValue { Own = [], Shape = shape } : null;
            case "Array" or "NonEmptyArray" or "ReadonlyArray" when inner is not null:
                return ZodLibrary.Array(machine, inner);
            case "optional" or "optionalWith" or "UndefinedOr" when inner is not null:
                return call[1] is RecordValue options && options.FindOrNull("default") is { } usual ? ZodMethods.Default(machine, inner, usual) : inner.With(static _ => { }, isOptional: true);
            case "NullOr" or "NullishOr" when inner is not null:
                return ZodMethods.Nullable(inner).With(static _ => { }, isOptional: name == "NullishOr" ? true : null);
            case "Literal" when call.Arguments.All(static a => a.Primary is ConstantValue):
                return Literal([.. call.Arguments.Select(static a => (ConstantValue)a.Primary)]);
            case "Union":
                return Union(machine, call);
            case "Record":
                return SchemaValue.OfType("object").With(static o => o["additionalProperties"] = new JsonObject());
            case "partial" or "mutable" or "Trimmed" when inner is not null:
                return name == "partial" && ZodMethods.Member(machine, inner, "partial") is NativeValue method ? method.Call(machine, new CallSite { Node = call.Node, File = call.File, This = inner, Arguments = [] }) as SchemaValue : inner;
            default:
                return null;
        }
    }

    /// <summary>What a function that is handed to <c>pipe</c> makes of a schema: filters and annotations are functions of it.</summary>
    public static Value? StepOrNull(string name, CallSite call) =>
        name is "annotations" ? Native.Of(name, (m, at) => Annotated(m, at, call))
        : Filters.Contains(name, StringComparer.Ordinal) ? Native.Of(name, static (_, at) => at[0])
        : null;

    private static Value Annotated(Machine machine, CallSite at, CallSite annotations) =>
        at[0] is SchemaValue schema && ZodMethods.Member(machine, schema, "annotations") is NativeValue method ? method.Call(machine, annotations) : at[0];

    private static SchemaValue Literal(IReadOnlyList<ConstantValue> constants) =>
        SchemaValue.OfType(constants.All(static c => c.Text is not null) ? "string" : null).With(own =>
            _ = constants.Count == 1 ? own["const"] = ZodLibrary.Constant(constants[0]) : own["enum"] = new JsonArray([.. constants.Select(ZodLibrary.Constant)]));

    private static SchemaValue Union(Machine machine, CallSite call)
    {
        var writer = new SchemaJson(machine);
        var parts = call.Arguments.Select(a => a.Primary is SchemaValue s ? (JsonNode)writer.Write(s) : new JsonObject()).ToArray();
        return SchemaValue.OfType(null).With(o => o["anyOf"] = new JsonArray(parts), isPartial: writer.IsPartial);
    }
}
