using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Methods of lists.</summary>
internal static class RubyLists
{
    /// <summary>A method of a list; null where it is not modelled.</summary>
    public static Value? MemberOrNull(ListValue list, string name) => name switch
    {
        "each" or "each_entry" or "reverse_each" => Native.Of(name, (m, call) => Each(m, list, call, static _ => [])),
        "each_with_index" or "each_with_object" => Native.Of(name, (m, call) => name[^1] == 't' ? With(m, list, call) : Each(m, list, call, static i => [ConstantValue.Of(i)])),
        "map" or "collect" or "flat_map" or "filter_map" or "map!" => Native.Of(name, (m, call) => Mapped(m, list, call, name)),
        "to_h" or "index_by" => Native.Of(name, (m, call) => ToHash(m, list, call, name)),
        "select" or "filter" or "reject" or "sort_by" or "uniq" or "sort" or "reverse" or "to_a" or "to_set" or "freeze" or "dup" or "lazy" or "compact_blank" or "shuffle" or "force" or "values" => Native.Of(name, (m, call) => Chosen(m, list, call, name)),
        "compact" => Native.Of(name, (_, _) => new ListValue { Items = [.. list.Items.Where(static i => !i.Value.IsNothing)], IsOpen = list.IsOpen, Depth = list.Depth }),
        "flatten" => Native.Of(name, (m, _) => Flat(m, list)),
        "join" => Native.Of(name, (_, call) => Machine.JoinedOrNull(list, Native.TextOrNull(call, 0) ?? "") is { } text ? ConstantValue.Of(text) : UnknownValue.Plain),
        "push" or "append" or "<<" or "add" => Native.Of(name, (m, call) => Add(m, list, call.Arguments)),
        "concat" => Native.Of(name, (m, call) => Add(m, list, [.. call.Arguments.SelectMany(a => m.ItemsOrNull(a) ?? []).Select(static i => i.Value)])),
        "first" when list.Items.Count > 0 => Native.Of(name, (_, _) => list.Items[0].Value),
        "last" when list.Items.Count > 0 => Native.Of(name, (_, _) => list.Items[^1].Value),
        "size" or "length" or "count" when !list.IsOpen => Native.Of(name, (_, _) => ConstantValue.Of(list.Items.Count)),
        "empty?" when !list.IsOpen => Native.Of(name, (_, _) => ConstantValue.Of(list.Items.Count == 0)),
        "any?" or "present?" when list.Items.Count > 0 => Native.Of(name, static (_, call) => call.Named.Count == 0 ? ConstantValue.True : UnknownValue.Plain),
        "include?" => Native.Of(name, (_, call) => Includes(list, call[0])),
        _ => null,
    };

    /// <summary>Calls a block with an item; a block of several parameters takes a list apart, and <c>&amp;:name</c> calls a method of the item.</summary>
    public static Value Yield(Machine machine, CallSite call, params IReadOnlyList<Value> items)
    {
        switch (call.Named.GetValueOrDefault(LocalNames.Block))
        {
            case FunctionValue block when items is [ListValue list] && block.Node[0].Children.Length > 1 && block.Node.Has(FactFlags.Arrow):
                return machine.Call(block, [.. list.Items.Select(static i => i.Value)]);
            case FunctionValue or NativeValue or ClassValue:
                return machine.Call(call.Named[LocalNames.Block], items);
            case ConstantValue { Text: { } method } when items.Count > 0:
                var member = machine.GetMember(items[0], method);
                return member is FunctionValue or NativeValue ? machine.Invoke(member, new CallSite { Node = FactNode.Absent, File = call.File, This = items[0], Name = method, Arguments = [] }) : member;
            default:
                return UnknownValue.Plain;
        }
    }

    private static ListValue Each(Machine machine, ListValue list, CallSite call, Func<int, Value[]> more)
    {
        for (var i = 0; i < list.Items.Count && i < EvaluationBudget.MostRounds; i++)
        {
            var item = list.Items[i];
            machine.Under(item.Condition, () => Yield(machine, call, [item.Value, .. more(i)]));
        }

        if (list.IsOpen)
        {
            Yield(machine, call, UnknownValue.Plain);
        }

        return list;
    }

