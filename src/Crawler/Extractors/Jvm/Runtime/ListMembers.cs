using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Methods of lists, sets, streams and arrays: one value stands for all of them.</summary>
internal static class ListMembers
{
    public static Value? OrNull(JvmHost host, ListValue list, string name)
    {
        if (Property(list, name) is { } property)
        {
            return property;
        }

        return name.EndsWith("()", StringComparison.Ordinal) ? Method(list, name[..^2]) is { } work ? Native.Of(name, work) : null : null;
    }

    /// <summary>Calls a function with an item, under the condition of the item.</summary>
    public static Value Apply(Machine machine, Value function, Slot item) =>
        machine.Under(item.Condition, () => KotlinLibrary.CallWith(machine, function, item.Value));

    private static Value? Property(ListValue list, string name) =>
        name switch
        {
            "size" or "length" => list.IsOpen ? UnknownValue.Plain : ConstantValue.Of(list.Items.Count),
            "indices" => ListValue.Of(Enumerable.Range(0, list.Items.Count).Select(static i => (Value)ConstantValue.Of(i))),
            _ => null,
        };

    private static Func<Machine, CallSite, Value>? Method(ListValue list, string name)
    {
        switch (name)
        {
            case "add" or "addLast" or "plusAssign" or "addElement":
                return (m, call) => Added(m, list, call.Arguments.Count > 0 ? call.Arguments[^1] : UnknownValue.Plain);
            case "addAll":
                return (m, call) => AddedAll(m, list, call.Arguments.Count > 0 ? call.Arguments[^1] : UnknownValue.Plain);
            case "put":
                return (m, call) => Added(m, list, call.Arguments.Count > 0 ? call.Arguments[^1] : UnknownValue.Plain);
            case "addObject" or "addJsonObject":
                return (m, call) => AddedMap(m, list, call);
            case "stream" or "parallelStream" or "toList" or "collect" or "toArray" or "toTypedArray" or "asList" or "sorted" or "distinct" or "toMutableList" or "toSet" or "asSequence" or "iterator" or "boxed" or "peek" or "sequential"
                or "sortedBy" or "build" or "subscribeOn" or "filterNotNull" or "toMutableSet" or "get" when name != "get":
                return (m, call) => name == "collect" && call[0] is UnknownValue { Path: var how } && how.Contains("joining", StringComparison.Ordinal) ? TextMembers.Joined(m, ConstantValue.Of(""), list) : call[0] is JoiningValue joining ? joining.Join(m, list) : list;
            case "get" or "elementAt" or "getFirst" or "first" or "firstOrNull" or "findFirst" or "findAny" or "last" or "single":
                return (m, call) => call[0] is FunctionValue
                    ? UnknownValue.Plain
                    : (name == "last" ? list.Items.Count - 1 : Native.Int(call, 0, 0)) is >= 0 and var at && at < list.Items.Count ? list.Items[at].Value : UnknownValue.Plain;
            case "size" or "count" or "length":
                return (_, call) => list.IsOpen || call.Arguments.Count > 0 ? UnknownValue.Plain : ConstantValue.Of(list.Items.Count);
            case "isEmpty" or "isNotEmpty":
                return (_, _) => list.IsOpen && list.Items.Count == 0 ? UnknownValue.Plain : ConstantValue.Of(list.Items.Count == 0 == (name == "isEmpty"));
            case "contains":
                return (_, call) => list.Items.Exists(i => JvmOperators.Equal(i.Value.Primary, call[0]) == true) ? ConstantValue.True : list.IsOpen || list.Items.Exists(i => JvmOperators.Equal(i.Value.Primary, call[0]) is null) ? UnknownValue.Plain : ConstantValue.False;
            case "forEach" or "onEach" or "forEachOrdered" or "forEachIndexed":
                return (m, call) =>
                {
                    foreach (var (item, index) in list.Items.ToList().Select(static (i, n) => (i, n)))
                    {
                        _ = name == "forEachIndexed" ? m.Under(item.Condition, () => m.Call(call[0], ConstantValue.Of(index), item.Value)) : Apply(m, Function(call), item);
                    }

                    return name == "onEach" ? list : ConstantValue.Undefined;
                };
            case "map" or "mapNotNull" or "mapToObj" or "mapIndexed" or "transform":
                return (m, call) => new ListValue
                {
                    Items = [.. list.Items.ToList().Select((i, n) => new Slot(name == "mapIndexed" ? m.Call(call[0], ConstantValue.Of(n), i.Value) : Apply(m, Function(call), i), i.Condition)).Where(static s => !s.Value.IsNothing)],
                    IsOpen = list.IsOpen,
                };
            case "flatMap":
                return (m, call) => Flat(m, list, Function(call));
            case "flatten":
                return (m, _) => new ListValue { Items = [.. list.Items.SelectMany(i => m.ItemsOrNull(i.Value) ?? [])], IsOpen = list.IsOpen };
            case "filter" or "filterNot":
                return (m, call) => Filtered(m, list, Function(call), name == "filter");
            case "anyMatch" or "any" or "noneMatch" or "none" or "allMatch" or "all":
                return (m, call) => Matched(m, list, Function(call), name);
            case "joinToString":
                return (m, call) => JoinToString(m, list, call);
            case "plus":
                return (_, call) => JvmOperators.Apply("+", list, call.Arguments.ElementAtOrDefault(0) ?? UnknownValue.Plain);
            case "associate" or "associateBy" or "associateWith" or "toMap":
                return (m, call) => Map(m, list, call, name);
            default:
                return null;
        }
    }

