using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Runtime;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>The options of a parameter in mcp-go: each sets a keyword of its schema.</summary>
internal sealed class PropertyOptions(GoRuntime runtime)
{
    public Value? CallOrNull(string name, CallSite call)
    {
        switch (name)
        {
            case "Required":
                return Set("required", ConstantValue.True);
            case "Description" or "Title" or "Enum" or "MaxLength" or "MinLength" or "Pattern" or "MultipleOf" or "Items" or "MinItems" or "MaxItems" or "UniqueItems" or "Properties"
                or "AdditionalProperties" or "MinProperties" or "MaxProperties" or "PropertyNames":
                return Set(char.ToLowerInvariant(name[0]) + name[1..], name == "Enum" ? All(call) : First(call));
            case "Max":
                return Set("maximum", First(call));
            case "Min":
                return Set("minimum", First(call));
            case "DefaultString" or "DefaultNumber" or "DefaultBool" or "DefaultArray" or "Default":
                return Set("default", First(call));
            case "WithStringItems" or "WithNumberItems" or "WithBooleanItems" or "WithIntegerItems":
                var items = Items(name["With".Length..^"Items".Length].ToLowerInvariant());
                ToolOptions.Apply(runtime, call, 0, items);
                return Set("items", items);
            case "WithStringEnumItems":
                var choices = Items("string");
                choices.Set("enum", First(call));
                return Set("items", choices);
            default:
                return null;
        }
    }

    private RecordValue Items(string type)
    {
        var items = new RecordValue { Depth = runtime.Machine.Depth };
        items.Set("type", ConstantValue.Of(type));
        return items;
    }

    private static Value First(CallSite call) => call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;

    private Value All(CallSite call) =>
        call.Named.TryGetValue("...", out var spread) ? spread : new ListValue { Items = [.. call.Arguments.Select(static a => new Slot(a, null))], Depth = runtime.Machine.Depth };

    private static NativeValue Set(string keyword, Value value) =>
        Native.Of(keyword, (_, call) =>
        {
            if (call[0] is RecordValue schema)
            {
                schema.Set(keyword, value);
            }

            return ConstantValue.Null;
        });
}
