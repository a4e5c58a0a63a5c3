using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

/// <summary>Functions of a function host that a tool call triggers: <c>[McpToolTrigger(name, description)]</c> with <c>[McpToolProperty(…)]</c> on parameters.</summary>
internal sealed class FunctionTriggers(Evaluator evaluator, FunctionReader reader, IReadOnlyDictionary<string, ConfiguredTool> configured)
{
    /// <summary>The tools of every function.</summary>
    public IEnumerable<FoundTool> Read()
    {
        foreach (var method in evaluator.Symbols.All.Where(static t => t.Keyword != "enum").SelectMany(static t => t.Methods).ToList())
        {
            foreach (var parameter in method.Node[0].Children)
            {
                if (AttributeReader.FindOrNull(parameter[3].Children, "McpToolTrigger") is { } trigger && ToolOrNull(method, parameter, trigger) is { } tool)
                {
                    yield return tool;
                }
            }
        }
    }

    private FoundTool? ToolOrNull(MemberSymbol method, FactNode context, FactNode trigger)
    {
        var place = Place.Of(method.File, method.Type);
        var attributes = new AttributeReader(evaluator);
        if (attributes.Text(trigger, "toolName", 0, place) is not { Length: > 0 } name || attributes.IsPartial)
        {
            return null;
        }

        var properties = new JsonObject();
        var required = new List<string>();
        var types = new TypeSchemas(evaluator);
        if (evaluator.Symbols.ResolveOrNull(context[2], method.File, method.Type) is { Keyword: not "interface" } model)
        {
            // A trigger bound to a type of the source takes its properties.
            var schema = types.Model(model);
            properties = (JsonObject)schema["properties"]!.DeepClone();
            required.AddRange((schema["required"] as JsonArray ?? []).Select(static r => r!.GetValue<string>()));
        }

        foreach (var parameter in method.Node[0].Children)
        {
            if (AttributeReader.FindOrNull(parameter[3].Children, "McpToolProperty") is { } property)
            {
                Property(properties, required, parameter, property, attributes, types, place);
            }
        }

        if (configured.TryGetValue(name, out var more))
        {
            foreach (var (key, value) in more.Properties)
            {
                properties[key] = value?.DeepClone();
            }

            required.AddRange(more.Required);
        }

        var json = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            json["required"] = new JsonArray([.. required.Distinct(StringComparer.Ordinal).Select(static r => (JsonNode)r)]);
        }

        // The function's own reading gives place and file; the trigger says the rest.
        return reader.ReadOrNull(new DelegateValue(method.Node, place, method), null) is { } tool
            ? tool with { Name = name, Title = null, Description = attributes.Text(trigger, "description", 1, place), InputSchema = json, Annotations = null, Condition = null, IsPartial = attributes.IsPartial || types.IsPartial }
            : null;
    }

    /// <summary>Early versions take (name, type, description), later ones (name, description, required) with the type from the parameter.</summary>
    private void Property(JsonObject properties, List<string> required, FactNode parameter, FactNode property, AttributeReader attributes, TypeSchemas types, Place place)
    {
        var name = attributes.Text(property, "propertyName", 0, place);
        if (name is null)
        {
            return;
        }

        var third = AttributeReader.Argument(property, "description", 2);
        var isTyped = !AttributeReader.Argument(property, "propertyType").IsAbsent || (!third.IsAbsent && evaluator.Evaluate(third, place).Primary is ConstantValue { Text: not null } && !AttributeReader.Argument(property, "", 2).IsAbsent);
        var schema = isTyped ? new JsonObject { ["type"] = attributes.Text(property, "propertyType", 1, place) } : types.Write(parameter[2], place);
        if (attributes.Text(property, "description", isTyped ? 2 : 1, place) is { } words)
        {
            schema["description"] = words;
        }

        properties[name] = schema;
        var isRequired = AttributeReader.Argument(property, "isRequired") is { IsAbsent: false } said ? said : AttributeReader.Argument(property, "required", isTyped ? 3 : 2);
        if (evaluator.Evaluate(isRequired, place).Truth is true && !isRequired.IsAbsent)
        {
            required.Add(name);
        }
    }
}
