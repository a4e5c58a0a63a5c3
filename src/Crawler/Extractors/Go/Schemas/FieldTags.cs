using System.Globalization;
using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Schemas;

/// <summary>What a field's tag says of its schema.</summary>
internal sealed class FieldTags(SchemaStyle style)
{
    /// <summary>Adds it; true where the field is required.</summary>
    public bool Apply(string tag, JsonObject schema, bool isOptional)
    {
        if (style == SchemaStyle.TagEach)
        {
            return ApplyEach(tag, schema, isOptional);
        }

        var own = StructTag.FindOrNull(tag, "jsonschema");
        var isRequired = style != SchemaStyle.InvopopTagged && !isOptional;
        if (own is not null && style == SchemaStyle.Google && !IsKeywords(own))
        {
            Describe(schema, own);
        }
        else if (own is not null and not "-")
        {
            foreach (var part in Parts(own))
            {
                isRequired |= part == "required";
                Keyword(schema, part);
            }
        }

        if (StructTag.FindOrNull(tag, "jsonschema_description") is { } words)
        {
            Describe(schema, words);
        }

        return isRequired;
    }

    /// <summary>The rules of google/jsonschema-go refuse a tag that starts like a keyword: such a tag was written for the other library.</summary>
    private static bool IsKeywords(string tag)
    {
        var end = 0;
        while (end < tag.Length && (char.IsAsciiLetter(tag[end]) || tag[end] == '_'))
        {
            end++;
        }

        return (end > 0 && end < tag.Length && tag[end] == '=') || tag.StartsWith("required,", StringComparison.Ordinal);
    }

    private static void Describe(JsonObject schema, string words)
    {
        if (words.Length > 0)
        {
            schema["description"] = words;
        }
    }

    /// <summary>The parts between commas; a comma after a backslash belongs to the text.</summary>
    private static IEnumerable<string> Parts(string tag)
    {
        var start = 0;
        for (var i = 0; i <= tag.Length; i++)
        {
            if (i == tag.Length || (tag[i] == ',' && (i == 0 || tag[i - 1] != '\\')))
            {
                yield return tag[start..i].Replace("\\,", ",", StringComparison.Ordinal);
                start = i + 1;
            }
        }
    }

    private static void Keyword(JsonObject schema, string part)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            return;
        }

        var (key, value) = (part[..at], part[(at + 1)..]);
        switch (key)
        {
            case "description" or "title" or "pattern" or "format":
                schema[key] = value;
                break;
            case "enum":
                var target = schema["items"] as JsonObject ?? schema;
                if (target["enum"] is not JsonArray list)
                {
                    target["enum"] = list = [];
                }

                list.Add(Typed(target, value));
                break;
            case "default":
                schema[key] = Typed(schema, value);
                break;
            case "example":
                if (schema["examples"] is not JsonArray examples)
                {
                    schema["examples"] = examples = [];
                }

                examples.Add(Typed(schema, value));
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" or "minLength" or "maxLength" or "minItems" or "maxItems":
                if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                {
                    schema[key] = Number(number);
                }

                break;
            case "uniqueItems" or "readOnly" or "writeOnly" or "nullable":
                schema[key] = value == "true";
                break;
            default:
                break;
        }
    }

    private static bool ApplyEach(string tag, JsonObject schema, bool isOptional)
    {
        if (StructTag.FindOrNull(tag, "description") is { } words)
        {
            Describe(schema, words);
        }

        if (StructTag.FindOrNull(tag, "enum") is { Length: > 0 } list)
        {
            schema["enum"] = new JsonArray([.. list.Split(',').Select(v => Typed(schema, v))]);
        }

        if (StructTag.FindOrNull(tag, "default") is { } usual)
        {
            schema["default"] = Typed(schema, usual);
        }

        return StructTag.FindOrNull(tag, "required") is { } required ? required == "true" : !isOptional;
    }

    private static JsonNode Typed(JsonObject schema, string value)
    {
        var type = schema["type"] is JsonValue one ? one.GetValue<string>() : schema["type"] is JsonArray several ? several[^1]!.GetValue<string>() : "string";
        return type switch
        {
            "boolean" => JsonValue.Create(value == "true"),
            "integer" or "number" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => Number(number),
            _ => JsonValue.Create(value)!,
        };
    }

    private static JsonValue Number(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number);
}
