using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>Valibot: schemas made by functions, and what is said of them by the actions of a pipe.</summary>
internal sealed class ValibotLibrary(ZodLibrary zod)
{
    public static bool IsIts(string module) => module is "valibot" or "@valibot/valibot";

    /// <summary>The schema, or the action of a pipe, that a call makes; null for functions that are not modelled.</summary>
    public Value? MakeOrNull(Machine machine, string name, CallSite call)
    {
        switch (name)
        {
            case "pipe" or "pipeAsync":
                return Pipe(machine, call);
            case "description" or "title" when call[0] is ConstantValue { Text: not null }:
                return Action(name == "title" ? "title" : "describe", call);
            case "metadata":
                return Action("meta", call);
            case "minValue" or "gtValue":
                return Action(name == "minValue" ? "min" : "gt", call);
            case "maxValue" or "ltValue":
                return Action(name == "maxValue" ? "max" : "lt", call);
            case "minLength" or "maxLength" or "length" or "nonEmpty" or "integer" or "multipleOf" or "email" or "url" or "uuid" or "isoDate" or "isoDateTime" or "isoTimestamp" or "isoTime" or "ipv4" or "ipv6":
                return Action(Check(name), call);
            case "optional" or "nullish" or "exactOptional" or "undefinedable" or "optionalAsync":
                return Optional(machine, name, call);
            case "picklist" or "enum" or "enum_":
                return Made(machine, "enum", call);
            case "strictObject" or "looseObject" or "object" or "objectWithRest":
                return Made(machine, name == "objectWithRest" ? "looseObject" : name, call);
            case "variant":
                return Made(machine, "discriminatedUnion", call);
            case "intersect":
                return machine.ItemsOrNull(call[0]) is { Count: > 0 } parts ? parts.Skip(1).Aggregate(parts[0].Value.Primary as SchemaValue, (a, b) => a is null ? null : ZodMethods.And(machine, a, b.Value) as SchemaValue) : null;
            case "partial" or "required" or "pick" or "omit" when call[0] is SchemaValue whole:
                return ZodMethods.Member(machine, whole, name) is NativeValue method ? method.Call(machine, Rest(call, name is "pick" or "omit")) : null;
            case "string" or "number" or "boolean" or "bigint" or "date" or "any" or "unknown" or "null" or "null_" or "undefined" or "never" or "literal" or "array" or "tuple" or "record" or "map" or "set" or "union" or "nullable" or "lazy":
                return Made(machine, name.TrimEnd('_'), call);
            default:
                return null;
        }
    }

    /// <summary>The schema that comes first, with what each action says; functions that check or change say nothing.</summary>
    private static Value? Pipe(Machine machine, CallSite call)
    {
        var schema = call[0] as SchemaValue;
        foreach (var step in call.Arguments.Skip(1))
        {
            if (schema is not null && step.Primary is RecordValue { Tag: (string action, CallSite given) } && ZodMethods.Member(machine, schema, action) is NativeValue method)
            {
                schema = method.Call(machine, given) as SchemaValue ?? schema;
            }
        }

        return schema;
    }

    private static RecordValue Action(string method, CallSite call) => new() { IsOpen = true, Tag = (method, call) };

    private static string Check(string name) => name switch
    {
        "minLength" => "min",
        "maxLength" => "max",
        "nonEmpty" => "nonempty",
        "integer" => "int",
        "isoDate" => "date",
        "isoTime" => "time",
        "isoDateTime" or "isoTimestamp" => "datetime",
        _ => name,
    };

    private static SchemaValue? Optional(Machine machine, string name, CallSite call)
    {
        var inner = name == "nullish" && call[0] is SchemaValue open ? ZodMethods.Nullable(open) : call[0] as SchemaValue;
        return inner is null ? null
            : call.Arguments.Count > 1 ? ZodMethods.Default(machine, inner, call[1])
            : inner.With(static _ => { }, isOptional: true);
    }

    private Value? Made(Machine machine, string factory, CallSite call) => zod.FactoryOrNull(factory)?.Call(machine, call);

    /// <summary>The names that a list gives, as the object that zod takes.</summary>
    private static CallSite Rest(CallSite call, bool isNames)
    {
        var names = call[1];
        if (isNames && names is ListValue list)
        {
            var record = new RecordValue();
            foreach (var item in list.Items)
            {
                record.Set(item.Value.Primary.ToString() ?? "", ConstantValue.True);
            }

            names = record;
        }

        return new CallSite { Node = call.Node, File = call.File, This = call.This, Arguments = names is ConstantValue { IsUndefined: true } ? [] : [names] };
    }
}
