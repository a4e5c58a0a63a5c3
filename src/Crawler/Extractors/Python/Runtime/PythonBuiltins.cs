using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>The functions that every file of Python has.</summary>
internal static class PythonBuiltins
{
    public const string Module = "builtins";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set", "frozenset", "object", "type", "complex", "len", "range", "enumerate", "zip", "sorted", "reversed", "isinstance", "issubclass", "getattr", "setattr", "hasattr",
        "callable", "any", "all", "min", "max", "map", "filter", "sum", "vars", "dir", "print", "iter", "next", "exit", "quit", "id", "repr", "format", "abs", "round", "open", "Ellipsis", "globals", "locals", "hash", "input", "chr", "ord", "staticmethod", "classmethod", "property",
    };

    public static bool IsName(string name) => Names.Contains(name);

    /// <summary>A call of one of them; null where it is not modelled.</summary>
    public static Value? CallOrNull(Machine machine, string name, CallSite call)
    {
        switch (name)
        {
            case "str" or "repr" or "format":
                return call.Arguments.Count == 0 ? ConstantValue.Of("") : PythonTexts.AsText(machine, call.Arguments[0]);
            case "int" or "float":
                return call[0] switch
                {
                    ConstantValue { Content: double } number => number,
                    ConstantValue { Text: { } text } constant when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => Native.Number(value, constant),
                    var other => UnknownValue.Tainted(other.Taint),
                };
            case "bool":
                return call[0].Truth is { } truth ? Native.Truth(truth, call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.False) : UnknownValue.Tainted(call[0].Taint);
            case "list" or "tuple" or "set" or "frozenset" or "sorted" or "reversed" or "iter":
                return call.Arguments.Count == 0 ? new ListValue { Depth = machine.Depth } : Copied(machine, call.Arguments[0], name);
            case "dict":
                return Dictionary(machine, call);
            case "len":
                return call[0] switch
                {
                    ListValue { IsOpen: false } list => ConstantValue.Of(list.Items.Count),
                    RecordValue { Class: null, IsOpen: false } record => ConstantValue.Of(record.Keys.Count),
                    ConstantValue { Text: { } text } constant => Native.Number(text.Length, constant),
                    var other => UnknownValue.Tainted(other.Taint),
                };
            case "range":
                return Range(call);
            case "enumerate":
                return Numbered(machine, call);
            case "zip":
                return Zip(machine, call);
            case "map" when call.Arguments.Count == 2:
                return Mapped(machine, call.Arguments[0], call.Arguments[1]);
            case "filter" when call.Arguments.Count == 2 && machine.ItemsOrNull(call.Arguments[1]) is { } items:
                return new ListValue { Items = [.. items.Where(i => (call[0].IsNothing ? i.Value : machine.Call(call.Arguments[0], i.Value)).Truth != false)], IsOpen = call[1] is ListValue { IsOpen: true }, Depth = machine.Depth };
            case "getattr":
                return Native.TextOrNull(call, 1) is { } member ? GetAttribute(machine, call, member) : UnknownValue.Plain;
            case "setattr":
                if (Native.TextOrNull(call, 1) is { } target && call.Arguments.Count > 2)
                {
                    machine.SetMember(call.Arguments[0], target, call.Arguments[2]);
                }

                return ConstantValue.Null;
            case "isinstance":
                return IsInstance(call);
            case "callable":
                return call[0] is FunctionValue or NativeValue or ClassValue ? ConstantValue.True : call[0] is ConstantValue { IsUndefined: false } ? ConstantValue.False : UnknownValue.Plain;
            case "hasattr":
                return call[0] is FunctionValue && Native.TextOrNull(call, 1) is "__name__" or "__doc__" ? ConstantValue.True : UnknownValue.Plain;
            case "type":
                return call[0] is RecordValue { Class: { } type } ? type : UnknownValue.Plain;
            case "vars" or "globals" or "locals":
                return new RecordValue { IsOpen = true };
            case "next":
                return machine.ItemsOrNull(call[0]) is [var first, ..] ? first.Value : UnknownValue.Plain;
            case "print" or "input" or "open" or "id" or "hash":
                return UnknownValue.Plain;
            case "any" or "all" when machine.ItemsOrNull(call[0]) is { } tests && call[0] is ListValue { IsOpen: false } && tests.All(static t => t.Value.Truth is not null && t.Value.Taint is null):
                return ConstantValue.Of(name == "any" ? tests.Any(static t => t.Value.Truth == true) : tests.All(static t => t.Value.Truth == true));
            case "exit" or "quit":
                machine.Abort();
                return UnknownValue.Plain;
            default:
                return null;
        }
    }

    private static Value Copied(Machine machine, Value source, string name)
    {
        if (source.Primary is UnknownValue)
        {
            return UnknownValue.Tainted(source.Taint);
        }

        var list = PythonCollections.Joined(machine, [source]);
        if (name == "reversed")
        {
            list.Items.Reverse();
        }
        else if (name == "sorted" && list.Items.TrueForAll(static i => i.Value is ConstantValue { Text: not null }))
        {
            list.Items.Sort(static (a, b) => string.CompareOrdinal(((ConstantValue)a.Value).Text, ((ConstantValue)b.Value).Text));
        }

        return list;
    }

    private static RecordValue Dictionary(Machine machine, CallSite call)
    {
        var record = new RecordValue { Depth = machine.Depth, Node = call.Node, File = call.File };
        if (call.Arguments.Count > 0)
        {
            if (machine.ItemsOrNull(call.Arguments[0]) is { } pairs)
            {
                foreach (var pair in pairs)
                {
                    if (machine.ItemsOrNull(pair.Value) is [var key, var value] && key.Value.Primary is ConstantValue { IsNothing: false } name)
                    {
                        record.Set(name.ToString(), value.Value, pair.Condition);
                    }
                }
            }
            else
            {
                machine.Spread(record, call.Arguments[0]);
            }
        }

        foreach (var (name, value) in call.Named)
        {
            record.Set(name, value);
        }

        return record;
    }

    private static Value Range(CallSite call)
    {
        var start = call.Arguments.Count > 1 ? call[0] : ConstantValue.Of(0);
        var end = call.Arguments.Count > 1 ? call[1] : call[0];
        return start is ConstantValue { Content: double from } && end is ConstantValue { Content: double to } && to - from is >= 0 and < 1000 && call.Arguments.Count < 3
            ? ListValue.Of(Enumerable.Range((int)from, (int)(to - from)).Select(static i => (Value)ConstantValue.Of(i)))
            : UnknownValue.Plain;
    }

    private static Value Numbered(Machine machine, CallSite call) =>
        call.Arguments.Count > 0 && machine.ItemsOrNull(call.Arguments[0]) is { } items
            ? new ListValue { Items = [.. items.Select(static (item, i) => new Slot(ListValue.Of([ConstantValue.Of(i), item.Value]), item.Condition))], IsOpen = call[0] is ListValue { IsOpen: true }, Depth = machine.Depth }
            : UnknownValue.Plain;

    private static Value Zip(Machine machine, CallSite call)
    {
        var lists = call.Arguments.Select(machine.ItemsOrNull).ToList();
        return lists.Count == 0 || lists.Contains(null)
            ? UnknownValue.Plain
            : ListValue.Of(Enumerable.Range(0, lists.Min(static l => l!.Count)).Select(i => (Value)ListValue.Of(lists.Select(l => l![i].Value))));
    }

    private static Value Mapped(Machine machine, Value function, Value source) =>
        machine.ItemsOrNull(source) is { } items
            ? new ListValue { Items = [.. items.Select(i => new Slot(machine.Under(i.Condition, () => machine.Call(function, i.Value)), i.Condition))], IsOpen = source.Primary is ListValue { IsOpen: true }, Depth = machine.Depth }
            : UnknownValue.Tainted(source.Taint);

    private static Value GetAttribute(Machine machine, CallSite call, string member)
    {
        var value = machine.GetMember(call.Arguments[0], member);
        return value is UnknownValue && call.Arguments.Count > 2 && call[0] is FunctionValue or RecordValue { IsOpen: false, Tag: null } ? call.Arguments[2] : value;
    }

    private static Value IsInstance(CallSite call) =>
        (call[0], call[1]) switch
        {
            (ConstantValue { IsNothing: true }, UnknownValue { Module: Module } or ClassValue) => ConstantValue.False,
            (ConstantValue { Content: string } text, UnknownValue { Path: "str" }) => Native.Truth(true, text),
            (ListValue, UnknownValue { Path: "list" }) => ConstantValue.True,
            (RecordValue { Class: null }, UnknownValue { Path: "dict" }) => ConstantValue.True,
            (RecordValue { Class: { } own }, ClassValue type) => own.Chain().Contains(type) ? ConstantValue.True : UnknownValue.Plain,
            (ListValue or RecordValue { Class: null }, UnknownValue { Path: "str" or "int" or "float" or "bool" }) => ConstantValue.False,
            (ConstantValue { Content: string }, UnknownValue { Path: "list" or "dict" or "int" }) => ConstantValue.False,
            (FunctionValue or PartialValue, UnknownValue { Path: "str" }) => ConstantValue.False,
            _ => UnknownValue.Plain,
        };

    /// <summary>A type with its arguments, or null where indexing is not that.</summary>
    public static TypeValue? GenericOrNull(Machine machine, Value target, Value index)
    {
        if (target is not UnknownValue { Module: not null } outside || !TypeValue.IsTypeName(outside))
        {
            return target is TypeValue inner ? inner : null;
        }

        var arguments = index.Primary is ListValue { Node.Text: "tuple" } several ? (machine.ItemsOrNull(several) ?? []).Select(static i => i.Value).ToList() : [index];
        return new TypeValue(outside, outside.LastName, arguments);
    }
}
