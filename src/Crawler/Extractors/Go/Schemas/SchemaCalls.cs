using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Runtime;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Schemas;

/// <summary>Calls of the libraries that make schemas of types.</summary>
internal sealed class SchemaCalls(GoRuntime runtime)
{
    public Value? CallOrNull(UnknownValue callee, IReadOnlyList<GoType> types, CallSite call)
    {
        if (!GoSdk.IsSchema(callee.Module!))
        {
            return callee.LastName == "New" && callee.Module!.Contains("orderedmap", StringComparison.Ordinal) ? new RecordValue { Tag = GoType.Foreign(callee.Module, "OrderedMap") } : null;
        }

        switch (callee.LastName)
        {
            case "For" or "ForType":
                var type = types.Count > 0 ? types[0] : call[0] as GoType;
                return type is null ? null : GoTuple.Of(Schema(type, SchemaStyle.Google, callee.Module!, call), ConstantValue.Null);
            case "Reflect" or "ReflectFromType":
                var reflected = callee.LastName == "Reflect" ? TypeInference.TypeOf(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain) : GoTypes.Of(call[0]);
                return Schema(reflected, StyleOf(call.This), callee.Module!, call);
            case "Ptr":
                return call.Arguments.Count == 1 ? PointerValue.To(call.Arguments[0]) : null;
            case "NewProperties":
                return new RecordValue { Tag = GoType.Foreign(callee.Module!, "OrderedMap") };
            default:
                return null;
        }
    }

    private static SchemaStyle StyleOf(Value reflector) =>
        reflector.Primary is RecordValue record && record.FindOrNull("RequiredFromJSONSchemaTags")?.Truth == true ? SchemaStyle.InvopopTagged : SchemaStyle.Invopop;

    /// <summary>The schema as the library's structure, so that the source may go on changing it.</summary>
    private Value Schema(GoType type, SchemaStyle style, string module, CallSite call)
    {
        var schemas = new TypeSchemas(runtime, style);
        if (schemas.ArgumentsOrNull(type) is not { } json)
        {
            return UnknownValue.Plain;
        }

        var made = new RecordValue { Tag = GoType.Foreign(module, "Schema"), Partial = schemas.IsPartial, Node = call.Node, File = call.File, Depth = runtime.Machine.Depth };
        foreach (var (key, node) in json)
        {
            var name = char.ToUpperInvariant(key[0]) + key[1..];
            var value = ValueJson.Read(node);
            if (name == "Properties" && style != SchemaStyle.Google && value is RecordValue map)
            {
                map.Tag = GoType.Foreign(module, "OrderedMap");
            }

            made.Set(name, value);
        }

        return PointerValue.To(made);
    }
}
