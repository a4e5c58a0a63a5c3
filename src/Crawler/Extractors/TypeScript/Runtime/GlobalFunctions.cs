using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Schemas;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>The global functions of JavaScript and Node that decide what a definition says.</summary>
internal static class GlobalFunctions
{
    /// <summary>The module name of values that are global.</summary>
    public const string Module = "global:";

    /// <summary>A member of a global value; null where it is not modelled.</summary>
    public static Value? MemberOrNull(UnknownValue global, string name) =>
        global.Path switch
        {
            "process" when name == "env" => new UnknownValue { Module = Module, Path = "process.env" },
            "process" when name is "argv" or "execArgv" => new ListValue { Items = [new(UnknownValue.Plain, null), new(UnknownValue.Plain, null)], Taint = "the command line" },
            "process" when name == "execPath" => ConstantValue.Of("/usr/bin/node"),
            "process" when name == "platform" => UnknownValue.Plain,
            "process.env" => ConstantValue.Undefined.With($"the environment variable {name}", partial: false),
            "globalThis" or "global" or "window" => new UnknownValue { Module = Module, Path = name },
            _ => null,
        };

    /// <summary>Calls a global function; null where it is not modelled.</summary>
    public static Value? CallOrNull(Machine machine, string path, CallSite call)
    {
        var first = call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Undefined;
        switch (path)
        {
            case "process.exit" or "process.abort" or "process.kill":
                machine.Abort();
                return UnknownValue.Plain;
            case "Object.keys" or "Object.getOwnPropertyNames" or "Reflect.ownKeys":
                return Members(machine, first, static (key, _) => ConstantValue.Of(key));
            case "Object.values":
                return Members(machine, first, static (_, value) => value);
            case "Object.entries":
                return Members(machine, first, static (key, value) => ListValue.Of([ConstantValue.Of(key), value]));
            case "Object.fromEntries":
                return FromEntries(machine, first);
            case "Object.assign":
                return Assign(machine, call);
            case "Object.freeze" or "Object.seal" or "structuredClone" or "Promise.resolve" or "Object.preventExtensions":
                return first;
            case "Object.create":
                return new RecordValue { Depth = machine.Depth, IsOpen = first is not ConstantValue };
            case "Object.defineProperty":
                return Define(machine, call);
            case "Object.defineProperties":
                return first;
            case "Object.hasOwn":
                return call[0] is RecordValue record && Native.TextOrNull(call, 1) is { } key && !record.IsOpen ? ConstantValue.Of(record.TryGet(key, out _)) : UnknownValue.Plain;
            case "Array.isArray":
                return call[0] switch { ListValue => ConstantValue.True, UnknownValue => UnknownValue.Plain, _ => ConstantValue.False };
            case "Array.from":
                return From(machine, call, first);
            case "Array.of":
                return ListValue.Of(call.Arguments);
            case "Array":
                return call.Arguments.Count == 1 && call[0] is ConstantValue { Content: double } ? new ListValue { IsOpen = true } : ListValue.Of(call.Arguments);
            case "Promise.all" or "Promise.allSettled":
                return machine.ItemsOrNull(first) is { } items
                    ? new ListValue { Items = [.. path == "Promise.all" ? items : items.Select(static i => i with { Value = Settled(i.Value) })], IsOpen = first.Primary is ListValue { IsOpen: true } }
                    : UnknownValue.Plain;
            case "Promise":
                machine.Call(first, UnknownValue.Plain, UnknownValue.Plain);
                return UnknownValue.Plain;
            case "Map" or "Set" or "WeakMap" or "WeakSet":
                return MapMembers.Make(machine, path, first);
            case "JSON.stringify":
                return Stringify(machine, call);
            case "JSON.parse":
                return call[0] is ConstantValue { Text: { } json } && SourceJson.ParseOrNull(json) is { } parsed ? ValueJson.Read(parsed) : UnknownValue.Tainted(call[0].Taint);
            case "String" or "String.raw":
                return call[0] is ConstantValue text ? ConstantValue.Of(text.ToString()).With(text.Taint, text.Partial) : machine.Join([first]);
            case "Number" or "parseInt" or "parseFloat" or "Number.parseInt" or "Number.parseFloat":
                return Numeric(call[0]);
            case "Boolean":
                return call[0].Truth is { } truth ? ConstantValue.Of(truth).With(call[0].Taint, partial: false) : UnknownValue.Tainted(call[0].Taint);
            case "Math.max" or "Math.min" or "Math.floor" or "Math.round" or "Math.ceil" or "Math.abs" or "Math.pow":
                return Calculate(path, call);
            case "Symbol" or "Symbol.for":
                return ConstantValue.Of("@@" + (Native.TextOrNull(call, 0) ?? "symbol"));
            case "Object" or "Function" or "RegExp" or "Date" or "Error" or "Proxy":
                return path == "Object" ? call[0] is RecordValue same ? same : new RecordValue { Depth = machine.Depth } : path == "Proxy" ? first : UnknownValue.Plain;
            default:
                return null;
        }
    }

    /// <summary>A member of the kind <c>Symbol.iterator</c>, <c>Number.MAX_SAFE_INTEGER</c>; null where it is not modelled.</summary>
    public static Value? ConstantOrNull(string path) =>
        path switch
        {
            "Number.MAX_SAFE_INTEGER" => ConstantValue.Of(9007199254740991),
            "Number.MIN_SAFE_INTEGER" => ConstantValue.Of(-9007199254740991),
            "Infinity" or "Number.POSITIVE_INFINITY" => ConstantValue.Of(double.PositiveInfinity),
            "Math.PI" => ConstantValue.Of(Math.PI),
            _ => null,
        };

