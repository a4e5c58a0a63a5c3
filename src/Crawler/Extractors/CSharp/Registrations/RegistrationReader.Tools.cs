using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Registrations;

internal sealed partial class RegistrationReader
{
    private Value Create(Evaluator evaluator, CallFacts call)
    {
        HasServer = true;
        var options = Options(call);
        switch (call.Arguments.Count > 0 ? call.Arguments[0].Primary : call.Named.GetValueOrDefault("method") ?? call.Named.GetValueOrDefault("function"))
        {
            case DelegateValue function:
                Add(functions.For(evaluator).ReadOrNull(function, options, call.Node, call.Place.File.Path));
                break;
            case FunctionTool function:
                AddFunction(evaluator, function, options, call.Node, call.Place.File.Path);
                break;
            default:
                IsOpen = true;
                break;
        }

        // Registered by its making: a tool that is made and handed nowhere is not what programs do.
        return ConstantValue.Undefined;
    }

    private void AddFunction(Evaluator evaluator, FunctionTool function, RecordValue? options, FactNode? at, string file)
    {
        var said = new RecordValue();
        var name = function.Name is { IsNothing: false } given ? given : function.Function.Function.Text is { } own ? ConstantValue.Of(own.EndsWith("Async", StringComparison.Ordinal) ? own[..^5] : own) : UnknownValue.Plain;
        said.Set("Name", name);
        if (function.Description is { IsNothing: false } words)
        {
            said.Set("Description", words);
        }

        foreach (var key in options?.Keys ?? [])
        {
            said.Set(key, options!.FindOrNull(key)!);
        }

        Add(functions.For(evaluator).ReadOrNull(function.Function, said, at, file));
    }

    private void Add(FoundTool? tool)
    {
        if (tool is not null)
        {
            Tools.Add((tool, IsUnreached));
        }
    }

    private static RecordValue? Options(CallFacts call) => call.Every.Skip(1).Select(static a => a.Primary).OfType<RecordValue>().FirstOrDefault();

    private static ConfiguredTool Property(ConfiguredTool tool, CallFacts call)
    {
        var texts = call.Arguments.Select(static a => (a.Primary as ConstantValue)?.Text).ToList();
        if (texts is [{ } name, ..])
        {
            var property = new JsonObject();
            var (type, words) = texts.Count > 2 && texts[2] is not null ? (texts[1], texts[2]) : (null, texts.ElementAtOrDefault(1));
            property["type"] = type ?? "string";
            if (words is not null)
            {
                property["description"] = words;
            }

            tool.Properties[name] = property;
            if (call.Every.Any(static a => a.Primary is ConstantValue { Content: true }))
            {
                tool.Required.Add(name);
            }
        }

        return tool;
    }

    private static Value? Json(Evaluator evaluator, CallFacts call)
    {
        switch (call.Name)
        {
            case "Deserialize" or "Parse" when call.Owner is "JsonSerializer" or "JsonDocument" or "JsonNode" or "JsonElement" or "JsonObject" && call.Arguments is [ConstantValue { Text: { } text }, ..]:
                return new JsonText(ToolRecord.ParseOrNull(text));
            case "SerializeToElement" or "SerializeToNode" or "SerializeToDocument" when call.Arguments is [var value, ..]:
                return value;
            case "Clone" or "AsObject" or "DeepClone" or "GetRawText" or "ToJsonString" when call.Target is JsonText json:
                return json;
            case "Deserialize" when call.Target is JsonText json:
                return json;
            case "CreateJsonSchema" or "GetJsonSchemaAsNode" when call.Every.OfType<TypeReference>().FirstOrDefault() is { } type:
                return new JsonText(new TypeSchemas(evaluator).Write(type.Node, type.Place));
            default:
                return null;
        }
    }
}
