using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Functions over lists and maps: <c>slices</c>, <c>maps</c>, <c>sort</c>, <c>lo</c>.</summary>
internal sealed class GoCollections(GoRuntime runtime)
{
    public Value? CallOrNull(UnknownValue callee, CallSite call)
    {
        var name = callee.LastName;
        switch (name)
        {
            case "Keys" or "Values":
                return Sides(call, name == "Keys" ? 0 : 1, callee.Module == "maps");
            case "Sorted" or "Collect" or "Clone" or "Compact" or "Uniq" or "SortedFunc" or "Reverse" or "Clip":
                return call[0] is RecordValue map ? Copied(map) : Collected(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
            case "Sort" or "SortFunc" or "SortStableFunc" or "Strings" or "Slice" or "SliceStable" or "Ints" or "Stable":
                return ConstantValue.Null;
            case "Contains":
                return Contains(call);
            case "Concat":
                return Concatenated(call);
            case "Map" or "FlatMap":
                return Mapped(call, name == "FlatMap");
            case "Filter" or "DeleteFunc" or "Reject":
                return Filtered(call, keeps: name == "Filter");
            case "Copy" when call[0] is RecordValue target && call[1] is RecordValue source:
                foreach (var key in source.Keys)
                {
                    runtime.Machine.SetMember(target, key, source.FindOrNull(key)!);
                }

                target.IsOpen |= source.IsOpen;
                return ConstantValue.Null;
            case "ToPtr" when call.Arguments.Count == 1:
                return PointerValue.To(call.Arguments[0]);
            default:
                return null;
        }
    }

    private ListValue Collected(Value value)
    {
        var pairs = new GoRange(runtime).Of(value);
        var list = new ListValue { Depth = runtime.Machine.Depth, IsOpen = pairs is not ListValue { IsOpen: false } };
        foreach (var pair in (pairs as ListValue)?.Items ?? [])
        {
            // Of what an iterator gives, the one value; of a list's pairs, the item.
            list.Items.Add(pair with { Value = ((ListValue)pair.Value).Items[^1].Value });
        }

        return list;
    }

    private RecordValue Copied(RecordValue map)
    {
        var copy = new RecordValue { Tag = map.Tag, IsOpen = map.IsOpen, Depth = runtime.Machine.Depth, Node = map.Node, File = map.File };
        foreach (var key in map.Keys)
        {
            map.TryGet(key, out var slot);
            copy.Set(key, slot.Value, slot.Condition);
        }

        return copy;
    }

    private Value Sides(CallSite call, int side, bool isIterator)
    {
        if (new GoRange(runtime).Of(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain) is not ListValue pairs)
        {
            return UnknownValue.Plain;
        }

        return new ListValue { Items = [.. pairs.Items.Select(p => p with { Value = ((ListValue)p.Value).Items[side].Value })], IsOpen = pairs.IsOpen, Depth = runtime.Machine.Depth, Node = isIterator ? GoRange.Iterator : null };
    }

    private Value Contains(CallSite call)
    {
        if (call.Arguments.Count < 2 || runtime.Machine.ItemsOrNull(call.Arguments[0]) is not { } items || call[1] is not ConstantValue sought)
        {
            return UnknownValue.Tainted(call[0].Taint ?? call[1].Taint);
        }

        var found = items.Where(i => i.Value.Primary is ConstantValue c && Equals(c.Content, sought.Content)).ToList();
        if (found.Count > 0)
        {
            return found.Exists(static f => f.Condition is null) ? Native.Truth(true, call[0]) : ConstantValue.False.With(found[0].Condition, partial: false);
        }

        return call[0] is ListValue { IsOpen: true } || items.Any(static i => i.Value.Primary is UnknownValue) ? UnknownValue.Tainted(call[0].Taint) : ConstantValue.False.With(call[0].Taint ?? sought.Taint, partial: false);
    }

    private ListValue Concatenated(CallSite call)
    {
        var list = new ListValue { Depth = runtime.Machine.Depth };
        foreach (var source in call.Arguments.Concat(call.Named.Values.SelectMany(v => runtime.Machine.ItemsOrNull(v) ?? []).Select(static s => s.Value)))
        {
            var items = runtime.Machine.ItemsOrNull(source);
            list.Items.AddRange((items ?? []).Take(EvaluationBudget.MostItems - Math.Min(EvaluationBudget.MostItems, list.Items.Count)));
            list.IsOpen |= items is null || source.Primary is ListValue { IsOpen: true };
        }

        return list;
    }

    private Value Mapped(CallSite call, bool isFlat)
    {
        if (call.Arguments.Count < 2 || runtime.Machine.ItemsOrNull(call.Arguments[0]) is not { } items)
        {
            return UnknownValue.Plain;
        }

        var list = new ListValue { Depth = runtime.Machine.Depth, IsOpen = call[0] is ListValue { IsOpen: true } };
        for (var i = 0; i < items.Count; i++)
        {
            var (item, index) = (items[i], i);
            var mapped = runtime.Machine.Under(item.Condition, () => runtime.Calls.Call(call.Arguments[1], item.Value, ConstantValue.Of(index)));
            if (isFlat && runtime.Machine.ItemsOrNull(mapped) is { } inner)
            {
                list.Items.AddRange(inner.Select(s => new Slot(s.Value, Scope.Join(item.Condition, s.Condition))));
            }
            else
            {
                list.Items.Add(new Slot(mapped, item.Condition));
            }
        }

        return list;
    }

    private Value Filtered(CallSite call, bool keeps)
    {
        if (call.Arguments.Count < 2 || runtime.Machine.ItemsOrNull(call.Arguments[0]) is not { } items)
        {
            return UnknownValue.Plain;
        }

        var list = new ListValue { Depth = runtime.Machine.Depth, IsOpen = call[0] is ListValue { IsOpen: true } };
        foreach (var item in items)
        {
            var test = runtime.Calls.Call(call.Arguments[1], item.Value, UnknownValue.Plain);
            if (test.Truth == keeps && test.Taint is null)
            {
                list.Items.Add(item);
            }
            else if (test.Truth is null || test.Taint is not null)
            {
                list.Items.Add(item with { Condition = Scope.Join(item.Condition, test.Taint ?? "a filter that is decided at run time") });
            }
        }

        return list;
    }
}
