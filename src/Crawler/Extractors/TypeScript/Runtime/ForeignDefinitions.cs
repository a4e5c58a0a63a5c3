using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Schemas;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Calls of libraries outside of the source that are known by their shape: what gives a definition its type, and what turns a schema into JSON.</summary>
internal static class ForeignDefinitions
{
    /// <summary>Functions of libraries that only give a definition a type, <c>tool({…})</c>, <c>defineTool({…})</c>, or put it together, <c>tool(name, description, schema, handler)</c>.</summary>
    public static RecordValue? DefinitionOrNull(UnknownValue callee, CallSite call)
    {
        if (!callee.LastName.Contains("tool", StringComparison.OrdinalIgnoreCase) || callee.Path.Contains("()", StringComparison.Ordinal) || call.This is UnknownValue { Module: null })
        {
            return null;
        }

        if (call[0] is RecordValue record && record.FindOrNull("description") is not null)
        {
            return record;
        }

        if (call[0] is ConstantValue { Text: not null } && call[1] is RecordValue config && call.Arguments.Count == 2 && (config.FindOrNull("description") ?? config.FindOrNull("handler")) is not null)
        {
            var named = new RecordValue { Node = config.Node, File = config.File, IsOpen = config.IsOpen };
            foreach (var key in config.Keys)
            {
                config.TryGet(key, out var slot);
                named.Set(key, slot.Value, slot.Condition);
            }

            named.Set("name", call.Arguments[0]);
            return named;
        }

        if (call[0] is not ConstantValue { Text: not null } || call.Arguments.Count != 4 || call[1] is not ConstantValue { Text: not null })
        {
            return null;
        }

        var made = new RecordValue { Node = call.Node, File = call.File };
        made.Set("name", call.Arguments[0]);
        made.Set("description", call.Arguments[1]);
        made.Set("inputSchema", call.Arguments[2]);
        return made;
    }

    /// <summary>A schema as a library converts it; one that is given a name is put among the definitions, and refers to itself there.</summary>
    public static Value Converted(Machine machine, CallSite call)
    {
        var writer = new SchemaJson(machine);
        if (writer.Arguments(call.Arguments[0]) is not { } json)
        {
            return UnknownValue.Plain;
        }

        var options = call.Arguments.Count > 1 ? call[1] : ConstantValue.Undefined;
        var name = options is RecordValue record ? machine.GetMember(record, "name").Primary : options;
        if (name is not ConstantValue { Text: { } title, Partial: false })
        {
            return ValueJson.Read(json, writer.IsPartial);
        }

        var place = options is RecordValue given && (machine.GetMember(given, "definitionPath").Primary as ConstantValue)?.Text is { } path ? path : "definitions";
        return ValueJson.Read(new JsonObject { ["$ref"] = $"#/{place}/{title}", [place] = new JsonObject { [title] = json } }, writer.IsPartial);
    }
}