    private static Value Function(CallSite call) => call.Named.TryGetValue(Overloads.Trailing, out var trailing) ? trailing : call.Arguments.ElementAtOrDefault(0) ?? UnknownValue.Plain;

    private static ListValue Added(Machine machine, ListValue list, Value value)
    {
        machine.Add(list, value);
        return list;
    }

    private static ListValue AddedAll(Machine machine, ListValue list, Value source)
    {
        foreach (var item in machine.ItemsOrNull(source) ?? [])
        {
            machine.Add(list, item.Value, item.Condition);
        }

        list.IsOpen |= machine.ItemsOrNull(source) is null || source.Primary is ListValue { IsOpen: true };
        return list;
    }

    private static RecordValue AddedMap(Machine machine, ListValue list, CallSite call)
    {
        var map = new RecordValue { Depth = machine.Depth };
        machine.Add(list, map);
        if (call.Named.TryGetValue(Overloads.Trailing, out var fill))
        {
            KotlinLibrary.CallOn(machine, fill, map);
        }

        return map;
    }

    private static ListValue Flat(Machine machine, ListValue list, Value function)
    {
        var flat = new ListValue { IsOpen = list.IsOpen };
        foreach (var item in list.Items.ToList())
        {
            var inner = Apply(machine, function, item);
            var items = machine.ItemsOrNull(inner);
            flat.IsOpen |= items is null || inner.Primary is ListValue { IsOpen: true };
            flat.Items.AddRange((items ?? []).Take(EvaluationBudget.MostItems - flat.Items.Count).Select(i => new Slot(i.Value, Scope.Join(item.Condition, i.Condition))));
        }

        return flat;
    }

    /// <summary>What a test that is not known lets through is there under a condition.</summary>
    private static ListValue Filtered(Machine machine, ListValue list, Value test, bool keeps)
    {
        var kept = new ListValue { IsOpen = list.IsOpen };
        foreach (var item in list.Items.ToList())
        {
            var result = Apply(machine, test, item);
            if (result.Truth is null || result.Taint is not null)
            {
                kept.Items.Add(item with { Condition = Scope.Join(item.Condition, result.Taint ?? "a filter at the start") });
            }
            else if (result.Truth == keeps)
            {
                kept.Items.Add(item);
            }
        }

        return kept;
    }

    private static Value Matched(Machine machine, ListValue list, Value test, string name)
    {
        var results = list.Items.ToList().Select(i => Apply(machine, test, i)).ToList();
        var wanted = name is not ("all" or "allMatch");
        var taint = results.Select(static r => r.Taint).FirstOrDefault(static t => t is not null);
        if (results.Exists(r => r.Truth == wanted))
        {
            return ConstantValue.Of(name is "any" or "anyMatch").With(taint, partial: false);
        }

        return list.IsOpen || results.Exists(static r => r.Truth is null) ? UnknownValue.Tainted(taint) : ConstantValue.Of(name is not ("any" or "anyMatch")).With(taint, partial: false);
    }

    private static Value JoinToString(Machine machine, ListValue list, CallSite call)
    {
        Value? Argument(string name, int position) => call.Named.TryGetValue(name, out var named) ? named : position < call.Arguments.Count ? call.Arguments[position] : null;
        var function = call.Named.TryGetValue(Overloads.Trailing, out var trailing) ? trailing : Argument("transform", 5);
        var items = function is null ? list : new ListValue { Items = [.. list.Items.ToList().Select(i => new Slot(Apply(machine, function, i), i.Condition))], IsOpen = list.IsOpen };
        return TextMembers.Joined(machine, Argument("separator", 0) ?? ConstantValue.Of(", "), items, (Argument("prefix", 1)?.Primary as ConstantValue)?.Text ?? "", (Argument("postfix", 2)?.Primary as ConstantValue)?.Text ?? "");
    }

    private static RecordValue Map(Machine machine, ListValue list, CallSite call, string name)
    {
        var map = new RecordValue { IsOpen = list.IsOpen };
        foreach (var item in list.Items.ToList())
        {
            var made = name == "toMap" ? item.Value : Apply(machine, Function(call), item);
            var (key, value) = name switch
            {
                "associateBy" => (made, item.Value),
                "associateWith" => (item.Value, made),
                _ => made.Primary is ListValue { Items: [var first, var second] } ? (first.Value, second.Value) : (UnknownValue.Plain, UnknownValue.Plain),
            };
            MapMembers.Put(machine, map, key, value);
        }

        return map;
    }
}
