using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>TypeBox: schemas that are JSON Schema already, the options last.</summary>
internal static class TypeBoxLibrary
{
    public static bool IsIts(string module) => module is "@sinclair/typebox" or "typebox" or "@fastify/type-provider-typebox";

    public static SchemaValue? MakeOrNull(Machine machine, string name, CallSite call) =>
        name switch
        {
            "String" or "Number" or "Integer" or "Boolean" or "Null" => Options(machine, SchemaValue.OfType(name.ToLowerInvariant()), call[0]),
            "Any" or "Unknown" => Options(machine, SchemaValue.OfType(null), call[0]),
            "Object" when call[0] is RecordValue shape => Options(machine, new SchemaValue { Own = [], Shape = shape }, call[1]),
            "Optional" when call[0] is SchemaValue inner => inner.With(static _ => { }, isOptional: true),
            "Readonly" when call[0] is SchemaValue inner => inner,
            "Array" when call[0] is SchemaValue items => Options(machine, ZodLibrary.Array(machine, items), call[1]),
            "Literal" when call[0] is ConstantValue constant => Options(machine, SchemaValue.OfType(null).With(o => o["const"] = ZodLibrary.Constant(constant)), call[1]),
            "Union" when machine.ItemsOrNull(call[0]) is { } options => Options(machine, Union(machine, options), call[1]),
            "Record" when call[1] is SchemaValue value => Options(machine, SchemaValue.OfType("object").With(o => o["additionalProperties"] = new SchemaJson(machine).Write(value)), call[2]),
            "Partial" when call[0] is SchemaValue { Shape: not null } whole => ZodMethods.Member(machine, whole, "partial") is NativeValue partial ? partial.Call(machine, call) as SchemaValue : null,
            _ => null,
        };

    private static SchemaValue Union(Machine machine, IReadOnlyList<Slot> options)
    {
        var writer = new SchemaJson(machine);
        var parts = options.Select(o => o.Value.Primary is SchemaValue s ? (JsonNode)writer.Write(s) : new JsonObject()).ToArray();
        return SchemaValue.OfType(null).With(o => o["anyOf"] = new JsonArray(parts), isPartial: writer.IsPartial);
    }

    private static SchemaValue Options(Machine machine, SchemaValue schema, Value options)
    {
        if (options is not RecordValue || new ValueJson(machine).Write(options) is not JsonObject json)
        {
            return schema;
        }

        return schema.With(own =>
        {
            foreach (var (key, value) in json)
            {
                own[key] = value?.DeepClone();
            }
        });
    }
}
