using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Extractors.Ruby.Runtime;

namespace Catalog.Crawler.Extractors.Ruby.Schemas;

/// <summary>One key of a <see cref="DrySchema"/>: the calls in its chain say its type, its bounds and its description.</summary>
/// <param name="name">The key.</param>
/// <param name="isRequired">True for <c>required</c>.</param>
internal sealed class DryKey(string name, bool isRequired) : IDslTarget
{
    public string Name { get; } = name;

    public bool IsRequired { get; } = isRequired;

    /// <summary>True where the server shows it to no client.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>What is said of it so far.</summary>
    public JsonObject Schema { get; } = [];

    public Value Member(Machine machine, string name) => Native.Of(name, (m, call) =>
    {
        Take(m, name, call);
        return call.This is RecordValue ? call.This : new RecordValue { Tag = this };
    });

    private void Take(Machine machine, string word, CallSite call)
    {
        var block = call.Named.GetValueOrDefault(LocalNames.Block);
        switch (word)
        {
            case "filled" or "value" or "maybe" or "type" or "array" or "hash" or "each" or "schema":
                Describe(machine, word, call, block);
                break;
            case "description" or "desc" when call[0] is ConstantValue { Text: { } text }:
                Schema["description"] = text;
                break;
            case "hidden":
                IsHidden = call.Arguments.Count == 0 || call[0].Truth != false;
                break;
            default:
                break;
        }
    }

    private void Describe(Machine machine, string word, CallSite call, Value? block)
    {
        var types = call.Arguments.SelectMany(a => machine.ItemsOrNull(a) is { } items && a.Primary is ListValue ? items.Select(static i => i.Value) : [a]).Select(Type).OfType<JsonObject>().ToList();
        var inner = block is FunctionValue ? Inner(machine, word, block) : null;
        switch (word)
        {
            case "array" or "each":
                Merge(new JsonObject { ["type"] = "array", ["items"] = inner ?? (types.Count > 0 ? types[0] : new JsonObject()) });
                break;
            case "hash" or "schema":
                Merge(inner ?? new JsonObject { ["type"] = "object" });
                break;
            default:
                var type = types.Count == 0 ? [] : types[0];
                var names = types.Select(static t => t["type"]?.ToString()).OfType<string>().Concat(word == "maybe" ? ["null"] : []).Distinct(StringComparer.Ordinal).ToList();
                if (names.Count > 1)
                {
                    type["type"] = new JsonArray([.. names.Select(static n => (JsonNode?)n)]);
                }

                Merge(type);
                if (word == "filled" && Schema["type"]?.ToString() is "string" or "array")
                {
                    Schema[Schema["type"]!.ToString() == "string" ? "minLength" : "minItems"] = 1;
                }

                if (inner is not null)
                {
                    Merge(inner);
                }

                break;
        }

        foreach (var (predicate, value) in call.Named)
        {
            Bound(machine, predicate, value);
        }
    }

    /// <summary>What a block says: keys of its own, or the type of each item.</summary>
    private static JsonObject Inner(Machine machine, string word, Value block)
    {
        var item = new DryKey("", isRequired: false);
        var keys = DrySchema.Of(machine, block);
        if (word is not ("each" or "array") || ((JsonObject)keys["properties"]!).Count > 0)
        {
            return keys;
        }

        RubyHost.RunIn(machine, block, new RecordValue { Tag = item });
        return item.Schema;
    }

    private void Merge(JsonObject more)
    {
        foreach (var (key, value) in more)
        {
            Schema[key] = value?.DeepClone();
        }
    }

    private void Bound(Machine machine, string predicate, Value value)
    {
        var isText = Schema["type"]?.ToString() == "string";
        var key = predicate switch
        {
            "gt?" => "exclusiveMinimum",
            "gteq?" => "minimum",
            "lt?" => "exclusiveMaximum",
            "lteq?" => "maximum",
            "min_size?" => isText ? "minLength" : "minItems",
            "max_size?" => isText ? "maxLength" : "maxItems",
            "included_in?" => "enum",
            "eql?" => "const",
            _ => null,
        };
        if (key is not null && new ValueJson(machine).Write(value) is { } json)
        {
            Schema[key] = json;
        }
    }

    private static JsonObject? Type(Value type)
    {
        var name = type.Primary switch
        {
            ConstantValue { Text: { } text } => text,
            UnknownValue { Module: "" } outside => outside.Path[(outside.Path.LastIndexOf(':') + 1)..].ToLowerInvariant(),
            _ => null,
        };
        return name switch
        {
            "string" or "str?" or "symbol" => new JsonObject { ["type"] = "string" },
            "integer" or "int?" => new JsonObject { ["type"] = "integer" },
            "float" or "decimal" or "float?" or "number" => new JsonObject { ["type"] = "number" },
            "bool" or "bool?" or "true" or "false" => new JsonObject { ["type"] = "boolean" },
            "hash" or "hash?" => new JsonObject { ["type"] = "object" },
            "array" or "array?" => new JsonObject { ["type"] = "array", ["items"] = new JsonObject() },
            "nil" => new JsonObject { ["type"] = "null" },
            "date" => new JsonObject { ["type"] = "string", ["format"] = "date" },
            "date_time" or "datetime" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            "time" => new JsonObject { ["type"] = "string", ["format"] = "time" },
            _ => null,
        };
    }
}
