using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Members of lists. What is done to each item is done under the item's condition; a test that is not known keeps the item and makes it conditional.</summary>
internal static class ListMembers
{
    public static Value Member(Machine machine, ListValue list, string name)
    {
        switch (name)
        {
            case "length":
                return list.IsOpen
                    ? UnknownValue.Tainted(list.Taint)
                    : ConstantValue.Of(list.Items.Count(static i => i.Condition is null)).With(list.Taint ?? list.Items.Find(static i => i.Condition is not null).Condition, partial: false);
            case "push" or "unshift":
                return Native.Of(name, (m, call) => Push(m, list, call));
            case "map" or "flatMap":
                return Native.Of(name, (m, call) => Map(m, list, call, isFlat: name == "flatMap"));
            case "forEach":
                return Native.Of(name, (m, call) => Each(m, list, call));
            case "filter":
                return Native.Of(name, (m, call) => Filter(m, list, call));
            case "find" or "findLast" or "some" or "every" or "findIndex":
                return Native.Of(name, (m, call) => Search(m, list, name, call));
            case "includes" or "indexOf":
                return Native.Of(name, (_, call) => Includes(list, name, call));
            case "join":
                return Native.Of(name, (m, call) => Join(m, list, call.Arguments.Count == 0 ? "," : Native.TextOrNull(call, 0)));
            case "toString":
                return Native.Of(name, (m, _) => Join(m, list, ","));
            case "concat":
                return Native.Of(name, (m, call) => Concat(m, list, call));
            case "slice":
                return Native.Of(name, (_, call) => Slice(list, call));
            case "flat":
                return Native.Of(name, (m, _) => Flat(m, list));
            case "reverse" or "toReversed":
                return Native.Of(name, (_, _) => new ListValue { Items = [.. Enumerable.Reverse(list.Items)], IsOpen = list.IsOpen, Taint = list.Taint });
            case "sort" or "toSorted" or "fill" or "values":
                return Native.Of(name, (_, _) => list);
            case "entries":
                return Native.Of(name, (_, _) => Entries(list));
            case "keys":
                return Native.Of(name, (_, _) => ListValue.Of(list.Items.Select(static (_, i) => (Value)ConstantValue.Of(i))));
            case "reduce":
                return Native.Of(name, (m, call) => Reduce(m, list, call));
            case "pop" or "shift":
                return Native.Of(name, (_, _) => list.Items.Count > 0 ? list.Items[name == "pop" ? ^1 : 0].Value : ConstantValue.Undefined.With(list.Taint, partial: false));
            case "at":
                return Native.Of(name, (_, call) => Native.Int(call, 0, 0) is var at && (at < 0 ? at + list.Items.Count : at) is >= 0 and var index && index < list.Items.Count ? list.Items[index].Value : ConstantValue.Undefined.With(list.Taint, partial: false));
            case "splice":
                return Native.Of(name, (_, _) => UnknownValue.Plain);
            default:
                return list.IsOpen ? UnknownValue.Plain : ConstantValue.Undefined.With(list.Taint, partial: false);
        }
    }

    private static Value Push(Machine machine, ListValue list, CallSite call)
    {
        foreach (var argument in call.Arguments)
        {
            machine.Add(list, argument);
        }

        list.IsOpen |= call.IsOpen;
        return UnknownValue.Plain;
    }

