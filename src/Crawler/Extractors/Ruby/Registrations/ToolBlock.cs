using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Extractors.Ruby.Runtime;
using Catalog.Crawler.Extractors.Ruby.Schemas;

namespace Catalog.Crawler.Extractors.Ruby.Registrations;

/// <summary>What is said of a tool word by word: in the body of its class, or in the block of its registration. A word with a value sets it, a word without reads it.</summary>
internal sealed class ToolBlock : IDslTarget
{
    private readonly Dictionary<string, CallSite> _said = new(StringComparer.Ordinal);

    /// <summary>Arguments that are named one by one: <c>argument :x, String, required: true</c>.</summary>
    public ArgumentSchema Arguments { get; } = new();

    /// <summary>True where a word was said.</summary>
    public bool Has(string name) => _said.ContainsKey(name);

    public Value Member(Machine machine, string name) => Native.Of(name, (m, call) => Take(m, name, call));

    /// <summary>One word with what follows it.</summary>
    /// <returns>What was said before where nothing follows; nil where nothing was.</returns>
    public Value Take(Machine machine, string name, CallSite call)
    {
        if (ArgumentSchema.IsArgument(name) && call[0] is ConstantValue { Text: not null })
        {
            Arguments.Add(machine, name, call);
        }
        else if (call.Arguments.Count > 0 || call.Named.Count > 0)
        {
            _said[name] = call;
        }
        else
        {
            return ValueOrNull(machine, name) ?? ConstantValue.Null;
        }

        return call.Arguments.Count > 0 ? call.Arguments[0] : ConstantValue.Null;
    }

    /// <summary>Says a word from outside: <c>define(name: …)</c>.</summary>
    public void Say(string name, CallSite at, Value value) =>
        _said[name] = new CallSite { Node = at.Node, File = at.File, This = at.This, Name = name, Arguments = [value] };

    /// <summary>The value of a word: its argument, its arguments by name as a hash, or what its block gives; null where it was not said.</summary>
    public Value? ValueOrNull(Machine machine, string name)
    {
        if (!_said.TryGetValue(name, out var call))
        {
            return null;
        }

        if (call.Arguments.Count > 0)
        {
            return call.Arguments[0];
        }

        var hash = new RecordValue { Node = call.Node, File = call.File };
        foreach (var (key, value) in call.Named.Where(static n => n.Key != LocalNames.Block))
        {
            hash.Set(key, value);
        }

        if (hash.Keys.Count > 0 || call.Named.GetValueOrDefault(LocalNames.Block) is not { } block)
        {
            return hash;
        }

        // A block gives its value, or says words of its own.
        var inner = new ToolBlock();
        var given = RubyHost.RunIn(machine, block, new RecordValue { Tag = inner });
        return given.Primary is RecordValue { Tag: null } or ListValue ? given : inner.Record(machine);
    }

    /// <summary>The block of a word; null where it has none.</summary>
    public Value? BlockOrNull(string name) => _said.GetValueOrDefault(name)?.Named.GetValueOrDefault(LocalNames.Block);

    /// <summary>A word's text; null where it was not said, or is no text.</summary>
    public ConstantValue? Text(Machine machine, string name) => ValueOrNull(machine, name)?.Primary is ConstantValue { Text: not null } text ? text : null;

    /// <summary>A word's hash as JSON; null where it was not said, or is none.</summary>
    public JsonObject? Json(ValueJson json, Machine machine, string name) => ValueOrNull(machine, name)?.Primary is RecordValue record ? json.Write(record) as JsonObject : null;

    /// <summary>All words as a hash.</summary>
    public RecordValue Record(Machine machine)
    {
        var record = new RecordValue();
        foreach (var name in _said.Keys)
        {
            record.Set(name, ValueOrNull(machine, name)!);
        }

        return record;
    }
}
