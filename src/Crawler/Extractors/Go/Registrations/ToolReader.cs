using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Schemas;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>Reads one definition: <c>mcp.Tool</c> of either SDK.</summary>
internal sealed class ToolReader(GoRuntime runtime)
{
    private static readonly string[] Hints = ["Title", "ReadOnlyHint", "DestructiveHint", "IdempotentHint", "OpenWorldHint"];

    /// <summary>The tool; null where its name is not constant.</summary>
    public FoundTool? ReadOrNull(RecordValue record, Value? handler, SchemaStyleOf style)
    {
        if (record.FindOrNull("Name")?.Primary is not ConstantValue { Text: { Length: > 0 } name, Partial: false })
        {
            return null;
        }

        var description = record.FindOrNull("Description");
        var claims = Claims(record.FindOrNull("Annotations"));
        var (schema, isPartial) = Schema(record, handler, style);
        return new FoundTool
        {
            Name = name,
            Title = TextOrNull(record.FindOrNull("Title")) ?? (claims["title"] as JsonValue)?.ToString(),
            Description = (description?.Primary as ConstantValue)?.Text is { Length: > 0 } words ? words : null,
            InputSchema = schema,
            Annotations = claims.Count > 0 ? claims : null,
            Condition = runtime.Machine.Condition,
            IsPartial = isPartial || description is ChoiceValue { Options: [{ Condition: not null }, ..] } or { Primary: not ConstantValue { Partial: false } },
            File = record.File ?? runtime.Machine.Current?.Path ?? "",
            Line = Math.Max(1, record.Node?.Line ?? 1),
            Column = Math.Max(1, record.Node?.Column ?? 1),
        };
    }

    private (JsonObject? Schema, bool IsPartial) Schema(RecordValue record, Value? handler, SchemaStyleOf style)
    {
        var written = Given(record.FindOrNull("RawInputSchema")) ?? Given(record.FindOrNull("InputSchema"));
        switch (written?.Primary)
        {
            case ConstantValue { Text: { } text } constant:
                return (GoJson.ParseOrNull(text) as JsonObject, constant.Partial);
            case RecordValue or ListValue:
                var writer = new GoJson(runtime);
                var json = writer.Write(written) as JsonObject;
                json?.TryAdd("type", "object");
                return (json, writer.IsPartial || json is null);
            case UnknownValue:
                return (null, true);
            default:
                break;
        }

        if (style == SchemaStyleOf.OfficialHandler)
        {
            return Inferred(handler);
        }

        return record.Tag is GoType { Module: { } module } && GoSdk.IsMark3Labs(module)
            ? (new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() }, false)
            : (null, false);
    }

    private (JsonObject? Schema, bool IsPartial) Inferred(Value? handler)
    {
        if (handler is null || HandlerTypes.ArgumentOrNull(runtime, handler.Primary is FunctionValue ? handler.Primary : handler) is not { } type)
        {
            return (null, true);
        }

        var schemas = new TypeSchemas(runtime, SchemaStyle.Google);
        var json = schemas.ArgumentsOrNull(type);
        return (json, schemas.IsPartial || json is null);
    }

    private JsonObject Claims(Value? value)
    {
        var claims = new JsonObject();
        if (value?.Primary is not RecordValue record)
        {
            return claims;
        }

        foreach (var hint in Hints)
        {
            if (record.FindOrNull(hint)?.Primary is ConstantValue { IsNothing: false } constant && constant.Content is not "")
            {
                claims[char.ToLowerInvariant(hint[0]) + hint[1..]] = constant.Content is bool truth ? JsonValue.Create(truth) : JsonValue.Create(constant.ToString());
            }
        }

        return claims;
    }

    private static Value? Given(Value? value) => value is null || value.IsNothing || value.Primary.IsNothing || value.Primary is ConstantValue { Content: "" } ? null : value;

    private static string? TextOrNull(Value? value) => value?.Primary is ConstantValue { Text: { Length: > 0 } text, Partial: false } ? text : null;
}