    private static ListValue Map(Machine machine, ListValue list, CallSite call, bool isFlat)
    {
        var result = new ListValue { IsOpen = list.IsOpen, Depth = machine.Depth, Taint = list.Taint };
        for (var i = 0; i < list.Items.Count && i < EvaluationBudget.MostItems; i++)
        {
            var item = list.Items[i];
            var index = i;
            var mapped = machine.Under(item.Condition, () => machine.Call(Callback(call), item.Value, ConstantValue.Of(index), list));
            if (isFlat && machine.ItemsOrNull(mapped) is { } inner && mapped.Primary is not ConstantValue)
            {
                result.Items.AddRange(inner.Take(EvaluationBudget.MostItems - Math.Min(EvaluationBudget.MostItems, result.Items.Count)).Select(s => new Slot(s.Value, Scope.Join(item.Condition, s.Condition))));
            }
            else
            {
                result.Items.Add(new Slot(mapped, item.Condition));
            }
        }

        if (list.IsOpen)
        {
            machine.Call(Callback(call), UnknownValue.Plain, UnknownValue.Plain, list);
        }

        return result;
    }

    private static ConstantValue Each(Machine machine, ListValue list, CallSite call)
    {
        for (var i = 0; i < list.Items.Count && i < EvaluationBudget.MostItems; i++)
        {
            var item = list.Items[i];
            var index = i;
            machine.Under(item.Condition, () => machine.Call(Callback(call), item.Value, ConstantValue.Of(index), list));
        }

        if (list.IsOpen)
        {
            machine.Call(Callback(call), UnknownValue.Plain, UnknownValue.Plain, list);
        }

        return ConstantValue.Undefined;
    }

    private static ListValue Filter(Machine machine, ListValue list, CallSite call)
    {
        var result = new ListValue { IsOpen = list.IsOpen, Depth = machine.Depth, Taint = list.Taint };
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var test = machine.Call(Callback(call), item.Value, ConstantValue.Of(i), list);
            if (test.Truth == true || (test.Truth is null && test.Taint is null))
            {
                // A test that is not known at all (a registry looked up, a set given at run time) most often keeps the item, and then says nothing worth showing but itself.
                result.Items.Add(test.Truth == true ? item : item with { Condition = Scope.Join(item.Condition, test.Taint ?? "a filter that is decided at run time") });
            }
            else if (test.Taint is not null)
            {
                result.Items.Add(item with { Condition = Scope.Join(item.Condition, test.Taint) });
            }
        }

