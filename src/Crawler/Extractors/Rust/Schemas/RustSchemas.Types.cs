using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Rust.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Schemas;

/// <content>Structures and enumerations.</content>
internal sealed partial class RustSchemas
{
    private static readonly string[] Libraries = ["schemars", "serde", "json_schema"];

    /// <summary>An object with a property a field. The rule for names of a variant's fields is its enumeration's.</summary>
    private JsonObject Struct(FactNode node, FactNode fields, EvaluatedModule from, string? rule)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        rule ??= TextOrNull(node, "rename_all");
        var hasDefaults = Says(node, "default");

        // The macros of rust-mcp-sdk look at `Option` alone.
        var onlyOptions = RustAttributes.Has(node, "mcp_tool");
        foreach (var field in fields.Children.Where(static f => f.Kind == FactKind.Field))
        {
            AddProperty(field, from, properties, required, rule, hasDefaults, onlyOptions);
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            result["required"] = required;
        }

        if (Says(node, "deny_unknown_fields"))
        {
            result["additionalProperties"] = false;
        }

        return result;
    }

    /// <summary>Adds what a field is to a schema.</summary>
    /// <param name="field">A field, or a parameter in the shape of one.</param>
    /// <param name="from">Its file.</param>
    /// <param name="properties">Takes the property, or those of a flattened type.</param>
    /// <param name="required">Takes its name where it must be given.</param>
    /// <param name="rule">The rule for names; null where there is none.</param>
    /// <param name="hasDefaults">True where every field has a default.</param>
    /// <param name="onlyOptions">True where only an <c>Option</c> may be left out.</param>
    public void AddProperty(FactNode field, EvaluatedModule from, JsonObject properties, JsonArray required, string? rule = null, bool hasDefaults = false, bool onlyOptions = false)
    {
        if (Says(field, "skip") || Says(field, "skip_deserializing"))
        {
            return;
        }

        var type = Replaced(field) ?? field[2];
        if (Says(field, "flatten"))
        {
            Flatten(Of(type, from), properties, required, IsOption(type));
            return;
        }

        var name = TextOrNull(field, "rename") ?? RustNames.Rename(Unraw(field.Text ?? ""), rule);
        var schema = Of(type, from);
        Describe(schema, field, from);
        AddDefault(schema, field, from);
        properties[name] = schema;
        ExtractionTrace.Current?.Made(name, from.Path, field.Line, $"the field or parameter `{field.Text}`");
        ExtractionTrace.Current?.Made((schema["description"] as JsonValue)?.ToString(), from.Path, field.Line, "the field's documentation or attribute");
        var isOptional = IsOption(field[2]) || (!onlyOptions && (hasDefaults || Says(field, "default")));
        if (!isOptional || RustAttributes.Says(field, "schemars", "required"))
        {
            required.Add(name);
        }
    }

    private static string Unraw(string name) => name.StartsWith("r#", StringComparison.Ordinal) ? name[2..] : name;

    private static void Flatten(JsonObject inner, JsonObject properties, JsonArray required, bool isOptional)
    {
        foreach (var (name, schema) in inner["properties"] as JsonObject ?? [])
        {
            properties[name] = schema?.DeepClone();
        }

        foreach (var name in isOptional ? [] : inner["required"] as JsonArray ?? [])
        {
            required.Add(name?.DeepClone());
        }
    }

    /// <summary><c>#[schemars(with = "T")]</c>: the schema is that of another type.</summary>
    private static FactNode? Replaced(FactNode field) =>
        RustAttributes.TextOrNull(field, "schemars", "with") is { } text ? RustTypeText.Parse(text, field) : null;

    private void AddDefault(JsonObject schema, FactNode field, EvaluatedModule from)
    {
        var value = RustAttributes.Value(field, "serde", "default");
        value = value.IsAbsent ? RustAttributes.Value(field, "schemars", "default") : value;
        if (value is { Kind: FactKind.String, Text: { } function }
            && constant(new FactNode(FactKind.Call, null, [new FactNode(FactKind.Name, function, [], value.Line, value.Column)], value.Line, value.Column), from) is { } known)
        {
            schema["default"] = known;
        }
    }

    private JsonObject Enum(RustItem item)
    {
        var rule = TextOrNull(item.Node, "rename_all");
        var variants = item.Node[1].Children.Where(static v => v.Kind == FactKind.Field && !Says(v, "skip") && !Says(v, "skip_deserializing")).ToList();
        var tag = RustAttributes.TextOrNull(item.Node, "serde", "tag");
        if (variants.TrueForAll(static v => v[0].IsAbsent) && tag is null && !RustAttributes.Says(item.Node, "serde", "untagged"))
        {
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. variants.Select(v => (JsonNode?)Name(v, rule))]) };
        }

        var isUntagged = RustAttributes.Says(item.Node, "serde", "untagged");
        var content = RustAttributes.TextOrNull(item.Node, "serde", "content");
        var fieldRule = TextOrNull(item.Node, "rename_all_fields");
        var options = new JsonArray();
        foreach (var variant in variants)
        {
            var schema = Variant(variant, item.Module, fieldRule);
            var option = isUntagged ? schema ?? new JsonObject { ["type"] = "null" } : tag is null ? External(Name(variant, rule), schema) : Tagged(tag, content, Name(variant, rule), schema);
            Describe(option, variant, item.Module);
            options.Add(option);
        }

        var result = new JsonObject { [isUntagged ? "anyOf" : "oneOf"] = options };
        if (tag is not null)
        {
            result["type"] = "object";
        }

        return result;
    }

    private JsonObject? Variant(FactNode variant, EvaluatedModule from, string? rule) =>
        variant[0].Kind switch
        {
            FactKind.Block => Struct(variant, variant[0], from, rule),
            FactKind.Array when variant[0].Children.Length == 1 => Of(variant[0][0][2], from),
            FactKind.Array => Tuple([.. variant[0].Children.Select(static f => f[2])], from),
            _ => null,
        };

    private static JsonObject External(string name, JsonObject? schema) =>
        schema is null
            ? new JsonObject { ["type"] = "string", ["const"] = name }
            : new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { [name] = schema }, ["required"] = new JsonArray(name), ["additionalProperties"] = false };

    private static JsonObject Tagged(string tag, string? content, string name, JsonObject? schema)
    {
        var properties = new JsonObject { [tag] = new JsonObject { ["type"] = "string", ["const"] = name } };
        var required = new JsonArray(tag);
        if (schema is not null && content is not null)
        {
            properties[content] = schema;
            required.Add(content);
        }
        else if (schema is not null)
        {
            Flatten(schema, properties, required, isOptional: false);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
    }

    private static string Name(FactNode variant, string? rule) => TextOrNull(variant, "rename") ?? RustNames.Rename(variant.Text!, rule);

    private static string? TextOrNull(FactNode node, string key)
    {
        foreach (var library in Libraries)
        {
            if (RustAttributes.TextOrNull(node, library, key) is { } text)
            {
                return text;
            }

            // `rename(serialize = "a", deserialize = "b")`: what is read counts.
            if (RustAttributes.Of(node, library).SelectMany(static a => a.Children.Skip(1)).FirstOrDefault(c => c.Kind == FactKind.Call && c[0].Text == key) is { } both
                && both.Children.FirstOrDefault(static c => c is { Kind: FactKind.Keyword, Text: "deserialize" })?[0].Text is { } read)
            {
                return read;
            }
        }

        return null;
    }

    private static bool Says(FactNode node, string word) => Libraries.Any(l => RustAttributes.Says(node, l, word));
}
