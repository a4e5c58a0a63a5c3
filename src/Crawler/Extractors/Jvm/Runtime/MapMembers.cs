using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Methods of maps and of JSON objects and their builders. A map is a record without a class.</summary>
internal static class MapMembers
{
    public static Value? OrNull(JvmHost host, RecordValue map, string name)
    {
        if (!name.EndsWith("()", StringComparison.Ordinal))
        {
            return name switch
            {
                "size" => ConstantValue.Of(map.Keys.Count),
                "keys" => Keys(map),
                "values" => ListValue.Of(map.Keys.Select(k => map.FindOrNull(k)!)),
                "entries" => Entries(map),
                _ => null,
            };
        }

        return Method(map, name[..^2]) is { } work ? Native.Of(name, work) : null;
    }

    /// <summary>Two values that belong together: an entry, a pair.</summary>
    public static ListValue Pair(Value first, Value second) => ListValue.Of([first, second]);

    /// <summary>A map of the arguments: keys and values in turn, entries, or another map.</summary>
    public static RecordValue Made(CallSite call)
    {
        var map = new RecordValue { IsOpen = call.IsOpen };
        if (call.Arguments.Count == 1 && call[0] is RecordValue { Class: null } source)
        {
            return Copy(source);
        }

        var entries = call.Arguments.Count > 0 && call.Arguments.All(static a => a.Primary is ListValue { Items.Count: 2 })
            ? call.Arguments.Select(static a => (((ListValue)a.Primary).Items[0].Value, ((ListValue)a.Primary).Items[1].Value))
            : call.Arguments.Chunk(2).Where(static c => c.Length == 2).Select(static c => (c[0], c[1]));
        foreach (var (key, value) in entries)
        {
            Put(null, map, key, value);
        }

        return map;
    }

    public static RecordValue Copy(RecordValue source)
    {
        var map = new RecordValue { IsOpen = source.IsOpen };
        foreach (var key in source.Keys)
        {
            source.TryGet(key, out var slot);
            map.Set(key, slot.Value, slot.Condition);
        }

        return map;
    }

    public static void Put(Machine? machine, RecordValue map, Value key, Value value)
    {
        var name = key.Primary switch
        {
            ConstantValue { IsNothing: false, Partial: false } constant => constant.ToString(),
            RecordValue { Tag: EnumConstant constant } => constant.Name,
            _ => null,
        };
        if (name is null)
        {
            map.IsOpen = true;
        }
        else if (machine is null)
        {
            map.Set(name, value);
        }
        else
        {
            machine.SetMember(map, name, value);
        }
    }

    private static ListValue Keys(RecordValue map) => new() { Items = [.. map.Keys.Select(static k => new Slot(ConstantValue.Of(k), null))], IsOpen = map.IsOpen };

    private static ListValue Entries(RecordValue map) => new() { Items = [.. map.Keys.Select(k => new Slot(Pair(ConstantValue.Of(k), map.FindOrNull(k)!), null))], IsOpen = map.IsOpen };

