using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Ruby.Lowering;
using Catalog.Crawler.Extractors.Ruby.Runtime;

namespace Catalog.Crawler.Extractors.Ruby.Schemas;

/// <summary>Arguments of a tool that are named one by one, with a class or a word for the type: <c>argument :x, String, required: true, description: "…"</c>.</summary>
internal sealed class ArgumentSchema : IDslTarget
{
    private static readonly string[] Kept = ["description", "default", "enum", "minimum", "maximum", "format", "pattern", "minLength", "maxLength", "title"];
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];

    public bool IsEmpty => _properties.Count == 0;

    /// <summary>True for the words that name an argument.</summary>
    public static bool IsArgument(string word) => word is "argument" or "parameter" or "param" or "property" or "arg" or "collection";

    public Value Member(Machine machine, string name) => Native.Of(name, (m, call) =>
    {
        if (IsArgument(name) || call[0] is ConstantValue { Text: not null })
        {
            Add(m, name, call);
        }

        return ConstantValue.Null;
    });

    /// <summary>One argument.</summary>
    public void Add(Machine machine, string word, CallSite call)
    {
        if (call[0] is not ConstantValue { Text: { } name })
        {
            return;
        }

        var schema = Type(call.Arguments.Count > 1 ? call[1] : call.Named.GetValueOrDefault("type")?.Primary);
        if (word == "collection")
        {
            schema = new JsonObject { ["type"] = "array", ["items"] = schema };
        }

        var json = new ValueJson(machine);
        foreach (var key in Kept)
        {
            var value = call.Named.GetValueOrDefault(key) ?? (key == "description" ? call.Named.GetValueOrDefault("desc") ?? call.Arguments.Skip(1).FirstOrDefault(static a => a is ConstantValue { Text: { } text } && text.Contains(' ', StringComparison.Ordinal)) : null);
            if (value is not null && json.Write(value) is { } written)
            {
                schema[key] = written;
            }
        }

        if (call.Named.GetValueOrDefault("items") is { } items && schema["items"] is null)
        {
            schema["items"] = items.Primary is RecordValue ? json.Write(items) : Type(items.Primary);
        }

        if (call.Named.GetValueOrDefault(LocalNames.Block) is { } block)
        {
            var inner = new ArgumentSchema();
            RubyHost.RunIn(machine, block, new RecordValue { Tag = inner });
            var described = schema["description"]?.DeepClone();
            schema = schema["type"]?.ToString() == "array" ? new JsonObject { ["type"] = "array", ["items"] = inner.ToJson() } : inner.ToJson();
            if (described is not null)
            {
                schema["description"] = described;
            }
        }

        _properties[name] = schema;
        // `param` is required unless it says that it is not; the other words are optional unless they say that they are.
        if ((call.Named.GetValueOrDefault("required")?.Truth ?? word == "param") && !_required.Any(r => r!.ToString() == name))
        {
            _required.Add(name);
        }
    }

    /// <summary>The schema of all of them.</summary>
    public JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = _properties.DeepClone() };
        if (_required.Count > 0)
        {
            schema["required"] = _required.DeepClone();
        }

        return schema;
    }

    /// <summary>The schema of a type that is written as a class or a word; empty where it is none.</summary>
    public static JsonObject Type(Value? type)
    {
        var name = type switch
        {
            UnknownValue { Module: "" } outside => outside.Path[(outside.Path.LastIndexOf(':') + 1)..],
            ConstantValue { Text: { } text } => text,
            ListValue { Items: [{ Value: var item }] } => Type(item)["type"]?.ToString(),
            _ => null,
        };
        var json = name?.ToLowerInvariant() switch
        {
            "string" or "str" or "symbol" or "text" => "string",
            "integer" or "int" => "integer",
            "float" or "number" or "numeric" or "decimal" or "bigdecimal" => "number",
            "trueclass" or "falseclass" or "boolean" or "bool" => "boolean",
            "array" => "array",
            "hash" or "object" => "object",
            _ => null,
        };
        return json is null ? [] : type is ListValue ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = json } } : new JsonObject { ["type"] = json };
    }
}
