using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Schemas;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Registrations;

/// <summary>Calls of the SDKs: definitions that they make, and registrations.</summary>
internal sealed class SdkCalls(GoRuntime runtime)
{
    private readonly ToolOptions _options = new(runtime);

    /// <summary>What such a call gives; null for calls of other libraries.</summary>
    public Value? CallOrNull(UnknownValue callee, IReadOnlyList<GoType> types, CallSite call)
    {
        var module = callee.Module!;
        if (!GoSdk.IsSdk(module))
        {
            return null;
        }

        var name = callee.LastName;
        if (GoSdk.IsMetoro(module))
        {
            return name == "RegisterTool" && call.Arguments.Count >= 3 ? Metoro(call) : null;
        }

        if (GoSdk.IsThinkInAi(module) && name is "NewTool" && call.Arguments.Count >= 3)
        {
            return GoTuple.Of(FromValue(call, module), ConstantValue.Null);
        }

        switch (name)
        {
            case "AddTool" when callee.Path == "AddTool" && call.Arguments.Count >= 3:
                runtime.Registry.Add(runtime, call.Arguments[1], types.Count > 0 ? Typed(types[0]) : call.Arguments[2], SchemaStyleOf.OfficialHandler);
                return ConstantValue.Null;
            case "AddTool" or "AddSessionTool" or "RegisterTool":
                var at = name == "AddSessionTool" ? 1 : 0;
                runtime.Registry.Add(runtime, call.Arguments.Count > at ? call.Arguments[at] : UnknownValue.Plain, null, SchemaStyleOf.Definition);
                return ConstantValue.Null;
            case "AddTools" or "SetTools" or "AddSessionTools":
                foreach (var argument in call.Arguments.Skip(name == "AddSessionTools" ? 1 : 0).Concat(call.Named.Values))
                {
                    runtime.Registry.Add(runtime, argument, null, SchemaStyleOf.Definition);
                }

                return ConstantValue.Null;
            case "NewTool" when GoSdk.IsFoxyContexts(module):
                runtime.Registry.Add(runtime, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, null, SchemaStyleOf.Definition);
                return ConstantValue.Null;
            case "WithTool" or "WithTools" when GoSdk.IsFoxyContexts(module):
                foreach (var constructor in call.Arguments)
                {
                    runtime.Calls.CallOpen(constructor);
                }

                return callee.Called();
            case "NewTypedToolHandler" or "NewStructuredToolHandler":
                return call.Arguments.Count > 0 ? call.Arguments[0] : null;
            default:
                return GoSdk.IsMark3Labs(module) ? _options.CallOrNull(name, module, types, call) : null;
        }
    }

    /// <summary>A registration on a server that the source does not show.</summary>
    public Value? OnUnknownOrNull(CallSite call)
    {
        if (call.Name is not ("AddTool" or "AddTools" or "SetTools") || call.Arguments.Concat(call.Named.Values).All(a => !HoldsTool(a, 0)))
        {
            return null;
        }

        foreach (var argument in call.Arguments.Concat(call.Named.Values).Where(a => HoldsTool(a, 0)))
        {
            runtime.Registry.Add(runtime, argument, null, SchemaStyleOf.Definition);
        }

        return ConstantValue.Null;
    }

    private static bool HoldsTool(Value value, int depth) =>
        depth < 4 && value.Primary switch
        {
            RecordValue { Tag: GoType { Kind: TypeKind.Foreign, Name: "Tool" or "ServerTool", Module: { } module } } => GoSdk.IsSdk(module),
            ListValue list => list.Items.Exists(i => HoldsTool(i.Value, depth + 1)),
            _ => false,
        };

    /// <summary>A handler of which only the type of its arguments is written.</summary>
    private static GoType Typed(GoType argument) => new(TypeKind.Foreign) { Module = "", Name = "ToolHandlerFor", Arguments = [argument] };

    private ConstantValue Metoro(CallSite call)
    {
        var record = Record(call, "github.com/metoro-io/mcp-golang");
        var handler = TypeInference.TypeOf(call.Arguments[2]);
        if (runtime.Types.Underlying(handler) is { Kind: TypeKind.Function, Node: { } node, Scope: { } scope } && node[0].Children is { Length: > 0 } parameters)
        {
            Schema(record, runtime.Types.Read(parameters[^1][2], scope), SchemaStyle.InvopopTagged);
        }

        runtime.Registry.Add(runtime, record, null, SchemaStyleOf.Definition);
        return ConstantValue.Null;
    }

    private RecordValue FromValue(CallSite call, string module)
    {
        var record = Record(call, module);
        Schema(record, TypeInference.TypeOf(call.Arguments[2]), SchemaStyle.TagEach);
        runtime.Registry.Made(runtime.Machine, record);
        return record;
    }

    private static RecordValue Record(CallSite call, string module)
    {
        var record = new RecordValue { Tag = GoType.Foreign(module, "Tool"), Node = call.Node, File = call.File };
        record.Set("Name", call.Arguments[0]);
        record.Set("Description", call.Arguments[1]);
        return record;
    }

    private void Schema(RecordValue record, GoType type, SchemaStyle style)
    {
        var schemas = new TypeSchemas(runtime, style);
        record.Set("InputSchema", schemas.ArgumentsOrNull(type) is { } json ? ValueJson.Read(json, schemas.IsPartial) : UnknownValue.Plain);
    }
}
