using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>Methods of the standard library on texts, lists and maps.</summary>
internal static class RustMembers
{
    /// <summary>Methods that give what they are called on, as far as a constant is concerned.</summary>
    public static bool IsSame(string name) =>
        name is "into" or "to_string" or "to_owned" or "clone" or "cloned" or "copied" or "unwrap" or "expect" or "unwrap_or_default" or "unwrap_or_else" or "unwrap_or" or "as_str" or "as_ref" or "as_object" or "as_array"
            or "iter" or "into_iter" or "iter_mut" or "collect" or "to_vec" or "ok" or "into_owned" or "into_boxed_str" or "as_slice" or "ok_or" or "ok_or_else" or "map_err" or "borrow" or "as_deref" or "to_value" or "into_inner" or "await" or "read" or "lock" or "try_into" or "or_else";

    public static Value? Same(string name, Value target) => IsSame(name) ? new NativeValue(name, (_, _) => target) : null;

    public static Value? OfConstant(ConstantValue text, string name) =>
        name switch
        {
            "trim" when text.Text is not null => Native.Of(name, (_, _) => Native.Text(text.Text.Trim(), text)),
            "to_lowercase" or "to_ascii_lowercase" when text.Text is not null => Native.Of(name, (_, _) => Native.Text(text.Text.ToLowerInvariant(), text)),
            "to_uppercase" or "to_ascii_uppercase" when text.Text is not null => Native.Of(name, (_, _) => Native.Text(text.Text.ToUpperInvariant(), text)),
            "replace" when text.Text is not null => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { Length: > 0 } old && Native.TextOrNull(call, 1) is { } with ? Native.Text(text.Text.Replace(old, with, StringComparison.Ordinal), text) : UnknownValue.Plain),
            "is_empty" => Native.Of(name, (_, _) => Native.Truth(text.Text?.Length == 0, text)),
            "len" => Native.Of(name, (_, _) => Native.Number(text.Text?.Length ?? 0, text)),
            "map" or "and_then" => Native.Of(name, (machine, call) => machine.Call(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, text)),
            _ => Same(name, text),
        };

    public static Value? OfList(ListValue list, string name)
    {
        switch (name)
        {
            case "push" or "push_back" or "insert":
                return Native.Of(name, (machine, call) =>
                {
                    machine.Add(list, call.Arguments.Count > 0 ? call.Arguments[^1] : UnknownValue.Plain);
                    return ConstantValue.Undefined;
                });
            case "extend" or "append" or "extend_from_slice" or "chain":
                return Native.Of(name, (machine, call) => Extend(machine, list, call, name == "chain"));
            case "map" or "filter_map" or "flat_map" or "and_then" or "for_each":
                return Native.Of(name, (machine, call) => Map(machine, list, call, name == "flat_map"));
            case "filter" or "take" or "skip" or "rev" or "into_values" or "values" or "sorted" or "copied" or "enumerate" or "retain" or "sort_by" or "dedup":
                return Native.Of(name, (_, _) => list);
            case "concat":
                return Native.Of(name, (machine, _) => Flat(machine, list));
            case "join":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } separator && list.Items.TrueForAll(static i => i.Value.Primary is ConstantValue)
                    ? ConstantValue.Of(string.Join(separator, list.Items.Select(static i => i.Value.Primary.ToString())))
                    : UnknownValue.Plain);
            case "len":
                return Native.Of(name, (_, _) => ConstantValue.Of(list.Items.Count));
            case "is_empty":
                return Native.Of(name, (_, _) => list.IsOpen ? UnknownValue.Plain : ConstantValue.Of(list.Items.Count == 0));
            default:
                return null;
        }
    }

    public static Value? OfRecord(RecordValue record, string name) =>
        name switch
        {
            "insert" => Native.Of(name, (machine, call) =>
            {
                if (call[0] is ConstantValue { Text: { } key })
                {
                    machine.SetMember(record, key, call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
                }
                else
                {
                    record.IsOpen = true;
                }

                return ConstantValue.Undefined;
            }),
            "extend" => Native.Of(name, (machine, call) =>
            {
                foreach (var key in (call[0] as RecordValue)?.Keys ?? [])
                {
                    machine.SetMember(record, key, machine.GetMember(call[0], key));
                }

                return ConstantValue.Undefined;
            }),
            "get" => Native.Of(name, (machine, call) => call[0] is ConstantValue { Text: { } key } ? machine.GetMember(record, key) : UnknownValue.Plain),
            _ => null,
        };

    /// <summary>A map of a list of pairs; what is no pair with a constant key leaves it open.</summary>
    public static Value MapOf(Value pairs)
    {
        if (pairs.Primary is not ListValue list)
        {
            return pairs;
        }

        var map = new RecordValue { IsOpen = list.IsOpen };
        foreach (var item in list.Items)
        {
            if (item.Value.Primary is ListValue { Items: [{ Value.Primary: ConstantValue { Text: { } key } }, var value] })
            {
                map.Set(key, value.Value, item.Condition);
            }
            else
            {
                map.IsOpen = true;
            }
        }

        return map;
    }

    private static ListValue Extend(Machine machine, ListValue list, CallSite call, bool isCopy)
    {
        var target = isCopy ? new ListValue { Items = [.. list.Items], IsOpen = list.IsOpen, Depth = list.Depth } : list;
        var items = machine.ItemsOrNull(call[0]);
        foreach (var item in items ?? [])
        {
            machine.Add(target, item.Value, item.Condition);
        }

        target.IsOpen |= items is null;
        return target;
    }

    private static ListValue Map(Machine machine, ListValue list, CallSite call, bool isFlat)
    {
        var result = new ListValue { IsOpen = list.IsOpen, Depth = machine.Depth };
        foreach (var item in list.Items.ToList())
        {
            var mapped = machine.Under(item.Condition, () => machine.Call(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, item.Value));
            foreach (var part in isFlat ? machine.ItemsOrNull(mapped) ?? [] : [new Slot(mapped, null)])
            {
                machine.Add(result, part.Value, Scope.Join(item.Condition, part.Condition));
            }
        }

        return result;
    }

    private static ListValue Flat(Machine machine, ListValue list)
    {
        var result = new ListValue { IsOpen = list.IsOpen, Depth = machine.Depth };
        foreach (var item in list.Items)
        {
            foreach (var part in machine.ItemsOrNull(item.Value) ?? [])
            {
                machine.Add(result, part.Value, Scope.Join(item.Condition, part.Condition));
            }
        }

        return result;
    }
}
