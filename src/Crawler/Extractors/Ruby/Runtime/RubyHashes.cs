using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Ruby.Runtime;

/// <summary>Methods of hashes.</summary>
internal static class RubyHashes
{
    /// <summary>A method of a hash; null where it is not modelled.</summary>
    public static Value? MemberOrNull(RecordValue hash, string name) => name switch
    {
        "merge" or "deep_merge" or "reverse_merge" or "update" or "merge!" => Native.Of(name, (m, call) => Merged(m, hash, call, name)),
        "keys" => Native.Of(name, (_, _) => ListValue.Of(hash.Keys.Select(static k => ConstantValue.Of(k)))),
        "values" => Native.Of(name, (_, _) => new ListValue { Items = [.. hash.Keys.Select(k => Entry(hash, k))], IsOpen = hash.IsOpen }),
        "map" or "collect" or "flat_map" or "filter_map" or "each" or "each_pair" or "each_with_index" or "each_with_object" or "sort_by" or "sort" =>
            RubyLists.MemberOrNull(Entries(hash), name),
        "to_a" => Native.Of(name, (_, _) => Entries(hash)),
        "each_key" => RubyLists.MemberOrNull(ListValue.Of(hash.Keys.Select(static k => ConstantValue.Of(k))), "each"),
        "each_value" => RubyLists.MemberOrNull(new ListValue { Items = [.. hash.Keys.Select(k => Entry(hash, k))] }, "each"),
        "transform_values" => Native.Of(name, (m, call) => Changed(m, hash, call, isKey: false)),
        "transform_keys" => Native.Of(name, (m, call) => Changed(m, hash, call, isKey: true)),
        "stringify_keys" or "symbolize_keys" or "deep_stringify_keys" or "deep_symbolize_keys" or "with_indifferent_access" => Native.Of(name, (_, _) => hash),
        "compact" => Native.Of(name, (_, _) => Without(hash, static v => v.IsNothing)),
        "to_h" => Native.Of(name, (m, call) => call.Named.ContainsKey(LocalNames.Block) && RubyLists.MemberOrNull(Entries(hash), name) is NativeValue native ? native.Call(m, call) : hash),
        "fetch" => Native.Of(name, (m, call) => Fetched(m, hash, call)),
        "dig" => Native.Of(name, (_, call) => Dug(hash, call)),
        "[]" => Native.Of(name, (_, call) => call[0] is ConstantValue key ? hash.FindOrNull(key.ToString()) ?? ConstantValue.Null : UnknownValue.Plain),
        "key?" or "has_key?" or "include?" when !hash.IsOpen => Native.Of(name, (_, call) => call[0] is ConstantValue key ? ConstantValue.Of(hash.FindOrNull(key.ToString()) is not null) : UnknownValue.Plain),
        "slice" => Native.Of(name, (_, call) => Sliced(hash, call, keeps: true)),
        "except" => Native.Of(name, (_, call) => Sliced(hash, call, keeps: false)),
        "store" => Native.Of(name, (m, call) =>
        {
            m.SetMember(hash, call[0] is ConstantValue key ? key.ToString() : "", call[1]);
            return call[1];
        }),
        "size" or "length" or "count" when !hash.IsOpen => Native.Of(name, (_, _) => ConstantValue.Of(hash.Keys.Count)),
        "empty?" when !hash.IsOpen => Native.Of(name, (_, _) => ConstantValue.Of(hash.Keys.Count == 0)),
        "any?" when hash.Keys.Count > 0 => Native.Of(name, static (_, call) => call.Named.Count == 0 ? ConstantValue.True : UnknownValue.Plain),
        _ => null,
    };

    private static Slot Entry(RecordValue hash, string key) => hash.TryGet(key, out var slot) ? slot : default;

    private static ListValue Entries(RecordValue hash) =>
        new() { Items = [.. hash.Keys.Select(k => new Slot(ListValue.Of([ConstantValue.Of(k), Entry(hash, k).Value]), Entry(hash, k).Condition))], IsOpen = hash.IsOpen };

