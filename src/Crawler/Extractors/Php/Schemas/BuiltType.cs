using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Php.Schemas;

/// <summary>One type that a <see cref="SchemaBuilder"/> has made.</summary>
/// <param name="schema">What is said of it so far.</param>
/// <param name="builder">The builder's value; calls that it does not know go on there.</param>
internal sealed class BuiltType(JsonObject schema, RecordValue builder)
{
    public JsonObject Schema { get; } = schema;

    /// <summary>The property's name in the first form; null in the second.</summary>
    public string? Name { get; set; }

    public bool IsRequired { get; private set; }

    /// <summary>The schema of an array of types by their names.</summary>
    public static JsonObject ObjectOf(Machine machine, RecordValue members)
    {
        var type = new BuiltType(new JsonObject { ["type"] = "object" }, members);
        type.Describe(machine, members);
        return type.Schema;
    }

    /// <summary>Sets properties and which of them are required.</summary>
    public void Describe(Machine machine, RecordValue members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var key in members.Keys)
        {
            var member = machine.GetMember(members, key).Primary;
            properties[key] = Json(machine, member);
            if (member is RecordValue { Tag: BuiltType { IsRequired: true } })
            {
                required.Add(key);
            }
        }

        Schema["properties"] = properties;
        if (required.Count > 0)
        {
            Schema["required"] = required;
        }
    }

    public static JsonNode Json(Machine machine, Value value) =>
        value is RecordValue { Tag: BuiltType type } ? type.Schema.DeepClone() : new ValueJson(machine, static v => v is RecordValue { Tag: BuiltType t } ? t.Schema.DeepClone() : null).Write(value) ?? new JsonObject();

    /// <summary>One call in the chain.</summary>
    public Value Set(Machine machine, RecordValue self, string name, CallSite call)
    {
        switch (name)
        {
            case "required":
                IsRequired = call.Arguments.Count == 0 || call[0].Truth != false;
                if (Name is not null && IsRequired && builder.Tag is SchemaBuilder first)
                {
                    first.Required.Add(Name);
                }

                break;
            case "optional":
                IsRequired = false;
                break;
            case "nullable":
                if (Schema["type"] is JsonValue one && one.TryGetValue(out string? type))
                {
                    Schema["type"] = new JsonArray(type, "null");
                }

                break;
            case "description" or "title" or "default" or "pattern" or "format" or "enum" or "items" or "multipleOf":
                if (call.Arguments.Count > 0 && call.Arguments[0].Primary is not UnknownValue)
                {
                    Schema[name] = Json(machine, call.Arguments[0].Primary);
                }

                break;
            case "min" or "max":
                Schema[Bound(name)] = Json(machine, call[0]);
                break;
            case "properties" when call[0] is RecordValue members:
                Describe(machine, members);
                break;
            case "withoutAdditionalProperties":
                Schema["additionalProperties"] = false;
                break;
            case "raw" when call[0] is ConstantValue { Text: { } key } && call.Arguments.Count > 1:
                Schema[key] = Json(machine, call.Arguments[1].Primary);
                break;
            case "string" or "integer" or "number" or "boolean" or "array" or "object" or "toArray" when Name is not null:
                return machine.Invoke(SchemaBuilder.MemberOrNull(builder, name)!, call);
            default:
                break;
        }

        return self;
    }

    private string Bound(string name) =>
        Schema["type"]?.ToString() switch
        {
            "string" => name + "Length",
            "array" => name + "Items",
            _ => name + "imum",
        };
}
