using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Runtime;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>
/// What a schema makes of a value, for settings that go through one before they decide which tools there are: what is missing gets its default, and the functions of the source are applied.
/// Nothing is refused; a value that is not known at all stays so.
/// </summary>
internal static class SchemaParsing
{
    private const int Deepest = 12;

    /// <summary>What <c>safeParse</c> gives: an outcome with the value.</summary>
    public static RecordValue Outcome(Machine machine, SchemaValue schema, Value value)
    {
        var record = new RecordValue { Depth = machine.Depth };
        var parsed = Parse(machine, schema, value);
        record.Set("success", parsed is UnknownValue ? parsed : ConstantValue.True);
        record.Set("data", parsed);
        return record;
    }

    /// <summary>The value that the schema gives for another.</summary>
    public static Value Parse(Machine machine, SchemaValue schema, Value value, int depth = 0)
    {
        if (depth > Deepest || value is UnknownValue { Module: null, Taint: null })
        {
            return UnknownValue.Plain;
        }

        foreach (var step in schema.Before)
        {
            value = machine.Call(step, value);
        }

        var parsed = value.Primary is ConstantValue { IsUndefined: true } ? OfNothing(machine, schema, value) : OfSomething(machine, schema, value, depth);
        foreach (var step in schema.After)
        {
            parsed = machine.Call(step, parsed);
        }

        return parsed;
    }

    private static Value OfNothing(Machine machine, SchemaValue schema, Value missing) =>
        schema.Own["default"] is { } usual ? Machine.Taint(Parsed(machine, schema, ValueJson.Read(usual)), missing.Taint)
        : schema.IsOptional ? missing
        : schema.Shape is not null && missing.Taint is not null ? UnknownValue.Tainted(missing.Taint)
        : missing;

    private static Value Parsed(Machine machine, SchemaValue schema, Value usual) => schema.Shape is not null ? OfSomething(machine, schema, usual, 0) : usual;

    private static Value OfSomething(Machine machine, SchemaValue schema, Value value, int depth)
    {
        if (schema.Inner is { } items && schema.Own["type"]?.ToString() == "array" && value.Primary is ListValue list)
        {
            return new ListValue { Items = [.. list.Items.Select(i => i with { Value = Parse(machine, items, i.Value, depth + 1) })], IsOpen = list.IsOpen, Taint = list.Taint, Depth = machine.Depth };
        }

        if (schema.Shape is not { } shape || value.Primary is not (RecordValue or UnknownValue { Module: GlobalFunctions.Module, Path: "process.env" }))
        {
            return value.Primary is ConstantValue { Text: { } text } constant ? Coerced(schema, constant, text) : value;
        }

        var record = new RecordValue { Depth = machine.Depth, IsOpen = value.Primary is RecordValue { IsOpen: true }, Tag = (value.Primary as RecordValue)?.Tag as IInheritedTag };
        foreach (var key in shape.Keys)
        {
            var member = machine.GetMember(value, key);
            record.Set(key, machine.GetMember(shape, key).Primary is SchemaValue inner ? Parse(machine, inner, member, depth + 1) : member);
        }

        if (schema.Own["additionalProperties"] is not null && value.Primary is RecordValue { } whole)
        {
            foreach (var key in whole.Keys.Where(k => !shape.TryGet(k, out _)).ToList())
            {
                record.Set(key, machine.GetMember(whole, key));
            }
        }

        return record;
    }

    /// <summary>Settings come as text, and some schemas turn them into what they mean.</summary>
    private static Value Coerced(SchemaValue schema, ConstantValue constant, string text) => schema.Own["type"]?.ToString() switch
    {
        "number" or "integer" => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Native.Number(number, constant) : constant,
        "boolean" => Native.Truth(text.Length > 0, constant),
        _ => constant,
    };
}
