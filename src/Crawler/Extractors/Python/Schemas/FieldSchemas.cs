using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Schemas;

/// <summary>What a field's own words and limits add to the schema of its type.</summary>
internal sealed class FieldSchemas(Machine machine)
{
    /// <summary>One property: the name that a client uses, its schema, and whether it must be given.</summary>
    /// <param name="types">Writes the types.</param>
    /// <param name="name">The name in the source.</param>
    /// <param name="annotation">The type; null where there is none.</param>
    /// <param name="value">The default, or a <see cref="FieldValue"/>; null where there is none.</param>
    /// <param name="scope">Where names in texts are looked up.</param>
    public (string Name, (JsonObject Json, bool IsPartial) Schema, bool IsRequired) Property(TypeSchemas types, string name, Value? annotation, Value? value, Scope? scope)
    {
        var schema = annotation is null ? TypeNames.Of("string") : types.Of(annotation, scope);
        var isPartial = false;
        var isRequired = true;
        foreach (var field in Fields(annotation, value))
        {
            isPartial |= Apply(field, schema);
            isRequired &= field.IsRequired;
            name = (field.Text("alias") ?? field.Text("validation_alias"))?.Text ?? name;
            isPartial |= field.Default is { } own && Default(own, schema);
        }

        if (value is not null and not FieldValue && !FieldValue.IsEllipsis(value))
        {
            isRequired = false;
            isPartial |= Default(value, schema);
        }

        return (name, (schema, isPartial), isRequired);
    }

    /// <summary>Adds a field's description and limits; true where a part of them is not constant.</summary>
    public bool Apply(FieldValue field, JsonObject schema)
    {
        var isPartial = false;
        if (field.Text("description") is { } words)
        {
            schema["description"] = words.Text;
            isPartial = words.Partial;
        }
        else if (field.Named("description") is { } other && !other.IsNothing)
        {
            isPartial = true;
        }

        if (field.Text("title") is { } title)
        {
            schema["title"] = title.Text;
        }

        var isList = schema["type"] is JsonValue type && type.TryGetValue(out string? kind) && kind == "array";
        foreach (var (from, to) in new[]
        {
            ("gt", "exclusiveMinimum"), ("ge", "minimum"), ("lt", "exclusiveMaximum"), ("le", "maximum"), ("multiple_of", "multipleOf"), ("pattern", "pattern"), ("regex", "pattern"),
            ("min_length", isList ? "minItems" : "minLength"), ("max_length", isList ? "maxItems" : "maxLength"), ("min_items", "minItems"), ("max_items", "maxItems"), ("examples", "examples"),
        })
        {
            if (field.Named(from) is { IsNothing: false } limit && new ValueJson(machine).Write(limit) is { } json)
            {
                schema[to] = json;
            }
        }

        return isPartial;
    }

    private bool Default(Value value, JsonObject schema)
    {
        if (value.IsNothing)
        {
            schema["default"] = null;
            return false;
        }

        var writer = new ValueJson(machine);
        if (value.Primary is not UnknownValue && writer.Write(value) is { } json && !writer.IsPartial)
        {
            schema["default"] = json;
            return false;
        }

        return true;
    }

    private static IEnumerable<FieldValue> Fields(Value? annotation, Value? value)
    {
        if (annotation?.Primary is TypeValue { Name: "Annotated" } annotated)
        {
            foreach (var note in annotated.Arguments.Skip(1))
            {
                if (note.Primary is FieldValue inner)
                {
                    yield return inner;
                }
            }
        }

        if (value is FieldValue own)
        {
            yield return own;
        }
    }
}
