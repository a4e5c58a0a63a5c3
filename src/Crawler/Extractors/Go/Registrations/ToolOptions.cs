using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Schemas;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>
/// Tools that <c>mcp.NewTool(name, options…)</c> makes. An option is a function of the tool, and an option of a parameter a function of its schema, so that functions of the
/// source can be options too. Claims that nobody wrote are left out: what the SDK adds by itself is what the protocol supposes anyway.
/// </summary>
internal sealed class ToolOptions(GoRuntime runtime)
{
    public Value? CallOrNull(string name, string module, IReadOnlyList<GoType> types, CallSite call)
    {
        switch (name)
        {
            case "NewTool":
                return Tool(module, call, 1);
            case "NewToolWithRawSchema":
                var raw = Tool(module, call, int.MaxValue);
                raw.Set("Description", call.Arguments.Count > 1 ? call.Arguments[1] : UnknownValue.Plain);
                raw.Set("RawInputSchema", call.Arguments.Count > 2 ? call.Arguments[2] : UnknownValue.Plain);
                return raw;
            case "WithInputSchema" when types.Count > 0:
                return Option(tool => InputSchema(tool, types[0]));
            case "WithRawInputSchema":
                return Option(tool => tool.Set("RawInputSchema", Argument(call, 0)));
            case "WithDescription":
                return Option(tool => tool.Set("Description", Argument(call, 0)));
            case "WithTitleAnnotation" or "WithReadOnlyHintAnnotation" or "WithDestructiveHintAnnotation" or "WithIdempotentHintAnnotation" or "WithOpenWorldHintAnnotation":
                return Option(tool => runtime.Machine.SetMember(runtime.Machine.GetMember(tool, "Annotations"), name["With".Length..^"Annotation".Length], Argument(call, 0)));
            case "WithToolAnnotation":
                return Option(tool => tool.Set("Annotations", Argument(call, 0)));
            case "WithSchemaAdditionalProperties":
                return Option(tool => runtime.Machine.SetMember(runtime.Machine.GetMember(tool, "InputSchema"), "AdditionalProperties", Argument(call, 0)));
            case "WithString" or "WithNumber" or "WithInteger" or "WithBoolean" or "WithArray" or "WithObject" or "WithAny":
                return Option(tool => Property(tool, name[4..].ToLowerInvariant(), call));
            case "ParseBoolean" or "ParseString" or "ParseInt" or "ToBoolPtr":
                return name == "ToBoolPtr" ? PointerValue.To(Argument(call, 0)) : null;
            default:
                return new PropertyOptions(runtime).CallOrNull(name, call);
        }
    }

    private static Value Argument(CallSite call, int index) => index < call.Arguments.Count ? call.Arguments[index] : UnknownValue.Plain;

    private static NativeValue Option(Action<RecordValue> change) =>
        Native.Of("option", (_, call) =>
        {
            if (call[0] is RecordValue tool)
            {
                change(tool);
            }

            return ConstantValue.Null;
        });

    private RecordValue Tool(string module, CallSite call, int firstOption)
    {
        var tool = new RecordValue { Tag = GoType.Foreign(module, "Tool"), Node = call.Node, File = call.File, Depth = runtime.Machine.Depth };
        tool.Set("Name", Argument(call, 0));
        var schema = new RecordValue { Tag = GoType.Foreign(module, "ToolInputSchema"), Depth = runtime.Machine.Depth };
        schema.Set("Type", ConstantValue.Of("object"));
        schema.Set("Properties", new RecordValue { Depth = runtime.Machine.Depth });
        tool.Set("InputSchema", schema);
        tool.Set("Annotations", new RecordValue { Tag = GoType.Foreign(module, "ToolAnnotation"), Depth = runtime.Machine.Depth });
        if (firstOption < int.MaxValue)
        {
            Apply(runtime, call, firstOption, PointerValue.To(tool));
        }

        runtime.Registry.Made(runtime.Machine, tool);
        return tool;
    }

    /// <summary>Calls every option with what it changes.</summary>
    public static void Apply(GoRuntime runtime, CallSite call, int first, Value target)
    {
        foreach (var option in call.Arguments.Skip(first))
        {
            runtime.Calls.Call(option, target);
        }

        foreach (var option in call.Named.Values.SelectMany(v => runtime.Machine.ItemsOrNull(v) ?? []))
        {
            runtime.Machine.Under(option.Condition, () => runtime.Calls.Call(option.Value, target));
        }
    }

    private void InputSchema(RecordValue tool, GoType type)
    {
        var schemas = new TypeSchemas(runtime, SchemaStyle.Google);
        tool.Set("InputSchema", schemas.ArgumentsOrNull(type) is { } json ? ValueJson.Read(json, schemas.IsPartial) : UnknownValue.Plain);
    }

    private void Property(RecordValue tool, string type, CallSite call)
    {
        if (tool.FindOrNull("InputSchema")?.Primary is not RecordValue schema || call[0] is not ConstantValue { Text: { } name, Partial: false })
        {
            return;
        }

        var property = new RecordValue { Depth = runtime.Machine.Depth };
        if (type != "any")
        {
            property.Set("type", ConstantValue.Of(type));
        }

        if (type == "object")
        {
            property.Set("properties", new RecordValue());
        }

        Apply(runtime, call, 1, property);
        if (property.FindOrNull("required")?.Truth == true)
        {
            property.Remove("required");
            if (schema.FindOrNull("Required")?.Primary is not ListValue required)
            {
                schema.Set("Required", required = new ListValue { Depth = runtime.Machine.Depth });
            }

            required.Items.Add(new Slot(ConstantValue.Of(name), null));
        }

        if (schema.FindOrNull("Properties")?.Primary is RecordValue properties)
        {
            properties.Set(name, property);
        }
    }
}
