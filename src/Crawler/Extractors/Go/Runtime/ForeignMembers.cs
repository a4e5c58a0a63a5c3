using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>Members of structures of dependencies: fields that were not set, and the methods of the few that are modelled.</summary>
internal static class ForeignMembers
{
    public static Value Member(GoRuntime runtime, RecordValue record, GoType type, string name)
    {
        var module = type.Module ?? "";
        switch (type.Name)
        {
            case "FS" when module == "embed":
                return FileMember(runtime, record, name);
            case "Builder" or "Buffer" when module is "strings" or "bytes":
                return BuilderMember(record, name);
            case "Value" when module == "reflect":
                return ReflectMember(record, name) ?? UnknownValue.Plain;
            case "Pointer" or "Value" when module == "sync/atomic":
                return HeldMember(record, name);
            case "OrderedMap":
                return OrderedMember(record, name);
            case "Pair":
                return record.IsOpen ? UnknownValue.Plain : ConstantValue.Null;
            default:
                break;
        }

        if ((GoSdk.IsSdk(module) || GoSdk.IsSchema(module)) && record.IsOpen == false && DataOrNull(runtime, record, module, name) is { } data)
        {
            return data;
        }

        return new UnknownValue { Module = module, Path = $"{type.Name}.{name}" };
    }

    /// <summary>Fields that definitions of tools and schemas have; null for what is not one.</summary>
    private static Value? DataOrNull(GoRuntime runtime, RecordValue record, string module, string name)
    {
        switch (name)
        {
            case "InputSchema" when GoSdk.IsMark3Labs(module):
                return Keep(record, name, new RecordValue { Tag = GoType.Foreign(module, "ToolInputSchema"), Depth = record.Depth });
            case "Annotations" when GoSdk.IsMark3Labs(module):
                return Keep(record, name, new RecordValue { Tag = GoType.Foreign(module, "ToolAnnotation"), Depth = record.Depth });
            case "Tool" when GoSdk.IsMark3Labs(module):
                return Keep(record, name, new RecordValue { Tag = GoType.Foreign(module, "Tool"), Depth = record.Depth });
            case "Required" or "Enum" or "AnyOf" or "OneOf" or "AllOf" or "Types":
                return Keep(record, name, new ListValue { Depth = record.Depth });
            case "Name" or "Description" or "Title" or "Type" or "Format" or "Pattern":
                return ConstantValue.Of("");
            case "InputSchema" or "OutputSchema" or "Annotations" or "Meta" or "Properties" or "Items" or "Default" or "Minimum" or "Maximum" or "AdditionalProperties" or "Defs" or "RawInputSchema" or "Icons" or "Handler"
                or "ReadOnlyHint" or "DestructiveHint" or "IdempotentHint" or "OpenWorldHint" or "Extra":
                return name.EndsWith("Hint", StringComparison.Ordinal) && GoSdk.IsOfficial(module) && name is "ReadOnlyHint" or "IdempotentHint" ? ConstantValue.False : ConstantValue.Null;
            default:
                _ = runtime;
                return null;
        }
    }

    private static Value Keep(RecordValue record, string name, Value value)
    {
        record.Set(name, value);
        return value;
    }

    private static Value FileMember(GoRuntime runtime, RecordValue record, string name) =>
        name is "ReadFile" or "Open"
            ? Native.Of(name, (_, call) => GoTuple.Of(Native.TextOrNull(call, 0) is { } path ? new EmbeddedFiles(runtime).Read(record.File ?? "", path) : UnknownValue.Plain, ConstantValue.Null))
            : UnknownValue.Plain;

    private static Value BuilderMember(RecordValue record, string name)
    {
        const string Text = "text";
        switch (name)
        {
            case "WriteString" or "Write" or "WriteRune" or "WriteByte":
                return Native.Of(name, (machine, call) =>
                {
                    var piece = call[0] is ConstantValue { Content: double code } && System.Text.Rune.IsValid((int)code) ? ConstantValue.Of(new System.Text.Rune((int)code).ToString()) : call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain;
                    record.Set(Text, machine.Join([record.FindOrNull(Text) ?? ConstantValue.Of(""), piece]));
                    return GoTuple.Of(UnknownValue.Plain, ConstantValue.Null);
                });
            case "String" or "Bytes":
                return Native.Of(name, (_, _) => record.FindOrNull(Text) ?? ConstantValue.Of(""));
            case "Reset":
                return Native.Of(name, (_, _) => Keep(record, Text, ConstantValue.Of("")));
            default:
                return Native.Of(name, static (_, _) => UnknownValue.Plain);
        }
    }

    private static Value? ReflectMember(RecordValue record, string name) =>
        name switch
        {
            "Type" => Native.Of(name, (_, _) => TypeInference.TypeOf(record.FindOrNull("value") ?? UnknownValue.Plain)),
            "Interface" or "Elem" => Native.Of(name, (_, _) => record.FindOrNull("value") ?? UnknownValue.Plain),
            _ => null,
        };

    /// <summary>A variable that several threads share.</summary>
    private static NativeValue HeldMember(RecordValue record, string name) =>
        name switch
        {
            "Store" or "Swap" => Native.Of(name, (_, call) => Keep(record, "value", call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain)),
            "Load" => Native.Of(name, (_, _) => record.FindOrNull("value") ?? ConstantValue.Null),
            _ => Native.Of(name, static (_, _) => UnknownValue.Plain),
        };

    /// <summary>A map that keeps its order, as the libraries of schemas use it.</summary>
    private static Value OrderedMember(RecordValue record, string name)
    {
        switch (name)
        {
            case "Set":
                return Native.Of(name, (machine, call) =>
                {
                    if (call[0] is ConstantValue { Text: { } key } && call.Arguments.Count > 1)
                    {
                        machine.SetMember(record, key, call.Arguments[1]);
                    }

                    return UnknownValue.Plain;
                });
            case "Get":
                return Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } key && record.FindOrNull(key) is { } value ? GoTuple.Of(value, ConstantValue.True) : GoTuple.Of(ConstantValue.Null, ConstantValue.False));
            case "Len":
                return Native.Of(name, (_, _) => ConstantValue.Of(record.Keys.Count));
            case "Oldest":
                return Native.Of(name, (_, _) => Pair(record, 0));
            default:
                return record.FindOrNull(name) ?? UnknownValue.Plain;
        }
    }

    private static Value Pair(RecordValue map, int index)
    {
        if (index >= map.Keys.Count)
        {
            return ConstantValue.Null;
        }

        var pair = new RecordValue { Tag = GoType.Foreign("orderedmap", "Pair") };
        pair.Set("Key", ConstantValue.Of(map.Keys[index]));
        pair.Set("Value", map.FindOrNull(map.Keys[index])!);
        pair.Set("Next", Native.Of("Next", (_, _) => Pair(map, index + 1)));
        return pair;
    }
}
