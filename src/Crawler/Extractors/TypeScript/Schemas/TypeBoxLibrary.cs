using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>TypeBox: schemas that are JSON Schema already, the options last.</summary>
internal static class TypeBoxLibrary
{
    public static bool IsIts(string module) => module is "@sinclair/typebox" or "typebox" or "@fastify/type-provider-typebox" or "elysia" or "@sinclair/typebox/type";

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
            "Enum" or "StringEnum" => Options(machine, Enumeration(machine, call[0]), call[1]),
            "Tuple" when machine.ItemsOrNull(call[0]) is { } parts => Options(machine, Tuple(machine, parts), call[1]),
            "Intersect" or "Composite" or "Evaluate" when machine.ItemsOrNull(call[0]) is { Count: > 0 } parts => parts.Skip(1).Aggregate(parts[0].Value.Primary as SchemaValue, (a, b) => a is null ? null : ZodMethods.And(machine, a, b.Value) as SchemaValue) is { } whole ? Options(machine, whole, call[1]) : null,
            "Pick" or "Omit" when call[0] is SchemaValue { Shape: not null } whole => Method(machine, whole, name.ToLowerInvariant(), Names(machine, call[1])),
            "Partial" or "Required" when call[0] is SchemaValue { Shape: not null } whole => Method(machine, whole, name.ToLowerInvariant(), null),
            "KeyOf" when call[0] is SchemaValue whole => Method(machine, whole, "keyof", null),
            "Unsafe" when call[0] is RecordValue => Options(machine, SchemaValue.OfType(null), call[0]),
            "TemplateLiteral" or "RegExp" => Options(machine, SchemaValue.OfType("string"), call[1]),
            "BigInt" or "Date" or "Never" or "Not" or "Uint8Array" => Options(machine, SchemaValue.OfType(null), call[0]),
            _ => null,
        };

    private static SchemaValue? Method(Machine machine, SchemaValue schema, string name, Value? argument) =>
        ZodMethods.Member(machine, schema, name) is NativeValue method
            ? method.Call(machine, new CallSite { Node = Parsing.Facts.FactNode.Absent, File = "", This = schema, Arguments = argument is null ? [] : [argument] }) as SchemaValue
            : null;

    /// <summary>The names in a list, or in a union of literals, as the object that picks them.</summary>
    private static RecordValue Names(Machine machine, Value names)
    {
        var record = new RecordValue();
        foreach (var item in machine.ItemsOrNull(names) ?? [])
        {
            record.Set(item.Value.Primary.ToString() ?? "", ConstantValue.True);
        }

        return record;
    }

    /// <summary>An enumeration of TypeScript by its values; a list of texts as it stands.</summary>
    private static SchemaValue Enumeration(Machine machine, Value values)
    {
        var constants = (values is RecordValue record ? record.Keys.Select(k => machine.GetMember(record, k).Primary) : (machine.ItemsOrNull(values) ?? []).Select(static i => i.Value.Primary)).OfType<ConstantValue>().ToList();
        return SchemaValue.OfType(constants.Count > 0 && constants.TrueForAll(static c => c.Text is not null) ? "string" : null)
            .With(o => o["enum"] = new JsonArray([.. constants.Select(ZodLibrary.Constant)]), isPartial: constants.Count == 0);
    }

    private static SchemaValue Tuple(Machine machine, IReadOnlyList<Slot> items)
    {
        var writer = new SchemaJson(machine);
        var parts = items.Select(o => o.Value.Primary is SchemaValue s ? (JsonNode)writer.Write(s) : new JsonObject()).ToArray();
        return SchemaValue.OfType("array").With(o => o["prefixItems"] = new JsonArray(parts), isPartial: writer.IsPartial);
    }

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
