using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Maps and sets: a record whose tag is the list of what going through them gives.</summary>
internal static class MapMembers
{
    public static RecordValue Make(Machine machine, string type, Value source)
    {
        var items = machine.ItemsOrNull(source);
        var entries = new ListValue { Items = [.. items ?? []], IsOpen = items is null && !source.IsNothing, Depth = machine.Depth, Taint = source.Taint };
        return new RecordValue { Tag = entries, Depth = machine.Depth, IsOpen = type is not ("Map" or "Set") };
    }

    public static Value Member(Machine machine, RecordValue map, ListValue entries, string name)
    {
        switch (name)
        {
            case "size":
                return ListMembers.Member(machine, entries, "length");
            case "set":
                return Native.Of(name, (m, call) => Set(m, map, entries, call));
            case "add":
                return Native.Of(name, (m, call) => Add(m, map, entries, call));
            case "get":
                return Native.Of(name, (m, call) => Get(m, entries, call));
            case "has":
                return Native.Of(name, (m, call) => Has(m, entries, call));
            case "values":
                return Native.Of(name, (m, _) => Column(m, entries, 1));
            case "keys":
                return Native.Of(name, (m, _) => Column(m, entries, 0));
            case "entries":
                return Native.Of(name, (_, _) => entries);
            case "forEach":
                return Native.Of(name, (m, call) => Each(m, entries, call));
            case "delete":
                return Native.Of(name, (m, call) => Delete(m, entries, call));
            case "clear" when machine.ConditionBeyond(entries.Depth) is null:
                return Native.Of(name, (_, _) => Clear(entries));
            case "clear":
                return Native.Of(name, static (_, _) => ConstantValue.Undefined);
            default:
                return map.IsOpen ? UnknownValue.Plain : ConstantValue.Undefined;
        }
    }

    private static RecordValue Set(Machine machine, RecordValue map, ListValue entries, CallSite call)
    {
        var pair = ListValue.Of([call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain]);
        var known = call[0] is ConstantValue key ? Find(machine, entries, key) : -1;
        if (known >= 0 && machine.ConditionBeyond(entries.Depth) is null)
        {
            entries.Items[known] = new Slot(pair, entries.Items[known].Condition);
        }
        else
        {
            machine.Add(entries, pair);
        }

        return map;
    }

    private static RecordValue Add(Machine machine, RecordValue set, ListValue entries, CallSite call)
    {
        // A set that code works off item by item would never end with the same item in it again and again.
        if (call[0] is not ConstantValue item || !entries.Items.Exists(i => i.Condition is null && i.Value is ConstantValue c && Equals(c.Content, item.Content)))
        {
            machine.Add(entries, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
        }

        return set;
    }

    /// <summary>What may be there still, because it is taken away under a condition only, stays.</summary>
    private static Value Delete(Machine machine, ListValue entries, CallSite call)
    {
        if (call[0] is not ConstantValue key || machine.ConditionBeyond(entries.Depth) is not null)
        {
            return UnknownValue.Plain;
        }

        var at = Find(machine, entries, key);
        at = at >= 0 ? at : entries.Items.FindIndex(i => i.Value is ConstantValue c && Equals(c.Content, key.Content));
        if (at >= 0)
        {
            entries.Items.RemoveAt(at);
        }

        return ConstantValue.Of(at >= 0);
    }

    private static ConstantValue Clear(ListValue entries)
    {
        entries.Items.Clear();
        return ConstantValue.Undefined;
    }

    private static Value Get(Machine machine, ListValue entries, CallSite call)
    {
        if (call[0] is not ConstantValue key)
        {
            return UnknownValue.Plain;
        }

        var at = Find(machine, entries, key);
        return at >= 0 ? machine.ItemsOrNull(entries.Items[at].Value)![1].Value : entries.IsOpen ? UnknownValue.Plain : ConstantValue.Undefined.With(key.Taint, partial: false);
    }

    private static Value Has(Machine machine, ListValue entries, CallSite call)
    {
        if (call[0] is not ConstantValue key)
        {
            return UnknownValue.Plain;
        }

        var at = Find(machine, entries, key);
        at = at >= 0 ? at : entries.Items.FindIndex(i => i.Value.Primary is ConstantValue c && Equals(c.Content, key.Content));
        if (at >= 0 && entries.Items[at].Condition is { } condition)
        {
            // What is added under a condition is not there at a start with nothing set.
            return ConstantValue.False.With(condition, partial: false);
        }

        var isThere = at >= 0;
        return isThere || !entries.IsOpen ? ConstantValue.Of(isThere).With(entries.Taint ?? key.Taint, partial: false) : UnknownValue.Plain;
    }

    private static int Find(Machine machine, ListValue entries, ConstantValue key) =>
        entries.Items.FindIndex(i => i.Value is ListValue && machine.ItemsOrNull(i.Value) is [{ Value: ConstantValue first }, _] && Equals(first.Content, key.Content));

    private static ListValue Column(Machine machine, ListValue entries, int column) =>
        new()
        {
            Items = [.. entries.Items.Select(i => i.Value is ListValue && machine.ItemsOrNull(i.Value) is { Count: 2 } pair ? new Slot(pair[column].Value, i.Condition) : i)],
            IsOpen = entries.IsOpen,
            Depth = machine.Depth,
            Taint = entries.Taint,
        };

    private static ConstantValue Each(Machine machine, ListValue entries, CallSite call)
    {
        foreach (var item in entries.Items.ToList())
        {
            var (key, value) = item.Value is ListValue && machine.ItemsOrNull(item.Value) is { Count: 2 } pair ? (pair[0].Value, pair[1].Value) : (item.Value, item.Value);
            machine.Under(item.Condition, () => machine.Call(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, value, key));
        }

        return ConstantValue.Undefined;
    }
}