    private static RecordValue Settled(Value value)
    {
        var record = new RecordValue();
        record.Set("status", ConstantValue.Of("fulfilled"));
        record.Set("value", value);
        return record;
    }

    private static Value Members(Machine machine, Value source, Func<string, Value, Value> choose)
    {
        if (source is ChoiceValue choice)
        {
            var all = choice.Options.Select(o => new Slot(Members(machine, o.Value, choose), o.Condition)).ToArray();
            return ChoiceValue.Of(all);
        }

        switch (source)
        {
            case RecordValue record:
                var list = new ListValue { IsOpen = record.IsOpen, Depth = machine.Depth };
                foreach (var key in record.Keys.ToList())
                {
                    record.TryGet(key, out var slot);
                    list.Items.Add(new Slot(choose(key, machine.GetMember(record, key)), slot.Condition));
                }

                return list;
            case ListValue items:
                return new ListValue { Items = [.. items.Items.Select((item, i) => new Slot(choose(i.ToString(CultureInfo.InvariantCulture), item.Value), item.Condition))], IsOpen = items.IsOpen };
            case SchemaValue or ConstantValue:
                return new ListValue();
            default:
                return UnknownValue.Tainted(source.Taint);
        }
    }

    private static Value FromEntries(Machine machine, Value entries)
    {
        var record = new RecordValue { Depth = machine.Depth };
        var items = machine.ItemsOrNull(entries);
        record.IsOpen = items is null || entries.Primary is ListValue { IsOpen: true };
        foreach (var item in items ?? [])
        {
            if (machine.ItemsOrNull(item.Value) is { Count: 2 } pair && pair[0].Value.Primary is ConstantValue { Partial: false } key)
            {
                record.Set(key.ToString(), pair[1].Value, item.Condition);
            }
            else
            {
                record.IsOpen = true;
            }
        }

        return record;
    }

    private static Value Assign(Machine machine, CallSite call)
    {
        if (call.Arguments.Count == 0)
        {
            return UnknownValue.Plain;
        }

        foreach (var source in call.Arguments.Skip(1))
        {
            switch (call[0])
            {
                case RecordValue record:
                    machine.Spread(record, source);
                    break;
                case FunctionValue or ClassValue when source.Primary is RecordValue more:
                    foreach (var key in more.Keys)
                    {
                        machine.SetMember(call[0], key, machine.GetMember(more, key));
                    }

                    break;
                default:
                    break;
            }
        }

        return call.Arguments[0];
    }

    private static Value Define(Machine machine, CallSite call)
    {
        if (call[1] is ConstantValue { Text: { } name } && call[2] is RecordValue descriptor)
        {
            var value = descriptor.FindOrNull("get") is { } getter ? new GetterValue(getter) : descriptor.FindOrNull("value");
            if (value is not null)
            {
                machine.SetMember(call[0], name, value);
            }
        }

        return call[0];
    }

    private static Value From(Machine machine, CallSite call, Value source)
    {
        var items = machine.ItemsOrNull(source);
        if (items is null)
        {
            return new ListValue { IsOpen = true, Taint = source.Taint };
        }

        var list = new ListValue { Items = [.. items], IsOpen = source.Primary is ListValue { IsOpen: true }, Depth = machine.Depth };
        return call.Arguments.Count > 1 ? machine.Invoke(ListMembers.Member(machine, list, "map"), new CallSite { Node = call.Node, File = call.File, This = list, Arguments = [call.Arguments[1]] }) : list;
    }

    private static Value Stringify(Machine machine, CallSite call)
    {
        var writer = new ValueJson(machine, static v => v is SchemaValue ? new JsonObject() : null);
        if (call.Arguments.Count == 0 || call[0] is UnknownValue || writer.Write(call.Arguments[0]) is not { } json)
        {
            return UnknownValue.Plain;
        }

        var options = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = Native.Int(call, 2, 0) > 0, IndentSize = Math.Clamp(Native.Int(call, 2, 2), 1, 10), NewLine = "\n" };
        return ConstantValue.Of(json.ToJsonString(options)).With(null, writer.IsPartial);
    }

    private static Value Numeric(Value value) =>
        value is ConstantValue constant && double.TryParse(constant.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? ConstantValue.Of(number).With(value.Taint, partial: false)
            : value is ConstantValue { IsNothing: true } nothing ? ConstantValue.Of(double.NaN).With(nothing.Taint, partial: false) : UnknownValue.Tainted(value.Taint);

    private static Value Calculate(string path, CallSite call)
    {
        var numbers = call.Arguments.Select(static a => (a.Primary as ConstantValue)?.Content as double?).ToList();
        if (numbers.Count == 0 || numbers.Contains(null) || call.IsOpen)
        {
            return UnknownValue.Plain;
        }

        return ConstantValue.Of(path switch
        {
            "Math.max" => numbers.Max()!.Value,
            "Math.min" => numbers.Min()!.Value,
            "Math.floor" => Math.Floor(numbers[0]!.Value),
            "Math.round" => Math.Floor(numbers[0]!.Value + 0.5),
            "Math.ceil" => Math.Ceiling(numbers[0]!.Value),
            "Math.pow" when numbers.Count > 1 => Math.Pow(numbers[0]!.Value, numbers[1]!.Value),
            _ => Math.Abs(numbers[0]!.Value),
        });
    }
}