    private static Value With(Machine machine, ListValue list, CallSite call)
    {
        var kept = call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;
        Each(machine, list, call, _ => [kept]);
        return kept;
    }

    private static ListValue Mapped(Machine machine, ListValue list, CallSite call, string name)
    {
        var result = new ListValue { Depth = machine.Depth, IsOpen = list.IsOpen };
        foreach (var item in list.Items.Take(EvaluationBudget.MostRounds).ToList())
        {
            var value = machine.Under(item.Condition, () => Yield(machine, call, item.Value));
            if (name == "flat_map" && machine.ItemsOrNull(value) is { } parts && value.Primary is ListValue)
            {
                foreach (var part in parts)
                {
                    machine.Add(result, part.Value, Scope.Join(item.Condition, part.Condition));
                }
            }
            else if (name != "filter_map" || value.Truth != false)
            {
                machine.Add(result, value, item.Condition);
            }
        }

        return result;
    }

    private static RecordValue ToHash(Machine machine, ListValue list, CallSite call, string name)
    {
        var record = new RecordValue { Depth = machine.Depth, IsOpen = list.IsOpen };
        foreach (var item in list.Items.Take(EvaluationBudget.MostRounds).ToList())
        {
            var made = call.Named.ContainsKey(LocalNames.Block) ? Yield(machine, call, item.Value) : item.Value;
            if (name == "index_by" && made.Primary is ConstantValue index)
            {
                record.Set(index.ToString(), item.Value, item.Condition);
            }
            else if (made.Primary is ListValue { Items: [{ Value.Primary: ConstantValue key }, var value] })
            {
                record.Set(key.ToString(), value.Value, item.Condition);
            }
            else
            {
                record.IsOpen = true;
            }
        }

        return record;
    }

    /// <summary>What a test keeps; an item that the test does not decide stays, under the test as its condition.</summary>
    private static ListValue Chosen(Machine machine, ListValue list, CallSite call, string name)
    {
        if (name is not ("select" or "filter" or "reject"))
        {
            return name == "reverse" ? new ListValue { Items = [.. Enumerable.Reverse(list.Items)], IsOpen = list.IsOpen, Depth = list.Depth } : list;
        }

        var result = new ListValue { Depth = machine.Depth, IsOpen = list.IsOpen };
        foreach (var item in list.Items.Take(EvaluationBudget.MostRounds).ToList())
        {
            var truth = Yield(machine, call, item.Value).Truth;
            if (truth is null)
            {
                machine.Add(result, item.Value, Scope.Join(item.Condition, "a choice made at run time"));
            }
            else if (truth == (name != "reject"))
            {
                machine.Add(result, item.Value, item.Condition);
            }
        }

        return result;
    }

    private static ListValue Flat(Machine machine, ListValue list)
    {
        var result = new ListValue { Depth = machine.Depth, IsOpen = list.IsOpen };
        foreach (var item in list.Items.ToList())
        {
            if (item.Value.Primary is ListValue inner)
            {
                result.IsOpen |= inner.IsOpen;
                foreach (var part in inner.Items.ToList())
                {
                    machine.Add(result, part.Value, Scope.Join(item.Condition, part.Condition));
                }
            }
            else
            {
                machine.Add(result, item.Value, item.Condition);
            }
        }

        return result;
    }

    private static ListValue Add(Machine machine, ListValue list, IReadOnlyList<Value> values)
    {
        foreach (var value in values)
        {
            machine.Add(list, value);
        }

        return list;
    }

    private static Value Includes(ListValue list, Value value) =>
        list.Items.Exists(i => RubyKernel.Same(i.Value, value)) ? ConstantValue.True : list.IsOpen || value is not ConstantValue || list.Items.Exists(static i => i.Value is not ConstantValue) ? UnknownValue.Tainted(value.Taint) : Native.Truth(false, value);
}
