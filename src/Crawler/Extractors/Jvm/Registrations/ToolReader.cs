using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Extractors.Jvm.Schemas;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>Reads a tool off the objects that the official SDKs and their like make it from.</summary>
internal static class ToolReader
{
    private static readonly string[] Hints = ["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"];

    /// <summary>A tool object: by its builder, or by its constructor. Null where its name is not constant.</summary>
    public static FoundTool? Read(Machine machine, LibraryObject tool)
    {
        // `Tool.builder(name, schema)` and `new Tool(name, description, schema)` and those with a title between.
        var first = tool.Calls.Count > 0 && tool.Calls[0].Name.Length == 0 ? tool.Calls[0].Arguments : [];
        var texts = first.TakeWhile(static a => a.Primary is ConstantValue { IsNothing: true } or ConstantValue { Text: not null }).Count();
        var name = tool.FindOrNull("name") ?? first.ElementAtOrDefault(0);
        var isSchema = texts > 1 && first[texts - 1].Primary is ConstantValue { Text: { } json } && json.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal);
        var words = isSchema ? texts - 1 : texts;
        var description = tool.FindOrNull("description") ?? (words >= 3 ? first[2] : words == 2 ? first[1] : null);
        var title = tool.FindOrNull("title") ?? (words >= 3 ? first[1] : null);
        // `inputSchema(mapper, json)` and `inputSchema(json)`: the last argument holds it.
        var schema = tool.FindOrNull("inputSchema") ?? first.ElementAtOrDefault(words);
        var claims = tool.FindOrNull("annotations") ?? tool.FindOrNull("toolAnnotations") ?? first.FirstOrDefault(static a => a.Primary is LibraryObject { Name: "ToolAnnotations" });
        return ToolOrNull(machine, name, title, description, schema, claims, tool.File, tool.Node);
    }

    /// <summary><c>addTool(name, description, inputSchema) { … }</c>; null where that is not what is called.</summary>
    public static FoundTool? FromCall(Machine machine, CallSite call)
    {
        var name = call.Named.GetValueOrDefault("name") ?? (call[0] is ConstantValue { Text: not null } ? call.Arguments[0] : null);
        if (name is null)
        {
            return null;
        }

        Value? At(string own, int position) => call.Named.GetValueOrDefault(own) ?? (call.Named.ContainsKey("name") || position >= call.Arguments.Count ? null : call.Arguments[position]);
        return ToolOrNull(
            machine, name, call.Named.GetValueOrDefault("title"), At("description", 1), At("inputSchema", 2) ?? new RecordValue(), call.Named.GetValueOrDefault("toolAnnotations") ?? call.Named.GetValueOrDefault("annotations"), call.File, call.Node);
    }

    /// <summary>A map with a name, a description and a schema; null where it is another one.</summary>
    public static FoundTool? FromMap(Machine machine, RecordValue map) =>
        map.FindOrNull("name") is { } name && (map.FindOrNull("inputSchema") ?? map.FindOrNull("input_schema")) is { } schema
            ? ToolOrNull(machine, name, map.FindOrNull("title"), map.FindOrNull("description"), schema, map.FindOrNull("annotations"), map.File ?? machine.Current?.Path ?? "", map.Node ?? FactNode.Absent)
            : null;

    /// <summary><c>FunctionToolCallback.builder("name", function).inputType(X.class)</c>.</summary>
    public static FoundTool? FromFunctionCallback(Machine machine, LibraryObject callback)
    {
        var name = callback.FindOrNull("name") ?? callback.FindOrNull("function") ?? callback.Calls.SelectMany(static c => c.Arguments).FirstOrDefault(static a => a.Primary is ConstantValue { Text: not null });
        var function = callback.Calls.FirstOrDefault(static c => c.Name == "function" && c.Arguments.Count > 1);
        name = function?.Arguments[0] ?? name;
        var schema = callback.FindOrNull("inputSchema");
        var type = callback.FindOrNull("inputType")?.Primary as ClassValue;
        var read = schema ?? (type is not null && machine.Host is JvmHost host ? ValueJson.Read(new TypeSchemas(machine, host, isRequiredByDefault: true).OfClass(type)) : null);
        return ToolOrNull(machine, name, null, callback.FindOrNull("description"), read, null, callback.File, callback.Node);
    }

    private static FoundTool? ToolOrNull(Machine machine, Value? name, Value? title, Value? description, Value? schema, Value? claims, string file, FactNode node)
    {
        if (name?.Primary is not ConstantValue { Text: { Length: > 0 } text, Partial: false } || !ToolCollector.IsName(text))
        {
            return null;
        }

        var words = description?.Primary as ConstantValue;
        var isPartial = words?.Partial == true || (words is null && description is not null);
        return new FoundTool
        {
            Name = text,
            Title = (title?.Primary as ConstantValue)?.Text,
            Description = words?.Text,
            InputSchema = Schema(machine, schema, ref isPartial),
            Annotations = Claims(machine, claims),
            IsPartial = isPartial,
            File = file,
            Line = Math.Max(1, node.Line),
            Column = Math.Max(1, node.Column),
        };
    }

    /// <summary>A schema as the SDKs take it: JSON in a text, a map, an object of theirs, a class; null where it is not known.</summary>
    public static JsonObject? Schema(Machine machine, Value? value, ref bool isPartial)
    {
        switch (value?.Primary)
        {
            case ConstantValue { Text: { } json }:
                return JsonTexts.ParsedOrNull(json) as JsonObject;
            case ClassValue type when machine.Host is JvmHost host:
                return new TypeSchemas(machine, host, isRequiredByDefault: false).OfClass(type);
            case RecordValue { Class: null } or LibraryObject:
                var writer = new ValueJson(machine, v => Modelled(machine, v));
                var written = writer.Write(value.Primary) as JsonObject;
                isPartial |= writer.IsPartial;
                if (written is not null && !written.ContainsKey("type"))
                {
                    written.Insert(0, "type", "object");
                }

                if (written is not null && !written.ContainsKey("properties") && written["type"]?.GetValueKind() == System.Text.Json.JsonValueKind.String)
                {
                    written["properties"] = new JsonObject();
                }

                return written;
            default:
                isPartial |= value is not null and not ConstantValue;
                return null;
        }
    }

    /// <summary>The SDKs' own class of schemas; a constant of an enumeration is its name. Null for other values.</summary>
    private static JsonNode? Modelled(Machine machine, Value value)
    {
        switch (value.Primary)
        {
            case RecordValue { Tag: EnumConstant constant }:
                return JsonValue.Create(constant.Name);
            case LibraryObject { Name: "JsonSchema" or "ToolSchema" or "Input" or "Tool.Input" } schema:
                var json = new JsonObject();
                var isKotlin = schema.Name != "JsonSchema";
                foreach (var (name, position) in isKotlin ? new[] { ("type", -1), ("properties", 0), ("required", 1), ("defs", -1) } : [("type", 0), ("properties", 1), ("required", 2), ("additionalProperties", 3), ("defs", 4), ("definitions", 5)])
                {
                    if (schema.FindOrNull(name, position) is { } member && !member.IsNothing && new ValueJson(machine, v => ReferenceEquals(v, schema) ? null : Modelled(machine, v)).Write(member) is { } written)
                    {
                        json[name == "defs" ? "$defs" : name] = written;
                    }
                }

                return json;
            default:
                return null;
        }
    }

    private static JsonObject? Claims(Machine machine, Value? value)
    {
        var claims = new JsonObject();
        for (var i = 0; i < Hints.Length; i++)
        {
            var said = value?.Primary switch
            {
                LibraryObject { Name: "ToolAnnotations" } made => made.FindOrNull(Hints[i], i),
                LibraryObject other => other.FindOrNull(Hints[i]),
                RecordValue { Class: null } map => map.FindOrNull(Hints[i]),
                _ => null,
            };
            if (said?.Primary is ConstantValue { IsNothing: false, Taint: null } constant)
            {
                claims[Hints[i]] = new ValueJson(machine).Write(constant);
            }
        }

        return claims.Count > 0 ? claims : null;
    }
}