    private static RecordValue Merged(Machine machine, RecordValue hash, CallSite call, string name)
    {
        var inPlace = name is "update" or "merge!";
        var result = inPlace ? hash : new RecordValue { Depth = machine.Depth, Node = hash.Node, File = hash.File };
        var named = new RecordValue();
        foreach (var (key, value) in call.Named.Where(static n => n.Key != LocalNames.Block))
        {
            named.Set(key, value);
        }

        IReadOnlyList<Value> parts = [.. inPlace ? [] : new Value[] { hash }, .. call.Arguments, named];
        foreach (var part in name == "reverse_merge" ? parts.Reverse() : parts)
        {
            var shared = name == "deep_merge" && part.Primary is RecordValue more ? more.Keys.Where(k => more.FindOrNull(k) is RecordValue && result.FindOrNull(k) is RecordValue).ToDictionary(static k => k, k => (RecordValue)result.FindOrNull(k)!, StringComparer.Ordinal) : [];
            machine.Spread(result, part);
            foreach (var (key, known) in shared.Where(s => !ReferenceEquals(s.Value, part.Primary)))
            {
                result.Set(key, Merged(machine, known, new CallSite { Node = FactNode.Absent, File = "", This = known, Arguments = [result.FindOrNull(key)!] }, "merge"));
            }
        }

        return result;
    }

    private static RecordValue Changed(Machine machine, RecordValue hash, CallSite call, bool isKey)
    {
        var result = new RecordValue { Depth = machine.Depth, IsOpen = hash.IsOpen, Node = hash.Node, File = hash.File };
        foreach (var key in hash.Keys.Take(EvaluationBudget.MostRounds).ToList())
        {
            var slot = Entry(hash, key);
            var made = RubyLists.Yield(machine, call, isKey ? ConstantValue.Of(key) : slot.Value);
            result.Set(isKey ? (made.Primary as ConstantValue)?.Text ?? key : key, isKey ? slot.Value : made, slot.Condition);
        }

        return result;
    }

    private static RecordValue Without(RecordValue hash, Func<Value, bool> isLeftOut)
    {
        var result = new RecordValue { IsOpen = hash.IsOpen, Node = hash.Node, File = hash.File };
        foreach (var key in hash.Keys.Where(k => !isLeftOut(Entry(hash, k).Value)))
        {
            result.Set(key, Entry(hash, key).Value, Entry(hash, key).Condition);
        }

        return result;
    }

    private static RecordValue Sliced(RecordValue hash, CallSite call, bool keeps)
    {
        var named = call.Arguments.Select(static a => (a.Primary as ConstantValue)?.ToString() ?? "").ToHashSet(StringComparer.Ordinal);
        var result = new RecordValue { IsOpen = hash.IsOpen && !keeps, Node = hash.Node, File = hash.File };
        foreach (var key in hash.Keys.Where(k => named.Contains(k) == keeps))
        {
            result.Set(key, Entry(hash, key).Value, Entry(hash, key).Condition);
        }

        return result;
    }

    private static Value Fetched(Machine machine, RecordValue hash, CallSite call) =>
        call[0] is ConstantValue key && hash.FindOrNull(key.ToString()) is { } known ? known
            : call.Arguments.Count > 1 ? call.Arguments[1]
            : call.Named.ContainsKey(LocalNames.Block) ? RubyLists.Yield(machine, call, call[0])
            : UnknownValue.Plain;

    private static Value Dug(RecordValue hash, CallSite call)
    {
        Value value = hash;
        foreach (var key in call.Arguments.Select(static a => a.Primary as ConstantValue))
        {
            value = value.Primary is RecordValue record && key is not null ? record.FindOrNull(key.ToString()) ?? (record.IsOpen ? UnknownValue.Plain : ConstantValue.Null) : value.IsNothing ? value : UnknownValue.Plain;
        }

        return value;
    }
}