    private static Func<Machine, CallSite, Value>? Method(RecordValue map, string name)
    {
        switch (name)
        {
            case "put" or "set" or "addProperty" or "add" or "replace" or "putIfAbsent" or "putPOJO":
                return (m, call) =>
                {
                    if (call.Arguments.Count >= 2)
                    {
                        Put(m, map, call.Arguments[0], call.Arguments[1]);
                    }

                    return map;
                };
            case "putObject" or "putJsonObject" or "withObject":
                return (m, call) => Nested(m, map, call, new RecordValue { Depth = m.Depth });
            case "putArray" or "putJsonArray" or "withArray":
                return (m, call) => Nested(m, map, call, new ListValue { Depth = m.Depth });
            case "putAll" or "setAll":
                return (m, call) =>
                {
                    if (call[0] is RecordValue { Class: null } more)
                    {
                        foreach (var key in more.Keys)
                        {
                            m.SetMember(map, key, more.FindOrNull(key)!);
                        }
                    }

                    map.IsOpen |= call[0] is not RecordValue;
                    return map;
                };
            case "get" or "getOrDefault" or "getValue" or "path" or "at":
                return (_, call) => call[0] is ConstantValue { IsNothing: false } key && map.FindOrNull(key.ToString()) is { } value
                    ? value
                    : call.Arguments.Count > 1 ? call.Arguments[1] : map.IsOpen || call[0] is not ConstantValue ? UnknownValue.Plain : ConstantValue.Null;
            case "containsKey" or "has" or "contains":
                return (_, call) => call[0] is ConstantValue { IsNothing: false } key ? map.FindOrNull(key.ToString()) is not null ? ConstantValue.True : map.IsOpen ? UnknownValue.Plain : ConstantValue.False : UnknownValue.Plain;
            case "containsAll":
                return static (_, _) => UnknownValue.Plain;
            case "remove":
                return (_, call) =>
                {
                    if (Native.TextOrNull(call, 0) is { } key)
                    {
                        map.Remove(key);
                    }

                    return UnknownValue.Plain;
                };
            case "keySet" or "keys" or "propertyNames":
                return (_, _) => Keys(map);
            case "values":
                return (_, _) => new ListValue { Items = [.. map.Keys.Select(k => new Slot(map.FindOrNull(k)!, map.TryGet(k, out var slot) ? slot.Condition : null))], IsOpen = map.IsOpen };
            case "entrySet":
                return (_, _) => Entries(map);
            case "map":
                return (m, call) => new ListValue { Items = [.. Entries(map).Items.Select(e => new Slot(KotlinLibrary.CallWith(m, call.Named.GetValueOrDefault(Overloads.Trailing) ?? call[0], e.Value), null))], IsOpen = map.IsOpen };
            case "forEach":
                return (m, call) =>
                {
                    var function = call.Named.GetValueOrDefault(Overloads.Trailing) ?? call[0];
                    foreach (var key in map.Keys.ToList())
                    {
                        _ = function is FunctionValue { Node: var node } && node[0].Children.Length == 1 && call.Named.Count > 0
                            ? m.Call(function, Pair(ConstantValue.Of(key), map.FindOrNull(key)!))
                            : m.Call(function, ConstantValue.Of(key), map.FindOrNull(key)!);
                    }

                    return ConstantValue.Undefined;
                };
            case "computeIfAbsent":
                return (m, call) =>
                {
                    if (call[0] is not ConstantValue { IsNothing: false } key)
                    {
                        return UnknownValue.Plain;
                    }

                    if (map.FindOrNull(key.ToString()) is null)
                    {
                        m.SetMember(map, key.ToString(), m.Call(call[1], key));
                    }

                    return map.FindOrNull(key.ToString()) ?? UnknownValue.Plain;
                };
            case "size":
                return (_, _) => map.IsOpen ? UnknownValue.Plain : ConstantValue.Of(map.Keys.Count);
            case "isEmpty" or "isNotEmpty":
                return (_, _) => map.IsOpen && map.Keys.Count == 0 ? UnknownValue.Plain : ConstantValue.Of(map.Keys.Count == 0 == (name == "isEmpty"));
            case "build" or "deepCopy" or "toMap" or "toMutableMap" or "getAsJsonObject" or "jsonObject":
                return (_, _) => map;
            case "plus":
                return (_, call) => call[0] is ListValue { Items.Count: 2 } pair ? JvmOperators.Apply("+", map, Made(new CallSite { Node = call.Node, File = call.File, This = map, Arguments = [pair] })) : JvmOperators.Apply("+", map, call[0]);
            case "toString" or "toPrettyString" or "toJson":
                return (m, _) => JsonTexts.Written(m, map) ?? UnknownValue.Plain;
            default:
                return null;
        }
    }

    private static Value Nested(Machine machine, RecordValue map, CallSite call, Value made)
    {
        if (call.Arguments.Count > 0)
        {
            Put(machine, map, call.Arguments[0], made);
        }

        if (call.Named.TryGetValue(Overloads.Trailing, out var fill) || (call.Arguments.Count > 1 && (fill = call.Arguments[1]) is not null))
        {
            KotlinLibrary.CallOn(machine, fill, made);
        }

        return made;
    }
}
