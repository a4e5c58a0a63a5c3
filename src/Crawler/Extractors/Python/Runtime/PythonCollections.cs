using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Runtime;

/// <summary>The methods of lists, tuples, sets and dictionaries.</summary>
internal static class PythonCollections
{
    private static readonly HashSet<string> DictionaryMethods = new(StringComparer.Ordinal) { "get", "items", "keys", "values", "update", "copy", "setdefault", "pop", "clear", "__contains__" };

    public static bool IsDictionaryMethod(string name) => DictionaryMethods.Contains(name);

    public static Value List(ListValue list, string name) =>
        name switch
        {
            "append" or "add" => Native.Of(name, (machine, call) =>
            {
                machine.Add(list, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
                return ConstantValue.Null;
            }),
            "insert" => Native.Of(name, (machine, call) =>
            {
                machine.Add(list, call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
                return ConstantValue.Null;
            }),
            "extend" or "update" or "__iadd__" => Native.Of(name, (machine, call) =>
            {
                Extend(machine, list, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
                return list;
            }),
            "copy" => Native.Of(name, (machine, _) => Copy(machine, list)),
            "pop" or "popleft" => Native.Of(name, (_, _) => list.Items.Count > 0 ? list.Items[^1].Value : UnknownValue.Plain),
            "union" => Native.Of(name, (machine, call) => Joined(machine, [list, .. call.Arguments])),
            "__slice__" => Native.Of(name, (machine, call) => PythonTexts.Slice(list.Items.Count, call) is { } range && !list.IsOpen
                ? new ListValue { Items = list.Items[range], Depth = machine.Depth }
                : new ListValue { Items = [.. list.Items], IsOpen = true, Depth = machine.Depth }),
            "sort" or "reverse" or "remove" or "clear" or "discard" => Native.Of(name, static (_, _) => ConstantValue.Null),
            _ => UnknownValue.Plain,
        };

    /// <summary>A method of a dictionary; null for other names.</summary>
    public static Value? DictionaryOrNull(RecordValue record, string name) =>
        name switch
        {
            "get" => Native.Of(name, (_, call) => Get(record, call)),
            "setdefault" => Native.Of(name, (machine, call) => SetDefault(machine, record, call)),
            "keys" => Native.Of(name, (machine, _) => new ListValue { Items = [.. record.Keys.Select(k => new Slot(ConstantValue.Of(k), Condition(record, k)))], IsOpen = record.IsOpen, Depth = machine.Depth }),
            "values" => Native.Of(name, (machine, _) => new ListValue { Items = [.. record.Keys.Select(k => new Slot(record.FindOrNull(k)!, Condition(record, k)))], IsOpen = record.IsOpen, Depth = machine.Depth }),
            "items" => Native.Of(name, (machine, _) => new ListValue
            {
                Items = [.. record.Keys.Select(k => new Slot(ListValue.Of([ConstantValue.Of(k), record.FindOrNull(k)!]), Condition(record, k)))],
                IsOpen = record.IsOpen,
                Depth = machine.Depth,
            }),
            "update" => Native.Of(name, (machine, call) => Update(machine, record, call)),
            "copy" => Native.Of(name, (machine, _) => Copy(machine, record)),
            "pop" => Native.Of(name, (machine, call) =>
            {
                var value = Get(record, call);
                if (machine.Condition is null && Native.TextOrNull(call, 0) is { } key)
                {
                    record.Remove(key);
                }

                return value;
            }),
            "clear" => Native.Of(name, static (_, _) => ConstantValue.Null),
            _ => null,
        };

    public static void Extend(Machine machine, ListValue list, Value value)
    {
        if (machine.ItemsOrNull(value) is { } items)
        {
            foreach (var item in items)
            {
                machine.Add(list, item.Value, item.Condition);
            }

            list.IsOpen |= value.Primary is ListValue { IsOpen: true };
        }
        else if (value.Primary is RecordValue { Class: null } record)
        {
            foreach (var key in record.Keys.ToList())
            {
                machine.Add(list, ConstantValue.Of(key), Condition(record, key));
            }
        }
        else
        {
            list.IsOpen = true;
        }
    }

    /// <summary>A new list with the items of all.</summary>
    public static ListValue Joined(Machine machine, IEnumerable<Value> values)
    {
        var list = new ListValue { Depth = machine.Depth };
        foreach (var value in values)
        {
            Extend(machine, list, value);
        }

        return list;
    }

    public static RecordValue Copy(Machine machine, RecordValue record)
    {
        var copy = new RecordValue { Depth = machine.Depth, Node = record.Node, File = record.File, Class = record.Class, Tag = record.Tag };
        machine.Spread(copy, record);
        return copy;
    }

    private static ListValue Copy(Machine machine, ListValue list) => new() { Items = [.. list.Items], IsOpen = list.IsOpen, Depth = machine.Depth, Node = list.Node };

    private static string? Condition(RecordValue record, string key) => record.TryGet(key, out var slot) ? slot.Condition : null;

    private static Value Get(RecordValue record, CallSite call)
    {
        if (call[0] is not ConstantValue { IsNothing: false, Partial: false } key)
        {
            return UnknownValue.Tainted(call[0].Taint);
        }

        return record.FindOrNull(key.ToString()) ?? (record.IsOpen ? UnknownValue.Plain : call.Arguments.Count > 1 ? call.Arguments[1] : ConstantValue.Null);
    }

    private static Value SetDefault(Machine machine, RecordValue record, CallSite call)
    {
        var known = Get(record, call);
        if (!known.IsNothing && record.FindOrNull(Native.TextOrNull(call, 0) ?? "") is not null || Native.TextOrNull(call, 0) is not { } key)
        {
            return known;
        }

        machine.SetMember(record, key, call.Arguments.Count > 1 ? call.Arguments[1] : ConstantValue.Null);
        return record.FindOrNull(key) ?? known;
    }

    private static ConstantValue Update(Machine machine, RecordValue record, CallSite call)
    {
        if (call.Arguments.Count > 0)
        {
            machine.Spread(record, call.Arguments[0].Primary is ListValue ? UnknownValue.Plain : call.Arguments[0]);
        }

        foreach (var (name, value) in call.Named)
        {
            machine.SetMember(record, name, value);
        }

        return ConstantValue.Null;
    }
}