        return result;
    }

    private static Value Search(Machine machine, ListValue list, string name, CallSite call)
    {
        if (name is "find" or "findIndex" or "some" && MemberSearch.IndexOrNull(machine, list, Callback(call)) is { } at)
        {
            return name == "find" ? at < 0 ? ConstantValue.Undefined : list.Items[at].Value : name == "some" ? ConstantValue.Of(at >= 0) : ConstantValue.Of(at);
        }

        var isUnknown = list.IsOpen;
        var taint = list.Taint;
        for (var i = 0; i < list.Items.Count; i++)
        {
            var test = machine.Call(Callback(call), list.Items[i].Value, ConstantValue.Of(i), list);
            taint ??= test.Taint;
            isUnknown |= test.Truth is null || list.Items[i].Condition is not null;
            if (test.Truth == (name != "every") && !isUnknown)
            {
                return name switch
                {
                    "find" or "findLast" => list.Items[i].Value,
                    "findIndex" => ConstantValue.Of(i),
                    _ => ConstantValue.Of(name == "some").With(taint, partial: false),
                };
            }
        }

        return isUnknown
            ? UnknownValue.Tainted(taint)
            : name switch
            {
                "some" => ConstantValue.False.With(taint, partial: false),
                "every" => ConstantValue.True.With(taint, partial: false),
                "findIndex" => ConstantValue.Of(-1).With(taint, partial: false),
                _ => ConstantValue.Undefined.With(taint, partial: false),
            };
    }

    private static Value Includes(ListValue list, string name, CallSite call)
    {
        if (call[0] is not ConstantValue sought)
        {
            return UnknownValue.Tainted(list.Taint);
        }

        var at = list.Items.FindIndex(i => i.Value.Primary is ConstantValue c && Equals(c.Content, sought.Content));
        if (at >= 0 && list.Items[at].Condition is { } condition)
        {
            return (name == "includes" ? ConstantValue.False : ConstantValue.Of(-1)).With(condition, partial: false);
        }

        // A list that is what it is at a plain start, such as the command line, holds nothing that is asked for by name beyond what is known of it.
        var isUnknown = at < 0 && (list.IsOpen || (list.Taint is null && list.Items.Exists(static i => i.Value.Primary is UnknownValue)));
        var taint = list.Taint ?? sought.Taint;
        return isUnknown ? UnknownValue.Tainted(taint) : name == "includes" ? ConstantValue.Of(at >= 0).With(taint, partial: false) : ConstantValue.Of(at).With(taint, partial: false);
    }

    private static Value Join(Machine machine, ListValue list, string? separator)
    {
        if (separator is null)
        {
            return UnknownValue.Plain;
        }

        var parts = new List<Value>();
        foreach (var item in list.Items)
        {
            if (parts.Count > 0)
            {
                parts.Add(ConstantValue.Of(separator));
            }

            parts.Add(item.Value.IsNothing ? ConstantValue.Of("") : item.Value);
        }

        if (list.IsOpen)
        {
            parts.Add(UnknownValue.Plain);
        }

        return machine.Join(parts);
    }

    private static ListValue Concat(Machine machine, ListValue list, CallSite call)
    {
        var result = new ListValue { Items = [.. list.Items], IsOpen = list.IsOpen || call.IsOpen, Depth = machine.Depth, Taint = list.Taint };
        foreach (var argument in call.Arguments)
        {
            if (argument is ChoiceValue or ListValue && machine.ItemsOrNull(argument) is { } items)
            {
                result.Items.AddRange(items.Take(EvaluationBudget.MostItems));
                result.IsOpen |= argument.Primary is ListValue { IsOpen: true };
            }
            else if (argument is UnknownValue)
            {
                result.IsOpen = true;
            }
            else
            {
                result.Items.Add(new Slot(argument, null));
            }
        }

        return result;
    }

    private static ListValue Slice(ListValue list, CallSite call)
    {
        var count = list.Items.Count;
        var start = Native.Int(call, 0, 0);
        var end = Native.Int(call, 1, count);
        start = Math.Clamp(start < 0 ? start + count : start, 0, count);
        end = Math.Clamp(end < 0 ? end + count : end, start, count);
        return new ListValue { Items = list.Items.GetRange(start, end - start), IsOpen = list.IsOpen, Taint = list.Taint };
    }

    private static ListValue Flat(Machine machine, ListValue list)
    {
        var result = new ListValue { IsOpen = list.IsOpen, Depth = machine.Depth, Taint = list.Taint };
        foreach (var item in list.Items)
        {
            if (item.Value is ListValue or ChoiceValue && machine.ItemsOrNull(item.Value) is { } inner && result.Items.Count < EvaluationBudget.MostItems)
            {
                result.Items.AddRange(inner.Select(s => new Slot(s.Value, Scope.Join(item.Condition, s.Condition))));
            }
            else
            {
                result.Items.Add(item);
            }
        }

        return result;
    }

    private static ListValue Entries(ListValue list) =>
        new()
        {
            Items = [.. list.Items.Select(static (item, i) => new Slot(ListValue.Of([ConstantValue.Of(i.ToString(CultureInfo.InvariantCulture)), item.Value]), item.Condition))],
            IsOpen = list.IsOpen,
        };

    private static Value Reduce(Machine machine, ListValue list, CallSite call)
    {
        var hasStart = call.Arguments.Count > 1;
        var result = hasStart ? call.Arguments[1] : list.Items.Count > 0 ? list.Items[0].Value : UnknownValue.Plain;
        for (var i = hasStart ? 0 : 1; i < list.Items.Count; i++)
        {
            result = machine.Call(Callback(call), result, list.Items[i].Value, ConstantValue.Of(i), list);
        }

        return result;
    }

    private static Value Callback(CallSite call) => call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;
}
