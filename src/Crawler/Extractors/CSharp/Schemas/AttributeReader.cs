using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Schemas;

/// <summary>Reads attributes: their names, arguments, and what those of <c>DataAnnotations</c> say in JSON Schema.</summary>
internal sealed class AttributeReader(Evaluator evaluator)
{
    /// <summary>True where an argument was not constant.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The simple name of an attribute without its suffix; empty for a label.</summary>
    public static string NameOf(FactNode decorator)
    {
        var name = decorator.Kind == FactKind.Call ? decorator[0].Text ?? "" : "";
        return name.EndsWith("Attribute", StringComparison.Ordinal) && name.Length > 9 ? name[..^9] : name;
    }

    /// <summary>The first attribute of a name; null where there is none.</summary>
    public static FactNode? FindOrNull(IEnumerable<FactNode> decorators, params ReadOnlySpan<string> names)
    {
        foreach (var decorator in decorators)
        {
            if (names.Contains(NameOf(decorator)))
            {
                return decorator;
            }
        }

        return null;
    }

    /// <summary>An argument by name or by its position among those without one; absent where it is not given.</summary>
    public static FactNode Argument(FactNode attribute, string name, int position = -1)
    {
        var at = 0;
        foreach (var child in attribute.Children.Skip(1))
        {
            if (child.Kind == FactKind.Keyword)
            {
                if (string.Equals(child.Text, name, StringComparison.OrdinalIgnoreCase))
                {
                    return child[0];
                }
            }
            else if (at++ == position)
            {
                return child;
            }
        }

        return FactNode.Absent;
    }

    /// <summary>An argument's text; null where it is not given. What is not constant in it makes the reading partial.</summary>
    public string? Text(FactNode attribute, string name, int position, Place place)
    {
        var node = Argument(attribute, name, position);
        if (node.IsAbsent)
        {
            return null;
        }

        var value = evaluator.Evaluate(node, place).Primary as ConstantValue;
        IsPartial |= value is null or { Partial: true };
        return value?.Text;
    }

    /// <summary>Adds to a property's schema what its attributes say.</summary>
    public void Apply(JsonObject schema, IEnumerable<FactNode> decorators, Place place)
    {
        foreach (var decorator in decorators)
        {
            switch (NameOf(decorator))
            {
                case "Description":
                    Set(schema, "description", Argument(decorator, "description", 0), place);
                    break;
                case "Display" when !Argument(decorator, "Description").IsAbsent:
                    Set(schema, "description", Argument(decorator, "Description"), place);
                    break;
                case "DisplayName":
                    Set(schema, "title", Argument(decorator, "displayName", 0), place);
                    break;
                case "DefaultValue":
                    Set(schema, "default", Argument(decorator, "value", 0), place);
                    break;
                case "Range":
                    Set(schema, "minimum", Argument(decorator, "minimum", 0), place);
                    Set(schema, "maximum", Argument(decorator, "maximum", 1), place);
                    break;
                case "StringLength":
                    Set(schema, "minLength", Argument(decorator, "MinimumLength"), place);
                    Set(schema, "maxLength", Argument(decorator, "maximumLength", 0), place);
                    break;
                case "MinLength" or "Length":
                    Set(schema, IsList(schema) ? "minItems" : "minLength", Argument(decorator, "length", 0), place);
                    Set(schema, IsList(schema) ? "maxItems" : "maxLength", Argument(decorator, "maximumLength", 1), place);
                    break;
                case "MaxLength":
                    Set(schema, IsList(schema) ? "maxItems" : "maxLength", Argument(decorator, "length", 0), place);
                    break;
                case "RegularExpression":
                    Set(schema, "pattern", Argument(decorator, "pattern", 0), place);
                    break;
                case "EmailAddress":
                    schema["format"] = "email";
                    break;
                case "Url":
                    schema["format"] = "uri";
                    break;
                case "AllowedValues":
                    var values = new JsonArray();
                    foreach (var argument in decorator.Children.Skip(1))
                    {
                        values.Add(evaluator.Evaluate(argument, place).Primary is ConstantValue value ? TypeSchemas.DefaultOrNull(value) : null);
                    }

                    schema["enum"] = values;
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsList(JsonObject schema) => schema["type"] is JsonValue value && value.TryGetValue(out string? type) && type == "array";

    private void Set(JsonObject schema, string key, FactNode argument, Place place)
    {
        if (argument.IsAbsent)
        {
            return;
        }

        var value = evaluator.Evaluate(argument, place).Primary as ConstantValue;
        IsPartial |= value is null or { Partial: true };
        if (value is not null && TypeSchemas.DefaultOrNull(value) is { } json)
        {
            schema[key] = json;
        }
    }
}
