using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Php.Schemas;

/// <summary>Parameters of a method as JSON Schema, by the rules of the official SDK: <c>#[Schema]</c> first, then the declared type, then the doc comment.</summary>
/// <param name="machine">Evaluates defaults and attributes.</param>
internal sealed class FunctionSchemas(Machine machine)
{
    /// <summary>The schema of a method's arguments; parameters that the server hands over itself are left out.</summary>
    public JsonObject Of(FactNode function, EvaluatedModule module, DocComment doc)
    {
        var own = Attribute(function[3], module);
        if (own?["definition"] is JsonObject definition)
        {
            return (JsonObject)definition.DeepClone();
        }

        var properties = own?["properties"]?.DeepClone() as JsonObject ?? [];
        var required = (own?["required"] as JsonArray)?.Select(static r => r?.ToString() ?? "").ToList() ?? [];
        foreach (var parameter in function[0].Children)
        {
            var isRest = parameter[0].Kind == FactKind.Rest;
            var name = (isRest ? parameter[0][0].Text : parameter[0].Text)?.TrimStart('$') ?? "";
            var type = parameter[2].Text ?? doc.TypeOrNull(name) ?? "";
            if (IsContext(type))
            {
                continue;
            }

            var schema = Parameter(parameter, name, isRest ? doc.TypeOrNull(name) ?? type : type, module, doc);
            Merge(schema, properties[name] as JsonObject);
            var written = Attribute(parameter[3], module);
            Merge(schema, written?["definition"] as JsonObject ?? written);
            if (isRest)
            {
                schema = new JsonObject { ["type"] = "array", ["items"] = schema };
            }

            properties[name] = schema;
            ExtractionTrace.Current?.Made(name, module.Path, parameter.Line, "a parameter of the function");
            ExtractionTrace.Current?.Made(doc.TextOrNull(name), module.Path, parameter.Line, "the function's doc comment");
            var isRequired = parameter[1].IsAbsent && !isRest;
            required.RemoveAll(r => r == name && !isRequired);
            if (isRequired && !required.Contains(name, StringComparer.Ordinal))
            {
                required.Add(name);
            }
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            result["required"] = new JsonArray([.. required.Select(static r => (JsonNode?)r)]);
        }

        return result;
    }

    private JsonObject Parameter(FactNode parameter, string name, string type, EvaluatedModule module, DocComment doc)
    {
        var schema = TypeOf(type, doc.TypeOrNull(name), module);
        if (doc.TextOrNull(name) is { } text)
        {
            schema["description"] = text;
        }

        if (!parameter[1].IsAbsent && new ValueJson(machine).Write(Value(parameter[1], module)) is { } usual)
        {
            schema["default"] = usual is JsonObject { Count: 2 } both && both["value"] is { } backing ? backing.DeepClone() : usual;
        }

        return schema;
    }

    private JsonObject TypeOf(string declared, string? documented, EvaluatedModule module)
    {
        var parts = declared.TrimStart('?').Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var types = parts.Select(Json).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if ((declared.StartsWith('?') || parts.Contains("null", StringComparer.OrdinalIgnoreCase)) && !types.Contains("null", StringComparer.Ordinal))
        {
            types.Insert(0, "null");
        }

        var schema = new JsonObject();
        if (types.Count > 0)
        {
            schema["type"] = types.Count == 1 ? types[0] : new JsonArray([.. types.Select(static t => (JsonNode?)t)]);
        }

        if (parts.Length == 1 && types.TrueForAll(static t => t is "object" or "null") && Cases(parts[0], module) is { } cases)
        {
            schema["type"] = cases[0]?.GetValueKind() == System.Text.Json.JsonValueKind.Number ? "integer" : "string";
            schema["enum"] = cases;
        }

        if (types.Contains("array", StringComparer.Ordinal))
        {
            var item = documented?.TrimStart('?').Split('|')[0].Trim() ?? "";
            item = item.EndsWith("[]", StringComparison.Ordinal) ? item[..^2] : item.IndexOf('<', StringComparison.Ordinal) is > 0 and var at && item.EndsWith('>') ? item[(at + 1)..^1].Split(',')[^1].Trim() : "";
            schema["items"] = item.Length > 0 && Json(item) is { } inner ? new JsonObject { ["type"] = inner } : new JsonObject();
        }

        return schema;
    }

    /// <summary>The values of an enumeration of the program; null for other types.</summary>
    private JsonArray? Cases(string type, EvaluatedModule module)
    {
        if (machine.Host.Global(type[(type.LastIndexOf('\\') + 1)..], module).Primary is not RecordValue { Node.Kind: FactKind.Enum } cases)
        {
            return null;
        }

        var values = new JsonArray();
        foreach (var key in cases.Keys)
        {
            values.Add(new ValueJson(machine).Write(machine.GetMember(machine.GetMember(cases, key), "value")));
        }

        return values.Count > 0 ? values : null;
    }

    private static string? Json(string type) =>
        type.TrimStart('\\').ToLowerInvariant() switch
        {
            "string" => "string",
            "int" or "integer" => "integer",
            "float" or "double" or "number" => "number",
            "bool" or "boolean" or "true" or "false" => "boolean",
            "array" or "iterable" or "list" => "array",
            "null" => "null",
            "mixed" or "" => null,
            var other when other.EndsWith("[]", StringComparison.Ordinal) || other.StartsWith("array<", StringComparison.Ordinal) || other.StartsWith("list<", StringComparison.Ordinal) => "array",
            _ => "object",
        };

    private static bool IsContext(string type) => type[(type.LastIndexOf('\\') + 1)..].TrimStart('?') is "RequestContext" or "Context" or "ClientGateway" or "SessionInterface" or "ClientCommunication" or "ProgressNotifier" or "LoggerInterface";

    /// <summary>The arguments of <c>#[Schema(…)]</c>; null where there is none.</summary>
    private JsonObject? Attribute(FactNode decorators, EvaluatedModule module)
    {
        if (decorators.Children.FirstOrDefault(static d => d[0].Text == "Schema") is not { } attribute)
        {
            return null;
        }

        var json = new JsonObject();
        foreach (var argument in attribute.Children.Skip(1))
        {
            var key = argument.Kind == FactKind.Keyword ? argument.Text! : "type";
            if (new ValueJson(machine).Write(Value(argument.Kind == FactKind.Keyword ? argument[0] : argument, module)) is { } value)
            {
                json[key] = value;
            }
        }

        return json;
    }

    private Value Value(FactNode expression, EvaluatedModule module) => machine.Evaluate(expression, module.Scope, new Frame(UnknownValue.Plain, null, 0));

    private static void Merge(JsonObject schema, JsonObject? more)
    {
        foreach (var (key, value) in more ?? [])
        {
            schema[key] = value?.DeepClone();
        }
    }
}
