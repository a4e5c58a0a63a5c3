using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Runtime;

namespace Catalog.Crawler.Extractors.Ruby.Schemas;

/// <summary>A schema of dry-schema as its extension writes it in JSON: <c>required(:x).filled(:string)</c>, <c>optional(:y).maybe(:integer, gt?: 0)</c>.</summary>
internal sealed class DrySchema : IDslTarget
{
    private readonly List<DryKey> _keys = [];

    /// <summary>The schema that a block describes.</summary>
    public static JsonObject Of(Machine machine, Value block)
    {
        var schema = new DrySchema();
        RubyHost.RunIn(machine, block, new RecordValue { Tag = schema });
        return schema.ToJson();
    }

    public Value Member(Machine machine, string name) => Native.Of(name, (_, call) =>
    {
        if (name is not ("required" or "optional") || call[0] is not ConstantValue { Text: { } key })
        {
            return ConstantValue.Null;
        }

        var added = new DryKey(key, name == "required");
        _keys.Add(added);
        return new RecordValue { Tag = added };
    });

    private JsonObject ToJson()
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var key in _keys.Where(static k => !k.IsHidden))
        {
            properties[key.Name] = key.Schema.DeepClone();
            if (key.IsRequired && !required.Any(r => r!.ToString() == key.Name))
            {
                required.Add(key.Name);
            }
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }
}
